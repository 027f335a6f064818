import Core
import Foundation
import Testing

@testable import Vocabulary

@Suite struct CheckpointTests {
  private let folder: TestFolder
  private let checkpoint: Checkpoint
  private let beginning = Checkpoint.Beginning(
    settings: [Property("words", "2"), Property("seed", "7")],
    recipe: Recipe([Property("source", "vectors")]),
    sample: TrainingSample(
      rows: Matrix(columnCount: 3, elements: Array(1...12)), pictureEnds: [1, 4], offeredCount: 9, quota: 3),
    failedCount: 2)
  private let progress = Checkpoint.Progress(
    state: ClusteringState(
      round: 2, centres: Centres(rows: Matrix(columnCount: 3, elements: [1, 2, 3, 4, 5, 6])),
      assignment: [0, 0, 1, 1]),
    rounds: [
      ClusteringRound(round: 1, rounds: 5, meanSquaredError: 2.5, movedShare: 1, seconds: 0.5),
      ClusteringRound(round: 2, rounds: 5, meanSquaredError: 2.25, movedShare: 0.1, seconds: 0.25),
    ])

  init() throws {
    folder = try TestFolder()
    checkpoint = Checkpoint(besidePath: folder.path("a.slv"))
  }

  @Test("what is kept comes back, and nothing stays when it is removed")
  func roundTrip() throws {
    #expect(!checkpoint.exists)
    try checkpoint.begin(beginning)
    #expect(checkpoint.exists && !checkpoint.hasProgress)
    #expect(try checkpoint.readProgress(of: beginning.sample, wordCount: 2) == nil)
    try checkpoint.save(progress)
    #expect(try checkpoint.readBeginning() == beginning)
    #expect(try checkpoint.readProgress(of: beginning.sample, wordCount: 2) == progress)
    #expect(try folder.names() == ["a.slv.part"])
    checkpoint.remove()
    #expect(try folder.names().isEmpty)
  }

  @Test("a new beginning forgets the old progress")
  func newBeginning() throws {
    try checkpoint.begin(beginning)
    try checkpoint.save(progress)
    try checkpoint.begin(beginning)
    #expect(!checkpoint.hasProgress)
  }

  @Test("every cut and every changed byte is noticed", arguments: ["sample", "state"])
  func damage(name: String) throws {
    try checkpoint.begin(beginning)
    try checkpoint.save(progress)
    let whole = try folder.bytes(of: "a.slv.part/\(name)")
    var broken = whole.indices.map { Array(whole[..<$0]) } + [whole + [0]]
    for index in whole.indices {
      var bytes = whole
      bytes[index] ^= 1 << (index % 8)
      broken.append(bytes)
    }
    for bytes in broken {
      _ = try folder.write(bytes, to: "a.slv.part/\(name)")
      let error = #expect(throws: VocabularyError.self) {
        _ = try checkpoint.readBeginning()
        _ = try checkpoint.readProgress(of: beginning.sample, wordCount: 2)
      }
      #expect(error?.description.hasSuffix("start again without --resume") == true)
    }
  }

  @Test("what killed work left half-written beside its files goes with them")
  func leftovers() throws {
    try checkpoint.begin(beginning)
    _ = try folder.write([1, 2], to: "a.slv.part/.state.123-1.part")
    checkpoint.remove()
    #expect(try folder.names().isEmpty)
  }

  @Test("a file of somebody else in the folder is left alone")
  func foreignFile() throws {
    try checkpoint.begin(beginning)
    _ = try folder.write([1], to: "a.slv.part/notes")
    checkpoint.remove()
    #expect(try folder.bytes(of: "a.slv.part/notes") == [1])
    #expect(!checkpoint.exists)
  }

  @Test("a folder that cannot be written is an error, and leaves nothing")
  func unwritable() throws {
    let nowhere = Checkpoint(besidePath: folder.path("none/a.slv"))
    #expect(throws: FileError.self) { try nowhere.begin(beginning) }
    #expect(try folder.names().isEmpty)
  }

  @Test("a second one who wants to work on it is refused, until the first has ended")
  func lock() throws {
    do {
      let first = try CheckpointLock(of: checkpoint)
      try checkpoint.begin(beginning)
      let error = #expect(throws: VocabularyError.self) { _ = try CheckpointLock(of: checkpoint) }
      #expect(error?.description.hasPrefix("\(checkpoint.folder): another process is at work") == true)
      #expect(try checkpoint.readBeginning() == beginning)
      withExtendedLifetime(first) {}
    }
    let second = try CheckpointLock(of: checkpoint)
    #expect(try checkpoint.readBeginning() == beginning)
    checkpoint.remove()
    #expect(try folder.names() == ["a.slv.part"])
    withExtendedLifetime(second) {}
  }

  @Test("a lock leaves what was done, and nothing where nothing was done")
  func lockLeaves() throws {
    _ = try CheckpointLock(of: checkpoint)
    #expect(try folder.names().isEmpty)
    try checkpoint.begin(beginning)
    _ = try CheckpointLock(of: checkpoint)
    #expect(try checkpoint.readBeginning() == beginning)
    #expect(access(folder.path("a.slv.part/lock"), F_OK) != 0)
  }

  @Test("the file of a process that was killed keeps nobody away")
  func staleLock() throws {
    try checkpoint.begin(beginning)
    try folder.write([], to: "a.slv.part/lock")
    _ = try CheckpointLock(of: checkpoint)
    #expect(throws: FileError.self) {
      _ = try CheckpointLock(of: Checkpoint(besidePath: folder.path("none/a.slv")))
    }
  }

  @Test("settings are compared one by one")
  func settings() {
    let settings = beginning.settings
    #expect(settings.difference(fromSettings: settings) == nil)
    #expect(
      settings.difference(fromSettings: [Property("words", "3"), Property("seed", "7")]) == "words 2, not 3")
    #expect(settings.difference(fromSettings: [Property("words", "2")]) == "seed 7, not nothing")
    #expect(settings.difference(fromSettings: settings + [Property("depth", "4")]) == "no depth, not 4")
  }

  @Test("work that goes on ends with the bytes of work that was never interrupted")
  func resuming() throws {
    struct Stop: Error {}
    var random = SeededGenerator(seed: 5)
    let rows = Matrix(columnCount: 4, elements: (0..<4000).map { _ in UInt8(random.index(below: 256)) })
    let sample = TrainingSample(rows: rows, pictureEnds: [1000], offeredCount: 1000, quota: 1000)
    var options = ClusteringOptions()
    options.wordCount = 16
    options.method = .flat
    options.rounds = 6
    let training = VocabularyTraining(options: options, checkpoint: checkpoint)
    var whole = beginning
    whole.sample = sample
    try checkpoint.begin(whole)
    let uninterrupted = try training.cluster(sample, resuming: nil) { _ in }
    for last in 1...6 {
      try checkpoint.begin(whole)
      #expect(throws: Stop.self) {
        _ = try training.cluster(sample, resuming: nil) { round in if round.round == last { throw Stop() } }
      }
      let progress = try checkpoint.readProgress(of: sample, wordCount: 16)
      #expect(progress?.state.round == last)
      let resumed = try training.cluster(sample, resuming: progress) { _ in }
      #expect(resumed.clustering.centres.rows == uninterrupted.clustering.centres.rows)
      #expect(resumed.clustering.assignment == uninterrupted.clustering.assignment)
      #expect(resumed.rounds.map(\.meanSquaredError) == uninterrupted.rounds.map(\.meanSquaredError))
    }
  }
}
