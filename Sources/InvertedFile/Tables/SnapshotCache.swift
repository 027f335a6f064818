import Core
import Synchronization

/// What is computed once for a state of the index and used by every query on it: kept for the newest state that was asked for.
final class SnapshotCache: Sendable {
  private struct Contents {
    var transaction: UInt64 = .max
    var lengths: PictureLengths?
    var frequencies: [UInt32]?
    var norms: [Double: [Float]] = [:]
  }

  private let contents = Mutex(Contents())

  func lengths<E: Error>(
    transaction: UInt64, _ load: () throws(E) -> PictureLengths
  ) throws(E) -> PictureLengths {
    if let lengths = contents.withLock({ $0.transaction == transaction ? $0.lengths : nil }) {
      return lengths
    }
    let lengths = try load()
    update(transaction) { $0.lengths = lengths }
    return lengths
  }

  func frequencies<E: Error>(transaction: UInt64, _ load: () throws(E) -> [UInt32]) throws(E) -> [UInt32] {
    let known = contents.withLock { $0.transaction == transaction ? $0.frequencies : nil }
    if let known { return known }
    let frequencies = try load()
    update(transaction) { $0.frequencies = frequencies }
    return frequencies
  }

  /// Norms of all pictures' vectors, of an exponent.
  func norms<E: Error>(
    transaction: UInt64, exponent: Double, _ load: () throws(E) -> [Float]
  ) throws(E) -> [Float] {
    let known = contents.withLock { $0.transaction == transaction ? $0.norms[exponent] : nil }
    if let known { return known }
    let norms = try load()
    update(transaction) { $0.norms[exponent] = norms }
    return norms
  }

  private func update(_ transaction: UInt64, _ change: (inout Contents) -> Void) {
    contents.withLock { contents in
      if contents.transaction != transaction {
        // An older state that is still read must not drive out a newer one.
        guard contents.transaction == .max || contents.transaction < transaction else { return }
        contents = Contents(transaction: transaction)
      }
      change(&contents)
    }
  }
}
