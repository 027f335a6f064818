import Evaluation
import Testing

@Suite("Names of pictures in truths and collections") struct PictureNamesTests {
  private let names = PictureNames([
    "photos/one.jpg", "photos/st.peter.jpg", "photos/cup/1.jpg", "photos/pot/1.jpg", "photos/both.jpg",
    "photos/both.png",
    "exact", "photos/exact.jpg",
  ])

  @Test("without folders and suffixes, when only one picture can be meant")
  func found() {
    #expect(names.match("one") == .found("photos/one.jpg"))
    #expect(names.match("one.jpg") == .found("photos/one.jpg"))
    #expect(names.match("one.ppm") == .found("photos/one.jpg"))
    #expect(names.match("./photos/one.jpg") == .found("photos/one.jpg"))
    #expect(names.match("st.peter") == .found("photos/st.peter.jpg"))
    #expect(names.match("cup/1.jpg") == .found("photos/cup/1.jpg"))
    #expect(names.match("pot/1") == .found("photos/pot/1.jpg"))
  }

  @Test("the exact name comes first, then the file of that name")
  func precedence() {
    #expect(names.match("exact") == .found("exact"))
    #expect(names.match("exact.jpg") == .found("photos/exact.jpg"))
    #expect(names.match("both.png") == .found("photos/both.png"))
  }

  @Test("what could be two pictures is ambiguous")
  func ambiguous() {
    #expect(names.match("1") == .ambiguous(["photos/cup/1.jpg", "photos/pot/1.jpg"]))
    #expect(names.match("1.jpg") == .ambiguous(["photos/cup/1.jpg", "photos/pot/1.jpg"]))
    #expect(names.match("both") == .ambiguous(["photos/both.jpg", "photos/both.png"]))
  }

  @Test(
    "another folder, part of a name and no name are missing",
    arguments: ["jug/1.jpg", "ne.jpg", "st", "o", "", "/"])
  func missing(name: String) {
    #expect(names.match(name) == .missing)
  }

  @Test("all names at once: found, missing and ambiguous")
  func resolved() {
    let resolution = names.resolve(["one", "nowhere", "1", "cup/1", "absent"])
    #expect(resolution.pictures == ["one": "photos/one.jpg", "cup/1": "photos/cup/1.jpg"])
    #expect(resolution.missing == ["absent", "nowhere"])
    #expect(resolution.ambiguous == ["1": ["photos/cup/1.jpg", "photos/pot/1.jpg"]])
  }

  @Test("two names for one picture: its own name has it, else nobody")
  func claims() {
    let own = PictureNames(["a.jpg"]).resolve(["a.jpg", "a.png"])
    #expect(own.pictures == ["a.jpg": "a.jpg"])
    #expect(own.missing == ["a.png"])
    let nobody = PictureNames(["x/a.jpg"]).resolve(["a", "a.png"])
    #expect(nobody.pictures.isEmpty)
    #expect(nobody.ambiguous == ["a": ["x/a.jpg"], "a.png": ["x/a.jpg"]])
  }
}

@Suite("Truths cut to what is there") struct RestrictionTests {
  private let truth = GroundTruth(
    benchmark: .oxford5k,
    queries: ["p", "q", "r", "s"].map { GroundTruth.Query(name: "ask \($0)", picture: $0) },
    setups: [
      GroundTruth.Setup(
        name: "one",
        relevance: [
          Relevance(positives: ["p", "a"], junk: ["j"]), Relevance(positives: ["b"]),
          Relevance(positives: ["b"]),
          Relevance(positives: ["b"]),
        ]),
      GroundTruth.Setup(
        name: "two",
        relevance: [
          Relevance(positives: ["a"]), Relevance(positives: ["b"]),
          Relevance(positives: ["a", "b"], junk: ["j"]),
          Relevance(positives: ["c"]),
        ]),
    ], pictures: ["s", "r", "q", "p", "a", "b", "c", "j"])

  @Test("queries without a picture or without positives go, and what is lost is counted")
  func restricted() {
    let result = truth.restricted(to: ["p", "q", "r", "a", "stranger"])
    #expect(result.truth.queries.map(\.name) == ["ask p", "ask r"])
    #expect(
      result.truth.setups.map(\.relevance) == [
        [Relevance(positives: ["p", "a"]), Relevance(positives: [])],
        [Relevance(positives: ["a"]), Relevance(positives: ["a"])],
      ])
    #expect(result.truth.pictures == ["a", "p", "q", "r"])
    #expect(result.missingPictures == ["b", "c", "j", "s"])
    #expect(result.queriesWithoutPicture == ["ask s"])
    #expect(result.queriesWithoutPositives == ["ask q"])
    #expect(result.lostPositives == 2)
    #expect(result.lostJunk == 2)
    #expect(!result.isComplete)
    #expect(
      result.summary
        == "4 of 8 pictures of the truth are missing, and 2 of 4 queries are left out: 1 without a picture, 1 without"
        + " anything to find")
  }

  @Test("a truth of which everything is there stays as it is")
  func complete() {
    let result = truth.restricted(to: Set(truth.pictures))
    #expect(result.truth == truth && result.isComplete && result.summary == nil)
    #expect(result.lostPositives == 0 && result.lostJunk == 0)
    let withoutJunk = truth.restricted(to: Set(truth.pictures).subtracting(["j"]))
    #expect(withoutJunk.summary == "1 of 8 pictures of the truth are missing, all 4 queries are asked")
  }

  @Test("queries that are held out are looked for where they are")
  func heldOut() {
    var outside = truth
    outside.benchmark = .roxford5k
    let result = outside.restricted(to: ["a", "b", "c"], queryPictures: ["p", "q"])
    #expect(result.truth.queries.map(\.picture) == ["p", "q"])
    #expect(result.queriesWithoutPicture == ["ask r", "ask s"])
  }

  @Test("other names change nothing but names")
  func renamed() {
    let names = ["a": "x/a.jpg", "p": "x/p.jpg"]
    let result = truth.renamed(names)
    #expect(result.queries.map(\.picture) == ["x/p.jpg", "q", "r", "s"])
    #expect(result.queries.map(\.name) == truth.queries.map(\.name))
    #expect(result.setups[0].relevance[0] == Relevance(positives: ["x/p.jpg", "x/a.jpg"], junk: ["j"]))
    #expect(result.pictures == ["b", "c", "j", "q", "r", "s", "x/a.jpg", "x/p.jpg"])
    var outside = truth
    outside.benchmark = .rparis6k
    #expect(outside.renamed(names).queries.map(\.picture) == ["p", "q", "r", "s"])
    #expect(outside.renamed(names, queryPictures: ["p": "asking/p.jpg"]).queries[0].picture == "asking/p.jpg")
  }
}
