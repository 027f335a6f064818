import Core
import Raster
import Retrieval
import Synchronization

/// Original by original: what is like it, its copies, and what the collection answers for each.
struct CopySearch: Sendable {
  /// So many pictures that show the same as an original are taken note of.
  private static let mostAlike = 200

  let collection: Collection
  /// Of all pictures of the collection.
  let names: Set<String>
  let options: CopiesOptions
  let progress: @Sendable (CopiesBenchmark.Progress) -> Void
  let copyMade: @Sendable (CopyFile) -> Void
  let shouldStop: @Sendable () -> Bool

  /// What became of one original.
  enum Outcome: Sendable {
    case answered(alike: [String], [CopyAnswer])
    case skipped(reason: String)
    case interrupted
    case failed(EvaluationError)
  }

  /// Of each original, in order.
  func outcomes(of originals: [String]) -> [Outcome] {
    let isOver = Atomic<Bool>(false)
    return Parallel.map(count: originals.count, jobs: options.jobs) { place -> Outcome in
      guard !isOver.load(ordering: .relaxed) else { return .interrupted }
      let outcome = outcome(of: originals[place])
      switch outcome {
      case .answered: break
      case .skipped: progress(.advanced(by: options.kinds.count))
      case .interrupted, .failed: isOver.store(true, ordering: .relaxed)
      }
      return outcome
    }
  }

  private func outcome(of name: String) -> Outcome {
    guard names.contains(name) else { return .skipped(reason: "is not in the collection") }
    let (bytes, picture): ([UInt8], ColourPicture)
    do throws(RasterError) {
      bytes = try PictureFile.readPictureBytes(atPath: name)
      picture = try PictureFile.readColour(bytes: bytes, named: name)
    } catch {
      return .skipped(reason: error.message)
    }
    do throws(EvaluationError) {
      let alike = try alike(name, bytes)
      guard let answers = try answers(name, picture, alike: Set(alike)) else { return .interrupted }
      return .answered(alike: alike, answers)
    } catch {
      return .failed(error)
    }
  }

  /// Other pictures that the collection takes for the same as this one, by name.
  private func alike(_ name: String, _ bytes: [UInt8]) throws(EvaluationError) -> [String] {
    var options = options.query
    options.top = max(options.top, Self.mostAlike)
    let report = try ask(bytes, name, options)
    return report.results.filter { $0.isSame && $0.name != name }.map(\.name).sorted()
  }

  /// `nil` when it was asked to stop.
  private func answers(
    _ name: String, _ picture: ColourPicture, alike: Set<String>
  ) throws(EvaluationError) -> [CopyAnswer]? {
    let maker = CopyMaker(seed: options.seed)
    var answers: [CopyAnswer] = []
    for kind in options.kinds {
      guard !shouldStop() else { return nil }
      let bytes: [UInt8]
      do throws(RasterError) {
        bytes = try maker.file(of: picture, named: name, kind: kind)
      } catch {
        throw EvaluationError(path: error.path, error.message)
      }
      copyMade(CopyFile(original: name, kind: kind, bytes: bytes))
      let report = try ask(bytes, "\(kind.rawValue) of \(name)", options.query)
      answers.append(CopyAnswer(report, original: name, kind: kind, alike: alike))
      progress(.advanced(by: 1))
    }
    return answers
  }

  private func ask(
    _ bytes: [UInt8], _ name: String, _ options: QueryOptions
  ) throws(EvaluationError) -> QueryReport {
    var options = options
    options.jobs = 1
    do throws(RetrievalError) {
      return try collection.query(.bytes(bytes, name: name), options: options)
    } catch {
      throw EvaluationError(error)
    }
  }
}
