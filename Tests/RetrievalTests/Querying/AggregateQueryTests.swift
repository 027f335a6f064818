import Testing

@testable import Retrieval

@Suite("Querying with aggregates") struct AggregateQueryTests {
  private let samples: QuerySamples

  init() throws {
    var options = CollectionOptions()
    options.keepsAggregates = true
    samples = try QuerySamples(options)
  }

  private func query(
    _ source: QuerySource, _ change: (inout QueryOptions) -> Void = { _ in }
  ) throws -> QueryReport {
    try samples.query(source) {
      $0.scoring = .asmk
      change(&$0)
    }
  }

  @Test("a scene and its view are found, from the file and by name")
  func finds() throws {
    for source in [QuerySource.bytes(try Samples.file(1), name: "file"), .picture(name: "scene-1.png")] {
      let report = try query(source)
      #expect(report.names.prefix(2) == ["scene-1.png", "views/view-1.png"])
      #expect(report.scoring == .asmk)
    }
  }

  @Test("with one word a feature the file and the stored picture score alike")
  func sameAsStored() throws {
    let file = try query(.bytes(Samples.file(0), name: "file")) {
      $0.wordsPerFeature = 1
      $0.enlarges = false
    }
    let stored = try query(.picture(name: "scene-0.png"))
    #expect(file.results == stored.results)
  }

  @Test("a region of a stored picture takes the aggregates of its words")
  func region() throws {
    let left = PictureRegion(x: 0, y: 0, width: 160, height: 240)
    let whole = try query(.picture(name: "scene-0.png")) { $0.explains = true }
    let part = try query(.picture(name: "scene-0.png")) {
      $0.explains = true
      $0.region = left
    }
    let words = try [whole, part].map { Set(try #require($0.results.first?.words).map(\.word)) }
    #expect(part.names.first == "scene-0.png" && (1..<whole.featureCount).contains(part.featureCount))
    #expect(words[1].isSubset(of: words[0]) && words[1].count < words[0].count)
  }
}
