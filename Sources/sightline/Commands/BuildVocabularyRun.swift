import Core
import LocalFeatures
import Retrieval
import Vocabulary

/// What came of building a vocabulary.
struct BuiltVocabulary: Sendable {
  var fingerprint = ""
  var recipe: Recipe
  var sample: TrainingSample
  var rounds: [ClusteringRound] = []
  /// Files that could not be read.
  var failed = 0
  /// The round after which earlier work was continued, if it was.
  var resumedAfter: Int?
  var timings = Timings()

  /// In seconds.
  struct Timings: Sendable {
    var sample = 0.0
    var cluster = 0.0
    var write = 0.0
  }
}

/// The steps from pictures to a vocabulary: sample, cluster, write; with a checkpoint between and within them.
struct BuildVocabularyRun: Sendable {
  let request: BuildVocabularyRequest
  let inputs: TrainingInputs
  let console: Console
  private let checkpoint: Checkpoint
  private let training: VocabularyTraining

  init(request: BuildVocabularyRequest, inputs: TrainingInputs, console: Console) {
    self.request = request
    self.inputs = inputs
    self.console = console
    checkpoint = Checkpoint(besidePath: request.outputPath)
    training = VocabularyTraining(options: request.clustering, checkpoint: checkpoint)
  }

  func work() throws(ToolError) -> BuiltVocabulary {
    let lock = try ToolError.wrapping { try CheckpointLock(of: checkpoint) }
    defer { withExtendedLifetime(lock) {} }
    let start = Console.now
    let resumed = try request.resumes ? readCheckpoint() : nil
    var built: BuiltVocabulary
    var progress: Checkpoint.Progress?
    if let resumed {
      built = BuiltVocabulary(
        recipe: resumed.beginning.recipe, sample: resumed.beginning.sample,
        failed: resumed.beginning.failedCount)
      progress = resumed.progress
      built.resumedAfter = progress?.state.round ?? 0
      console.note("\(checkpoint.folder): goes on after round \(progress?.state.round ?? 0)")
    } else {
      built = try begin()
    }
    built.timings.sample = Console.now - start
    let clustering = try keepingCheckpoint { try cluster(&built, resuming: progress.take()) }
    try keepingCheckpoint { try write(clustering, &built) }
    checkpoint.remove()
    return built
  }

  /// Reads the inputs and keeps the sample.
  private func begin() throws(ToolError) -> BuiltVocabulary {
    if request.resumes {
      console.note(
        "\(checkpoint.folder): there is no earlier work to go on with; starting from the beginning")
    } else if checkpoint.exists {
      console.note("\(checkpoint.folder): earlier work is replaced (--resume would go on with it)")
    }
    let budget = SampleBudget(byteCount: request.memory, wordCount: request.clustering.wordCount)
    let collected = try DescriptorCollection(
      inputs: inputs, maker: request.maker, keyshapes: request.keyshapes, reading: request.reading,
      budget: budget, seed: request.clustering.seed, jobs: request.jobs, console: console
    ).collect()
    BuildVocabularyReport.tell(collected.sample, of: inputs, memory: request.memory, on: console)
    let settings = request.settings(of: inputs)
    try ToolError.wrapping {
      try training.check(collected.sample)
      try checkpoint.begin(
        Checkpoint.Beginning(
          settings: settings, recipe: collected.recipe, sample: collected.sample,
          failedCount: collected.failed))
    }
    return BuiltVocabulary(recipe: collected.recipe, sample: collected.sample, failed: collected.failed)
  }

  /// `nil` when there is none. One of other settings is refused.
  private func readCheckpoint() throws(ToolError) -> (
    beginning: Checkpoint.Beginning, progress: Checkpoint.Progress?
  )? {
    guard checkpoint.exists else { return nil }
    return try ToolError.wrapping {
      let beginning = try checkpoint.readBeginning()
      if let difference = beginning.settings.difference(fromSettings: request.settings(of: inputs)) {
        throw ToolError.failure(
          "\(checkpoint.folder): this work was begun with \(difference); give the same, or leave out --resume "
            + "to start again")
      }
      let words = request.clustering.wordCount
      return (beginning, try checkpoint.readProgress(of: beginning.sample, wordCount: words))
    }
  }

  private func cluster(
    _ built: inout BuiltVocabulary, resuming progress: consuming Checkpoint.Progress?
  ) throws -> ClusteringResult {
    let start = Console.now
    let firstRound = progress?.state.round ?? 0
    console.showProgress("round \(firstRound + 1)/\(request.clustering.rounds)")
    defer { console.endProgress() }
    let (clustering, rounds) = try training.cluster(built.sample, resuming: progress.take()) { round in
      let perRound = (Console.now - start) / Double(max(1, round.round - firstRound))
      let left = perRound * Double(round.rounds - round.round)
      console.showProgress(BuildVocabularyReport.progress(round, secondsLeft: left))
      if Interruption.signal != nil, round.round < round.rounds {
        console.note(
          "stopped after round \(round.round) of \(round.rounds); --resume goes on from \(checkpoint.folder)")
      }
      try Interruption.check()
    }
    built.rounds = rounds
    built.timings.cluster = Console.now - start
    return clustering
  }

  private func write(_ clustering: ClusteringResult, _ built: inout BuiltVocabulary) throws {
    let start = Console.now
    let sample = built.sample
    let options = request.clustering
    let frequencies = DocumentFrequencies.count(
      words: clustering.assignment, pictureStarts: sample.pictureStarts,
      wordCount: clustering.centres.count)
    var builder = VocabularyBuilder(
      recipe: built.recipe, centres: clustering.centres, documentFrequencies: frequencies,
      pictureCount: sample.pictureCount)
    builder.learnSignatures(
      from: sample.rows, assignment: clustering.assignment, seed: options.seed, jobs: options.jobs)
    builder.structure = clustering.structure
    if let scale = built.recipe["scale"].flatMap(Float.init) { builder.centreScale = 1 / scale }
    builder.training = BuildVocabularyReport.notes(of: built, options: options)
    if request.keyshapes == nil, inputs.kind == .pictures, case .learned(let extractor) = request.maker {
      builder.training.append(FeatureMaker.note(of: extractor))
    }
    try builder.write(toPath: request.outputPath)
    built.fingerprint = builder.fingerprint
    built.timings.write = Console.now - start
  }

  /// An error after the sample was kept says that the work is not lost.
  private func keepingCheckpoint<R>(_ work: () throws -> R) throws(ToolError) -> R {
    do {
      return try ToolError.wrapping(work)
    } catch {
      guard case .failure(let message) = error else { throw error }
      guard checkpoint.hasProgress else {
        checkpoint.remove()
        throw error
      }
      throw .failure("\(message); what was done is in \(checkpoint.folder), and --resume goes on from there")
    }
  }
}

extension ToolError {
  /// Makes a sentence of whatever error a library throws.
  static func wrapping<R>(_ work: () throws -> R) throws(ToolError) -> R {
    do {
      return try work()
    } catch let error as ToolError {
      throw error
    } catch {
      throw .failure("\(error)")
    }
  }
}
