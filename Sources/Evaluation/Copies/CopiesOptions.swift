import Core
import Retrieval

/// Which copies are made, and how a collection is asked for them.
public struct CopiesOptions: Sendable, Codable, Equatable {
  public var kinds = CopyKind.allCases
  /// At most so many originals are copied, spread evenly over the list of all.
  public var sample = 400
  /// Other seeds place crops, panels and cameras elsewhere.
  public var seed: UInt64 = 1
  /// How the collection is asked; the number of threads has no part in it, each query has one.
  public var query = Self.queryForCopies
  /// Copies that are made and asked for at the same time. Nothing but times depends on it.
  public var jobs = Parallel.processorCount

  public init() {}

  /// Mirrors and quarter turns are looked for too. Recall at full precision of the copies of 50 photographs among 1,600: 0.893 with one
  /// turn, which misses those turned by 90°, and 1.000 with four.
  public static var queryForCopies: QueryOptions {
    var options = QueryOptions()
    options.mirror = true
    options.rotations = .four
    options.top = 20
    return options
  }

  /// Throws a sentence for options with which nothing can be measured.
  public func validate() throws(EvaluationError) {
    guard !kinds.isEmpty else { throw EvaluationError("no kind of copies is asked for") }
    guard sample >= 1 else { throw EvaluationError("1 picture is copied or more, not \(sample)") }
    guard jobs >= 1 else { throw EvaluationError("copies are asked for by 1 thread or more, not \(jobs)") }
    do throws(RetrievalError) { try query.validate() } catch { throw EvaluationError(error) }
  }

  /// The pictures of a list that are copied, in its order.
  func chosen(from originals: [String]) -> [String] {
    guard originals.count > sample else { return originals }
    return (0..<sample).map { originals[$0 * originals.count / sample] }
  }
}

extension EvaluationError {
  init(_ error: RetrievalError) {
    self.init(path: error.path, error.message)
  }
}
