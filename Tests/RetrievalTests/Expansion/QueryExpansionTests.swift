import Core
import Testing

@testable import Retrieval

@Suite("Queries that grow") struct QueryExpansionTests {
  private static let kinds = Expansion.allCases.filter { $0 != .off }
  /// Far below what unlike scenes reach in a vocabulary of a few words.
  private static let strict = 1e-30

  private let samples: VerifiedSamples

  init() throws {
    samples = try VerifiedSamples()
  }

  private func query(
    _ source: QuerySource, _ kind: Expansion, _ change: (inout QueryOptions) -> Void = { _ in }
  ) throws -> QueryReport {
    try samples.query(source) {
      $0.expand = kind
      $0.maxNFA = Self.strict
      change(&$0)
    }
  }

  @Test("a query grows by what it proved, and results keep their places in it", arguments: kinds)
  func sources(kind: Expansion) throws {
    let report = try query(VerifiedSamples.part(ofScene: 0), kind)
    #expect(Set(report.expandedWith) == ["scene-0.png", "views/view-0.png"])
    #expect(report.expandedWith.first == "scene-0.png" && report.timings.expansion > 0)
    #expect(Set(report.results.filter(\.isSame).map(\.name)) == ["scene-0.png", "views/view-0.png"])
    let scene = try #require(report.results.first { $0.name == "scene-0.png" })
    #expect(scene.error(width: 200, height: 150) { ($0 + 70, $1 + 50) } < 5)
    let plain = try query(VerifiedSamples.part(ofScene: 0), .off)
    #expect(plain.expandedWith.isEmpty && plain.timings.expansion == 0)
    #expect(report.rotations == plain.rotations && report.verifiedCount == plain.verifiedCount)
    for result in plain.results where result.isSame {
      let proof = try #require(report.results.first { $0.name == result.name }?.proof)
      #expect(proof.logNFA <= result.proof?.logNFA ?? 0, "\(result.name)")
    }
  }

  /// Scene 0 from the front and from one side, and other scenes.
  private func views() throws -> Collection {
    let views = try Collection.create(
      samples.samples.folder.path("views"), vocabulary: samples.samples.folder.path("words.slv"))
    let sources = try [0.0, 20, 40].map { tilt in
      IngestSource.bytes(try QuerySamples.view(0, .tilted(by: tilt, direction: 0)), name: "view-\(Int(tilt))")
    }
    let others = try (10..<16).map { IngestSource.bytes(try Samples.file($0), name: "scene-\($0)") }
    try views.ingest(sources + others)
    return views
  }

  @Test("what the query proves hardly is proven through what it proves surely", arguments: kinds)
  func throughOthers(kind: Expansion) throws {
    let views = try views()
    let source = QuerySource.bytes(
      try QuerySamples.view(0, .tilted(by: 75, direction: 180)), name: "query")
    var options = QueryOptions()
    options.maxNFA = .infinity
    let all = try views.query(source, options: options)
    func logNFA(_ name: String) -> Double {
      all.results.first { $0.name == name }?.proof?.logNFA ?? .infinity
    }
    // A limit that the side views reach and the front view does not.
    let (sure, hardly) = (max(logNFA("view-20"), logNFA("view-40")), logNFA("view-0"))
    try #require(sure < ExpansionSources.mostLogNFA - 2 && sure < hardly - 2, "\(sure) \(hardly)")
    options.maxNFA = powerOfTwo((sure + hardly) / 2 * binaryLogarithm(10))
    let plain = try views.query(source, options: options)
    #expect(Set(plain.results.filter(\.isSame).map(\.name)) == ["view-20", "view-40"])
    options.expand = kind
    let report = try views.query(source, options: options)
    #expect(Set(report.results.filter(\.isSame).map(\.name)) == ["view-0", "view-20", "view-40"])
    #expect(Set(report.expandedWith).isSuperset(of: ["view-20", "view-40"]))
    let before = try #require(plain.results.first { $0.name == "view-0" }?.proof)
    let after = try #require(report.results.first { $0.name == "view-0" })
    #expect(!before.isSame && after.proof?.logNFA ?? 0 < before.logNFA - 5)
    #expect(after.overlap(with: before.box) > 0.8)
    // Those that were sure before keep their proofs.
    for name in ["view-20", "view-40"] {
      let (old, new) = (plain.results.first { $0.name == name }, report.results.first { $0.name == name })
      #expect(old?.proof == new?.proof && old?.proof != nil)
    }
  }

  @Test("a picture does not confirm itself", arguments: kinds)
  func confirmation(kind: Expansion) throws {
    let alone = try Collection.create(
      samples.samples.folder.path("alone"), vocabulary: samples.samples.folder.path("words.slv"))
    try alone.ingest([.bytes(try QuerySamples.view(0), name: "view")])
    let source = QuerySource.bytes(try Samples.file(0), name: "query")
    var options = QueryOptions()
    let plain = try alone.query(source, options: options)
    options.expand = kind
    let report = try alone.query(source, options: options)
    #expect(report.expandedWith == ["view"] && report.results.first?.isSame == true)
    #expect(report.results.first?.proof == plain.results.first?.proof)
  }

  @Test("a query that proves itself alone, or nothing, is not expanded", arguments: kinds)
  func nothing(kind: Expansion) throws {
    for source in [
      QuerySource.bytes(try Samples.file(4), name: "file"), .picture(name: "scene-4.png"),
      try VerifiedSamples.stranger(),
    ] {
      let report = try query(source, kind)
      #expect(report.expandedWith.isEmpty)
      #expect(report.withoutTimings == (try query(source, .off).withoutTimings))
    }
  }

  @Test("sources must be surer than results, however many false alarms are allowed", arguments: kinds)
  func strictness(kind: Expansion) throws {
    let report = try query(VerifiedSamples.part(ofScene: 0), kind) { $0.maxNFA = .infinity }
    let plain = try query(VerifiedSamples.part(ofScene: 0), .off) { $0.maxNFA = .infinity }
    let sure = plain.results.filter { $0.proof?.logNFA ?? 0 <= ExpansionSources.mostLogNFA }
    #expect(Set(report.expandedWith).isSuperset(of: sure.map(\.name)))
    #expect(Set(report.results.map(\.name)) == Set(plain.results.map(\.name)))
  }

  @Test("a mirrored query grows in the mirror")
  func mirrored() throws {
    let source = try VerifiedSamples.picture(ofScene: 0, width: 320, height: 240) { (319 - $0, $1) }
    for kind in Self.kinds {
      let report = try query(source, kind) { $0.mirror = true }
      #expect(Set(report.expandedWith) == ["scene-0.png", "views/view-0.png"])
      let scene = try #require(report.results.first { $0.name == "scene-0.png" })
      #expect(scene.proof?.isMirrored == true && scene.isMirrored && scene.isSame)
      #expect(scene.error(width: 320, height: 240) { (319 - $0, $1) } < 5)
    }
  }

  @Test("a stored picture and a region grow too")
  func storedPictures() throws {
    let region = PictureRegion(x: 80, y: 50, width: 180, height: 150)
    for kind in Self.kinds {
      let report = try query(.picture(name: "scene-0.png"), kind) { $0.region = region }
      #expect(report.expandedWith == ["views/view-0.png"])
      let first = try #require(report.results.first { $0.name == "scene-0.png" })
      #expect(first.isSame && first.overlap(with: region) > 0.9)
    }
  }

  @Test("words of the larger query add up to the score of the shortlist", arguments: kinds)
  func explanation(kind: Expansion) throws {
    let report = try query(VerifiedSamples.part(ofScene: 0), kind) { $0.explains = true }
    #expect(!report.results.isEmpty)
    for result in report.results {
      let sum = (result.words ?? []).reduce(0) { $0 + $1.score }
      #expect(abs(sum - result.shortlistScore) < 1e-4, "\(result.name)")
    }
  }

  @Test("reports are the same for any number of jobs, and again", arguments: kinds)
  func determinism(kind: Expansion) throws {
    let reports = try [1, 2, 5, 1].map { jobs in
      try query(VerifiedSamples.part(ofScene: 0), kind) {
        $0.jobs = jobs
        $0.mirror = true
      }.withoutTimings
    }
    #expect(reports.dropFirst().allSatisfy { $0 == reports[0] } && !reports[0].expandedWith.isEmpty)
  }
}
