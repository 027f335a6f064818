import Retrieval

/// How many copies of its own pictures a collection finds.
///
/// Each original is asked for by its own file first: what the collection takes for the same then, a near-duplicate or another picture of
/// the scene, is no wrong answer for a copy of it. Then each of its copies is made and asked for. A picture that is not the original
/// nor such a one and is given for proven is wrong.
public struct CopiesBenchmark: Sendable {
  /// The names of pictures of the collection, which are the paths of their files.
  public let originals: [String]
  public let collection: Collection
  public let options: CopiesOptions

  public init(originals: [String], collection: Collection, options: CopiesOptions = CopiesOptions()) {
    self.originals = originals
    self.collection = collection
    self.options = options
  }

  /// How far it is.
  public enum Progress: Sendable, Equatable {
    case began(copyCount: Int)
    /// So many more copies were asked for, or left out.
    case advanced(by: Int)
  }

  /// Pictures that cannot be read are told in the report and skipped. The same collection and options give the same answers for any
  /// number of jobs.
  ///
  /// - Parameters:
  ///   - progress: called from any thread.
  ///   - copyMade: each copy's file, from any thread.
  ///   - shouldStop: asked often, on any thread; once it says yes, a report without answers is returned.
  /// - Returns: what was answered for each copy.
  /// - Throws: for options with which nothing can be measured, or a collection that cannot be read or asked.
  public func run(
    progress: @escaping @Sendable (Progress) -> Void = { _ in },
    copyMade: @escaping @Sendable (CopyFile) -> Void = { _ in },
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) throws(EvaluationError) -> CopiesReport {
    try options.validate()
    let clock = ContinuousClock()
    let start = clock.now
    var report = CopiesReport(options: options)
    let names: Set<String>
    do throws(RetrievalError) { names = Set(try collection.names()) } catch { throw EvaluationError(error) }
    report.pictureCount = names.count
    let chosen = options.chosen(from: originals)
    progress(.began(copyCount: chosen.count * options.kinds.count))
    let search = CopySearch(
      collection: collection, names: names, options: options, progress: progress, copyMade: copyMade,
      shouldStop: shouldStop)
    for (name, outcome) in zip(chosen, search.outcomes(of: chosen)) {
      try report.add(outcome, of: name)
    }
    report.seconds = (clock.now - start) / .seconds(1)
    if report.wasInterrupted { report.removeAnswers() }
    return report
  }
}

/// A copy as a file.
public struct CopyFile: Sendable {
  public let original: String
  public let kind: CopyKind
  /// A JPEG.
  public let bytes: [UInt8]
}

extension CopiesReport {
  fileprivate mutating func add(
    _ outcome: CopySearch.Outcome, of name: String
  ) throws(EvaluationError) {
    switch outcome {
    case .answered(let alike, let answers):
      originals.append(Original(name: name, alike: alike))
      self.answers += answers
    case .skipped(let reason): skipped.append(Skipped(name: name, reason: reason))
    case .interrupted: wasInterrupted = true
    case .failed(let error): throw error
    }
  }

  /// Those that are there depend on what the threads had done by then.
  fileprivate mutating func removeAnswers() {
    (originals, skipped, answers) = ([], [], [])
  }
}
