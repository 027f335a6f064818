import Core
import Glibc

/// What is kept of unfinished training, so that work that was killed goes on where it was: a folder beside the
/// vocabulary with two files, `sample` (written once) and `state` (replaced after each round).
///
/// Each is there completely or not at all. Settings are kept as text with the sample, so that training is
/// only continued under the settings that it began with.
package struct Checkpoint: Sendable {
  /// What training began with.
  package struct Beginning: Sendable, Equatable {
    /// Everything that decides the result.
    package var settings: [Property]
    package var recipe: Recipe
    package var sample: TrainingSample
    /// How many files could not be read.
    package var failedCount: Int

    package init(settings: [Property], recipe: Recipe, sample: TrainingSample, failedCount: Int) {
      self.settings = settings
      self.recipe = recipe
      self.sample = sample
      self.failedCount = failedCount
    }
  }

  /// How far it came.
  package struct Progress: Sendable, Equatable {
    package var state: ClusteringState
    package var rounds: [ClusteringRound]

    package init(state: ClusteringState, rounds: [ClusteringRound]) {
      self.state = state
      self.rounds = rounds
    }
  }

  package let folder: String
  private var samplePath: String { folder + "/sample" }
  private var statePath: String { folder + "/state" }

  /// The checkpoint of the vocabulary that is to be written to `path`.
  package init(besidePath path: String) {
    folder = path + ".part"
  }

  /// Whether training can be continued.
  package var exists: Bool { access(samplePath, F_OK) == 0 }

  /// Whether at least one round is kept.
  package var hasProgress: Bool { access(statePath, F_OK) == 0 }

  /// Replaces whatever checkpoint there was. Nothing stays behind when that fails.
  package func begin(_ beginning: Beginning) throws(FileError) {
    remove()
    guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
      throw FileError(.written, path: folder, number: errno)
    }
    do {
      try write(beginning)
    } catch {
      remove()
      throw error
    }
  }

  private func write(_ beginning: Beginning) throws(FileError) {
    let sample = beginning.sample
    let writer = try CheckpointWriter(path: samplePath)
    try writer.append(Array(beginning.settings.lines.utf8))
    try writer.append(Array(beginning.recipe.entries.lines.utf8))
    try writer.append([sample.rows.columnCount, sample.offeredCount, sample.quota, beginning.failedCount])
    try writer.append(sample.pictureEnds)
    try writer.append(sample.rows.elements)
    try writer.finish()
  }

  package func save(_ progress: Progress) throws(FileError) {
    let writer = try CheckpointWriter(path: statePath)
    try writer.append([progress.state.round, progress.state.centres.dimension])
    try writer.append(progress.state.centres.rows.elements)
    try writer.append(progress.state.assignment)
    try writer.append(progress.rounds.flatMap { [$0.round, $0.rounds] })
    try writer.append(progress.rounds.flatMap { [$0.meanSquaredError, $0.movedShare, $0.seconds] })
    try writer.finish()
  }

  /// The two files, and what work that was killed while it wrote one of them has left beside it.
  private var ownNames: [String] {
    guard let entries = opendir(folder) else { return [] }
    defer { closedir(entries) }
    var names: [String] = []
    while let entry = readdir(entries) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      let isTemporary = name.hasSuffix(".part") && (name.hasPrefix(".sample.") || name.hasPrefix(".state."))
      if isTemporary || name == "sample" || name == "state" { names.append(name) }
    }
    return names
  }

  /// Removes all that this type wrote, and the folder if nothing else is in it.
  package func remove() {
    for name in ownNames { unlink(folder + "/" + name) }
    rmdir(folder)
  }
}

extension Checkpoint {
  package func readBeginning() throws(VocabularyError) -> Beginning {
    let reader = try CheckpointReader(path: samplePath)
    let settings = try reader.block(of: UInt8.self)
    let recipe = try reader.block(of: UInt8.self)
    let sizes = try reader.block(of: Int.self)
    let ends = try reader.block(of: UInt64.self)
    let elements = try reader.block(of: UInt8.self)
    try reader.finish()
    guard let settings = settings.withUnsafeBytes({ [Property](lines: $0) }),
      let recipe = recipe.withUnsafeBytes({ [Property](lines: $0) }),
      sizes.count == 4, sizes[0] > 0, elements.count.isMultiple(of: sizes[0]),
      ends.last ?? 0 == UInt64(elements.count / sizes[0]), zip(ends, ends.dropFirst()).allSatisfy({ $0 < $1 })
    else { throw reader.damaged() }
    return Beginning(
      settings: settings, recipe: Recipe(recipe),
      sample: TrainingSample(
        rows: Matrix(columnCount: sizes[0], elements: elements), pictureEnds: ends, offeredCount: sizes[1],
        quota: sizes[2]), failedCount: sizes[3])
  }

  /// `nil` when training was ended before its first round was done.
  package func readProgress(of sample: TrainingSample, wordCount: Int) throws(VocabularyError) -> Progress? {
    guard hasProgress else { return nil }
    let reader = try CheckpointReader(path: statePath)
    let head = try reader.block(of: Int.self)
    let centres = try reader.block(of: UInt8.self)
    let assignment = try reader.block(of: UInt32.self)
    let counts = try reader.block(of: Int.self)
    let measures = try reader.block(of: Double.self)
    try reader.finish()
    guard head.count == 2, head[1] == sample.rows.columnCount, !centres.isEmpty,
      centres.count.isMultiple(of: head[1]),
      centres.count / head[1] <= wordCount,
      assignment.count == sample.rows.rowCount,
      counts.count.isMultiple(of: 2), measures.count == counts.count / 2 * 3
    else { throw reader.damaged() }
    let rounds = (0..<counts.count / 2).map { index in
      ClusteringRound(
        round: counts[2 * index], rounds: counts[2 * index + 1], meanSquaredError: measures[3 * index],
        movedShare: measures[3 * index + 1], seconds: measures[3 * index + 2])
    }
    let matrix = Matrix(columnCount: head[1], elements: centres)
    let state = ClusteringState(round: head[0], centres: Centres(rows: matrix), assignment: assignment)
    return Progress(state: state, rounds: rounds)
  }
}
