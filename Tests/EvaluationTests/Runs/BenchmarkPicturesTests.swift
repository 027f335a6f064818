import Testing

@testable import Evaluation

@Suite("The pictures of a benchmark") struct BenchmarkPicturesTests {
  private static func truth(_ benchmark: Benchmark = .oxford5k) -> GroundTruth {
    GroundTruth(
      benchmark: benchmark,
      queries: [
        .init(name: "tower_1", picture: "tower_a", region: TruthRegion(x: 1, y: 2, width: 3, height: 4)),
        .init(name: "bridge_1", picture: "bridge_a"),
      ],
      setups: [
        .init(
          name: "",
          relevance: [
            Relevance(positives: ["tower_a", "tower_b"], junk: ["tower_c"]),
            Relevance(positives: ["bridge_b"], junk: []),
          ])
      ], pictures: ["tower_a", "tower_b", "tower_c", "bridge_a", "bridge_b"])
  }

  private static let files = [
    "b/bridge_a.jpg", "b/bridge_b.jpg", "b/tower_a.jpg", "b/tower_b.jpg", "b/tower_c.jpg",
  ]

  @Test("names of the truth become paths, and what the truth doesn't know is searched too")
  func complete() throws {
    let pictures = try BenchmarkPictures(
      Self.truth(), images: Self.files + ["b/other.jpg"], distractors: ["x/1.jpg"])
    #expect(pictures.collection == (Self.files + ["b/other.jpg", "x/1.jpg"]).sorted())
    #expect(pictures.unknownCount == 1 && pictures.distractorCount == 1 && pictures.loss.isComplete)
    #expect(pictures.truth.queries.map(\.picture) == ["b/tower_a.jpg", "b/bridge_a.jpg"])
    #expect(
      pictures.truth.setups[0].relevance[0]
        == Relevance(positives: ["b/tower_a.jpg", "b/tower_b.jpg"], junk: ["b/tower_c.jpg"]))
  }

  @Test("missing pictures are named, unless a part is enough")
  func missing() throws {
    let some = Self.files.filter { !$0.contains("bridge") }
    let error = #expect(throws: EvaluationError.self) { try BenchmarkPictures(Self.truth(), images: some) }
    #expect(
      error?.description.hasPrefix("2 of the truth's 5 pictures are missing: bridge_a, bridge_b;") == true)
    let part = try BenchmarkPictures(Self.truth(), images: some, restricts: true)
    #expect(part.truth.queries.map(\.name) == ["tower_1"] && part.loss.queriesWithoutPicture == ["bridge_1"])
    #expect(throws: EvaluationError.self) {
      try BenchmarkPictures(Self.truth(), images: ["b/other.jpg"], restricts: true)
    }
  }

  @Test("a long list of missing pictures is cut, with their number")
  func manyMissing() {
    var truth = Self.truth()
    truth.pictures = (100..<160).map { "p\($0)" }
    let error = #expect(throws: EvaluationError.self) { try BenchmarkPictures(truth, images: Self.files) }
    #expect(error?.description.contains("p119, and 40 more;") == true, "\(String(describing: error))")
  }

  @Test("queries that are held out are not searched")
  func heldOut() throws {
    var truth = Self.truth(.roxford5k)
    truth.pictures = ["tower_b", "tower_c", "bridge_b"]
    truth.setups[0].relevance[0].positives = ["tower_b"]
    let pictures = try BenchmarkPictures(truth, images: Self.files)
    #expect(pictures.collection == ["b/bridge_b.jpg", "b/tower_b.jpg", "b/tower_c.jpg"])
    #expect(pictures.truth.queries.map(\.picture) == ["b/tower_a.jpg", "b/bridge_a.jpg"])
  }

  @Test("a name that could be two pictures is refused, not guessed")
  func ambiguous() {
    let error = #expect(throws: EvaluationError.self) {
      try BenchmarkPictures(Self.truth(), images: Self.files + ["c/tower_b.jpg"])
    }
    #expect(
      error?.description == "the truth's tower_b could be several pictures: b/tower_b.jpg, c/tower_b.jpg")
  }
}
