import Foundation
import Raster
import Retrieval
import SyntheticScenes
import Synchronization
import Testing

@testable import Evaluation

@Suite("The benchmark of copies") struct CopiesBenchmarkTests {
  private let files: TruthFiles
  private let collection: Collection
  private let names: [String]

  /// A scene of each family, the last of which is there a second time, compressed. Families look alike among themselves.
  init() throws {
    files = try TruthFiles()
    let files = files
    for number in 0..<6 {
      let scene = Scene(number: number, ofCollection: 5).picture(width: 320, height: 240)
      try files.write(PictureFile.encodedPNG(scene), to: "scene-\(number).png")
    }
    let again = Scene(number: 5, ofCollection: 5).picture(width: 320, height: 240)
    try files.write(PictureFile.encodedJPEG(again, quality: 60), to: "scene-5-again.jpg")
    names = (0..<6).map { files["scene-\($0).png"] } + [files["scene-5-again.jpg"]]
    collection = try Collection.create(files["collection"], vocabulary: Self.vocabulary)
    try collection.ingest(names.map { .file(path: $0) })
  }

  private static var vocabulary: String {
    let root = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4)
    return root.joined(separator: "/").dropFirst() + "/vocab/photos-65536.slv"
  }

  private func options(_ kinds: [CopyKind], sample: Int = 400) -> CopiesOptions {
    var options = CopiesOptions()
    (options.kinds, options.sample) = (kinds, sample)
    return options
  }

  private func report(
    _ kinds: [CopyKind], originals: [String]? = nil, _ change: (inout CopiesOptions) -> Void = { _ in }
  ) throws -> CopiesReport {
    var options = options(kinds)
    change(&options)
    return try CopiesBenchmark(
      originals: originals ?? names, collection: collection, options: options
    ).run()
  }

  @Test("easy copies are all found, and a second picture of the same is not wrong")
  func easy() throws {
    let report = try report([.recompressed, .mirrored, .cropHalf])
    let total = try #require(report.total)
    #expect(total.copyCount == 21 && total.recall == 1 && total.recallAtFullPrecision == 1)
    #expect(total.precision == 1 && report.threshold == nil && report.pictureCount == 7)
    #expect(report.answers.prefix(3).map(\.kind) == [.recompressed, .mirrored, .cropHalf])
    #expect(report.answers.map(\.original) == names.flatMap { [$0, $0, $0] })
    let alike = report.originals.map(\.alike)
    #expect(alike == [[], [], [], [], [], [names[6]], [names[5]]])
    #expect(report.answers.allSatisfy { $0.width > 0 && $0.seconds > 0 })
  }

  @Test("a mirror of what is not symmetric is not found when it is not looked for")
  func noMirror() throws {
    let report = try report([.mirrored], originals: [names[2], names[3]]) { $0.query.mirror = false }
    #expect(report.total?.recall == 0)
  }

  @Test("the number of jobs changes nothing but times")
  func jobs() throws {
    let kinds: [CopyKind] = [.overlaid, .printed, .cropQuarter]
    let (one, three) = (try report(kinds) { $0.jobs = 1 }, try report(kinds) { $0.jobs = 3 })
    #expect(one.originals == three.originals && one.answers.count == 21)
    for (a, b) in zip(one.answers, three.answers) {
      #expect(a.kind == b.kind && a.original == b.original && a.rank == b.rank)
      #expect(a.right == b.right && a.wrong == b.wrong && a.wrongCount == b.wrongCount)
    }
  }

  @Test("pictures that cannot be read or are not there are told, counted and skipped")
  func broken() throws {
    try files.write([0xFF, 0xD8, 0xFF, 0xE0, 1, 2], to: "scene-2.png")
    try files.remove("scene-4.png")
    let report = try report([.recompressed], originals: Array(names[1...4]) + ["nowhere.jpg"])
    #expect(report.skipped.map(\.name) == [names[2], names[4], "nowhere.jpg"])
    #expect(report.skipped.allSatisfy { !$0.reason.isEmpty })
    #expect(report.originals.map(\.name) == [names[1], names[3]] && report.total?.recall == 1)
  }

  @Test("a sample is spread over the list; progress counts every copy")
  func sampling() throws {
    #expect(options([.mirrored], sample: 3).chosen(from: names) == [names[0], names[2], names[4]])
    #expect(options([.mirrored], sample: 9).chosen(from: names) == names)
    let total = Mutex(0)
    let done = Mutex(0)
    let made = Mutex<[String]>([])
    let benchmark = CopiesBenchmark(
      originals: [names[0], "nowhere.jpg"], collection: collection,
      options: options([.recompressed, .shrunk]))
    _ = try benchmark.run(
      progress: { progress in
        switch progress {
        case .began(let count): total.withLock { $0 = count }
        case .advanced(let count): done.withLock { $0 += count }
        }
      }, copyMade: { copy in made.withLock { $0.append("\(copy.original) \(copy.kind.rawValue)") } })
    #expect(total.withLock { $0 } == 4 && done.withLock { $0 } == 4)
    #expect(made.withLock { Set($0).count } == 2)
  }

  @Test("a benchmark that is stopped has no answers")
  func stopping() throws {
    let left = Mutex(3)
    let report = try CopiesBenchmark(originals: names, collection: collection, options: options([.mirrored]))
      .run(shouldStop: {
        left.withLock { left in
          left -= 1
          return left < 0
        }
      })
    #expect(report.wasInterrupted && report.answers.isEmpty && report.originals.isEmpty)
    #expect(report.total == nil)
  }

  @Test("options that measure nothing are refused")
  func refusals() {
    for change: @Sendable (inout CopiesOptions) -> Void in [
      { $0.kinds = [] }, { $0.sample = 0 }, { $0.jobs = 0 }, { $0.query.top = 0 },
    ] {
      #expect(throws: EvaluationError.self) { try report([.mirrored], change) }
    }
  }
}
