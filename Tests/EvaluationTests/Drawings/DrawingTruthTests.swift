import Testing

@testable import Evaluation

@Suite("Truths of drawings")
struct DrawingTruthTests {
  private static let photographs = [
    "p/dog_1.jpg", "p/dog_2.jpg", "p/doghouse_1.jpg", "p/more/horse/7.jpg", "p/tree.jpg", "p/x.jpg",
  ]
  private static let drawings = ["d/a.png", "d/b.png", "d/c.png"]

  private func read(_ text: String, name: String = "truth.csv") throws -> DrawingTruth {
    let files = try TruthFiles([name: text])
    return try DrawingTruth.read(from: files[name], photographs: Self.photographs, drawings: Self.drawings)
  }

  /// The message of the error that a text gives.
  private func refusal(_ text: String, name: String = "truth.csv") throws -> String {
    do {
      _ = try read(text, name: name)
    } catch let error as EvaluationError {
      return error.message
    }
    return "none"
  }

  @Test("a table: classes from names, folders and the table itself, and the photograph that was drawn")
  func table() throws {
    let truth = try read(
      "drawing,class,photo\na.png,dog,dog_2.jpg\nb.png,horse,\nc.png,dog,x.jpg\n")
    #expect(truth.queries.map(\.drawing) == Self.drawings)
    // A doghouse is no dog, and x.jpg is one because the table says so.
    let dogs: Set = ["p/dog_1.jpg", "p/dog_2.jpg", "p/x.jpg"]
    #expect(truth.queries.map(\.positives) == [dogs, ["p/more/horse/7.jpg"], dogs])
    #expect(truth.queries.map(\.instance) == ["p/dog_2.jpg", nil, "p/x.jpg"])
    #expect(truth.categories == ["dog", "horse"] && truth.photographs == Self.photographs.sorted())
  }

  @Test("of classes that begin alike the longer one has the file, and a photograph that is gone is told")
  func longest() throws {
    let truth = try read("drawing,class,photo\na.png,dog,gone.jpg\nb.png,doghouse,\n")
    #expect(truth.queries.map(\.positives) == [["p/dog_1.jpg", "p/dog_2.jpg"], ["p/doghouse_1.jpg"]])
    #expect(truth.missing == ["gone.jpg"] && truth.queries.allSatisfy { $0.instance == nil })
    #expect(try read("drawing,class\na.png,dog\n").queries.count == 1)
  }

  @Test(
    "tables that mean nothing are refused with what is wrong",
    arguments: [
      ("", "expected the columns"), ("a.png,dog,\n", "expected the columns"),
      ("drawing,class,photo\n", "no drawings"), ("drawing,class,photo\nz.png,dog,\n", "z.png is not there"),
      ("drawing,class,photo\na.png,cat,\n", "no photograph is of the class cat"),
      ("drawing,class,photo\na.png,dog,\na.png,dog,\n", "stands in line 2 already"),
      ("drawing,class,photo\na.png,dog\n", "expected 3 columns"),
      ("drawing,class,photo\na.png,,\n", "without a class"),
      ("drawing,class,photo\n,dog,\n", "without a name"),
      ("drawing,class,photo\na.png,dog,x.jpg\nb.png,tree,x.jpg\n", "of the class dog above and tree here"),
    ])
  func refused(text: String, sentence: String) throws {
    let message = try refusal(text)
    #expect(message.contains(sentence), "\(message)")
  }

  @Test("lines of a number and a photograph, as Flickr15k has them")
  func numbered() throws {
    let files = try TruthFiles([
      "truth": "1 big tower/a b.jpg\n1 big tower/2.jpg\n\n2\tsea/2.jpg\n2 sea/gone.jpg\n"
    ])
    let truth = try DrawingTruth.read(
      from: files["truth"], photographs: ["i/big tower/a b.jpg", "i/big tower/2.jpg", "i/sea/2.jpg"],
      drawings: ["s/1.png", "s/2.png", "s/3.png"])
    #expect(truth.queries.map(\.drawing) == ["s/1.png", "s/2.png"])
    #expect(truth.queries.map(\.category) == ["big tower", "sea"])
    #expect(truth.queries[0].positives == ["i/big tower/a b.jpg", "i/big tower/2.jpg"])
    #expect(truth.queries[1].positives == ["i/sea/2.jpg"] && truth.missing == ["sea/gone.jpg"])
  }

  @Test(
    "lines that are none of these are refused",
    arguments: [
      ("one dog_1.jpg\n", "expected a drawing's number"), ("1\n", "expected a drawing's number"),
      ("4 dog_1.jpg\n", "drawing 4 is not there"), ("", "no drawings"),
    ])
  func refusedLines(text: String, sentence: String) throws {
    let message = try refusal(text, name: "truth.txt")
    #expect(message.contains(sentence), "\(message)")
  }

  @Test("a folder with a list for each drawing")
  func lists() throws {
    let files = try TruthFiles(["a.txt": "dog_1.jpg\ntree.jpg\n", "b.txt": "x\n", "notes.md": "zzz"])
    let truth = try DrawingTruth.read(
      from: files.path, photographs: Self.photographs, drawings: Self.drawings)
    #expect(truth.queries.map(\.category) == ["a", "b"])
    #expect(truth.queries.map(\.positives) == [["p/dog_1.jpg", "p/tree.jpg"], ["p/x.jpg"]])
    let empty = try TruthFiles(["notes.md": "zzz"])
    #expect(throws: EvaluationError.self) {
      try DrawingTruth.read(from: empty.path, photographs: Self.photographs, drawings: Self.drawings)
    }
  }

  @Test("a folder for each class on both sides, or drawings that are named after one")
  func folders() throws {
    let photographs = ["p/dog/1.jpg", "p/dog/2.jpg", "p/big_cat/1.jpg"]
    let truth = try DrawingTruth.read(
      from: nil, photographs: photographs,
      drawings: ["d/big_cat_2.png", "d/dog.png", "d/dog/x.png", "d/dog-3.png"])
    #expect(
      Dictionary(uniqueKeysWithValues: truth.queries.map { ($0.drawing, $0.category) }) == [
        "d/big_cat_2.png": "big_cat", "d/dog.png": "dog", "d/dog/x.png": "dog", "d/dog-3.png": "dog",
      ])
    #expect(throws: EvaluationError.self) {
      try DrawingTruth.read(from: nil, photographs: photographs, drawings: ["d/cow.png"])
    }
  }

  @Test("a name that could be two files is refused")
  func ambiguous() throws {
    let files = try TruthFiles(["truth.csv": "drawing,class,photo\na.png,dog,1.jpg\n"])
    #expect(throws: EvaluationError.self) {
      try DrawingTruth.read(
        from: files["truth.csv"], photographs: ["p/dog/1.jpg", "p/cat/1.jpg"], drawings: ["a.png"])
    }
  }
}
