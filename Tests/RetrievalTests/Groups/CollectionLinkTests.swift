import Core
import InvertedFile
import SyntheticScenes
import Synchronization
import Testing

@testable import Retrieval

@Suite("Links within a collection") struct CollectionLinkTests {
  private let samples: QuerySamples
  private var collection: Collection { samples.collection }

  /// Scenes 0 to 7, two views of scene 0, one of scene 1, and a copy of scene 2.
  init() throws {
    samples = try QuerySamples()
    try samples.collection.ingest([
      LinkSamples.view(0, .tilted(by: 15, direction: 200)), LinkSamples.smallCopy(ofScene: 2),
    ])
  }

  private static let truth = [
    "a copy of 2.png+scene-2.png", "scene-0.png+views/other-0.png", "scene-0.png+views/view-0.png",
    "scene-1.png+views/view-1.png", "views/other-0.png+views/view-0.png",
  ]

  /// Two hundred words match by chance more often than the model of chance knows, so links need more evidence here.
  private func links(_ change: (inout LinkOptions) -> Void = { _ in }) throws -> LinkReport {
    var options = LinkOptions()
    options.maxNFA = 1e-40
    change(&options)
    return try collection.links(options: options)
  }

  @Test("pictures of one scene are linked, once a pair, others are not")
  func truth() throws {
    let report = try links()
    #expect(report.pairs == Self.truth)
    #expect(report.pictureCount == 12 && report.maxNFA == 1e-40 && report.collection == collection.path)
    #expect(report.unproven.isEmpty && !report.wasInterrupted)
    // Among twelve pictures all pairs are looked at, none is left for later.
    #expect(report.verifiedPairCount <= 66 && report.transitivePairCount == 0)
    #expect(report.links.allSatisfy { $0.logNFA <= -40 && $0.inlierCount > 5 && !$0.isTransitive })
    #expect(
      report.groups().groups.map(\.pictures) == [
        ["scene-0.png", "views/other-0.png", "views/view-0.png"], ["a copy of 2.png", "scene-2.png"],
        ["scene-1.png", "views/view-1.png"],
      ])
  }

  @Test("a copy is told from a view, and maps go from the first name to the second")
  func kinds() throws {
    let links = try links().links
    #expect(links.map(\.kind) == [.copy, .scene, .scene, .scene, .scene])
    let copy = try #require(links.first)
    // From 240 × 180 pixels to 320 × 240; the copy came later and has the earlier name.
    for (x, y) in [(0.0, 0.0), (239, 0), (239, 179), (0, 179)] {
      let place = try #require(copy.bFromA.apply(x: x, y: y))
      #expect(abs((place.x + 0.5) - (x + 0.5) * 4 / 3) < 2 && abs((place.y + 0.5) - (y + 0.5) * 4 / 3) < 2)
    }
    #expect(copy.overlapOfA > 0.98 && copy.overlapOfB > 0.98 && !copy.isMirrored)
  }

  @Test("the NFA counts all pairs of pictures that are compared")
  func falseAlarms() throws {
    let all = try links()
    let few = try links { $0.nameFilter = "*1.png" }
    #expect(few.pairs == ["scene-1.png+views/view-1.png"] && few.pictureCount == 2)
    let difference = all.links[3].logNFA - few.links[0].logNFA
    #expect(abs(difference - binaryLogarithm(66) / binaryLogarithm(10)) < 1e-9)
    let everything = try links {
      $0.maxNFA = .infinity
      $0.expands = false
    }
    #expect(everything.links.filter { $0.logNFA <= -40 } == all.links)
    #expect(everything.links.count > all.links.count && everything.links.contains { $0.logNFA > 0 })
  }

  @Test("who is not on a shortlist is found by way of a third picture")
  func transitive() throws {
    // With one candidate each, three pictures of a scene have two links at least, and at most three.
    let direct = try links {
      $0.candidates = 1
      $0.expands = false
    }
    #expect(direct.transitivePairCount == 0 && direct.pairs.count { $0.contains("-0.png") } == 2)
    let hop = try links { $0.candidates = 1 }
    #expect(hop.pairs == Self.truth && hop.transitivePairCount == 1)
    #expect(hop.links.count { $0.isTransitive } == 1)
    #expect(hop.links.first { $0.isTransitive }.map { !direct.pairs.contains("\($0.a)+\($0.b)") } == true)
  }

  @Test("pairs that nothing proves are told when asked for, each pair in one of the lists")
  func unproven() throws {
    let report = try links { $0.keepsUnproven = true }
    #expect(report.pairs == Self.truth)
    #expect(
      report.links.count + report.unproven.count == report.verifiedPairCount - report.transitivePairCount)
    #expect(report.unproven.allSatisfy { $0.a < $0.b && $0.shortlistScore > 0 })
    let names = report.unproven.map { "\($0.a)+\($0.b)" }
    #expect(names == names.sorted() && Set(names).isDisjoint(with: Self.truth))
  }

  @Test("links don't depend on the number of jobs", arguments: [2, 5])
  func determinism(jobs: Int) throws {
    let one = try links { $0.keepsUnproven = true }
    let many = try links {
      $0.keepsUnproven = true
      $0.jobs = jobs
    }
    #expect(one.withoutTimings == many.withoutTimings)
  }

  @Test("removed pictures have no links, and compaction changes none")
  func removal() throws {
    try collection.remove(["views/view-0.png", "scene-2.png"])
    let report = try links()
    #expect(report.pairs == [Self.truth[1], Self.truth[3]] && report.pictureCount == 10)
    try Collection.compact(collection.path)
    let reopened = try Collection.open(collection.path)
    var strict = LinkOptions()
    strict.maxNFA = 1e-40
    #expect(try reopened.links(options: strict).withoutTimings == report.withoutTimings)
  }

  @Test("progress tells each step of each stage")
  func progress() throws {
    let log = Mutex<[LinkProgress]>([])
    var options = LinkOptions()
    options.jobs = 2
    options.candidates = 1
    _ = try collection.links(options: options, progress: { step in log.withLock { $0.append(step) } })
    let steps = log.withLock { $0 }
    let begun = steps.compactMap { if case .began(let stage, let count) = $0 { (stage, count) } else { nil } }
    #expect(begun.map(\.0) == [.shortlists, .verification, .expansion] && begun.first?.1 == 12)
    for (stage, count) in begun { #expect(steps.count { $0 == .advanced(stage) } == count) }
  }

  @Test("who stops it gets no links", arguments: [0, 5, 14])
  func interruption(afterSteps count: Int) throws {
    let asked = Atomic<Int>(0)
    let report = try collection.links(shouldStop: {
      asked.wrappingAdd(1, ordering: .relaxed).oldValue >= count
    })
    #expect(report.wasInterrupted && report.links.isEmpty && report.groups().groups.isEmpty)
  }

  @Test("names are those of all pictures, or of those that fit, in the order of ingestion")
  func names() throws {
    #expect(try collection.names().count == 12 && collection.names().first == "scene-0.png")
    #expect(try collection.names(fitting: "views/view*") == ["views/view-0.png", "views/view-1.png"])
    #expect(throws: RetrievalError.self) { try collection.names(fitting: "[") }
  }
}
