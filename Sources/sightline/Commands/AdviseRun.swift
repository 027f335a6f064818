import Retrieval
import Synchronization
import Vocabulary

/// What came of one picture of the sample.
private struct AdviseOutcome: PictureOutcome {
  var picture: InputPicture
  var surveyed: SurveyedPicture?
  var failure: String?

  var warnings: [String] { surveyed?.warnings ?? [] }
  var heldByteCount: Int { 256 }
}

/// A sample of the pictures, and how it went.
struct SampleAdvice: Sendable {
  let advice: CollectionAdvice
  let failed: Int
  /// Where the vocabulary is that was asked.
  let vocabularyPath: String
}

/// The steps of `sightline advise`: choose, look, conclude.
struct AdviseRun: Sendable {
  let inputs: [InputPicture]
  let sampleCount: Int
  let seed: UInt64
  let vocabulary: String
  let jobs: Int
  let console: Console

  func work() throws(ToolError) -> SampleAdvice {
    let path = vocabulary
    let surveyor = try ToolError.wrapping { try PictureSurveyor(vocabulary: Vocabulary.open(path)) }
    let chosen = SampleChoice.indices(total: inputs.count, count: sampleCount, seed: seed).map { inputs[$0] }
    let (sample, failed) = try look(at: chosen, with: surveyor)
    guard !sample.isEmpty else {
      throw .failure("no picture could be read, of \(chosen.count) that were tried")
    }
    let advice = CollectionAdvice(
      sample: sample, pictureCount: inputs.count, jobs: min(jobs, inputs.count), surveyor: surveyor)
    return SampleAdvice(advice: advice, failed: failed, vocabularyPath: vocabulary)
  }

  private func look(
    at pictures: [InputPicture], with surveyor: PictureSurveyor
  ) throws(ToolError) -> (sample: [SurveyedPicture], failed: Int) {
    let kept = Mutex<(sample: [SurveyedPicture], failed: Int)>(([], 0))
    try PictureWork(pictures: pictures, jobs: jobs, console: console).run { picture throws(ToolError) in
      Self.outcome(of: picture, surveyor)
    } take: { outcome throws(ToolError) in
      kept.withLock { kept in
        if let surveyed = outcome.surveyed { kept.sample.append(surveyed) } else { kept.failed += 1 }
      }
    }
    return kept.withLock { $0 }
  }

  /// A picture that cannot be read is an outcome, not an error.
  private static func outcome(of picture: InputPicture, _ surveyor: PictureSurveyor) -> AdviseOutcome {
    do {
      return AdviseOutcome(picture: picture, surveyed: try surveyor.survey(.file(path: picture.path)))
    } catch {
      return AdviseOutcome(picture: picture, failure: error.message)
    }
  }
}
