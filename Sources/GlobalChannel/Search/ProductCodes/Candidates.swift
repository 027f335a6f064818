import CKernels
import Core

/// The vectors with the highest sums so far, of equal ones those that came first; now and then all others are thrown out.
struct Candidates {
  private let wanted: Int
  /// Sums that are at least this may still be among the best.
  private(set) var limit = Int32.min / 2
  private var sums: [Int32] = []
  private var lists: [UInt32] = []
  private var places: [UInt32] = []

  init(wanted: Int) {
    self.wanted = wanted
    sums.reserveCapacity(room)
    lists.reserveCapacity(room)
    places.reserveCapacity(room)
  }

  /// How many are let in before others are thrown out, and a block more.
  private var room: Int { 2 * wanted + 3 * CodeBlock.vectorCount }

  mutating func add(_ sum: Int32, list: UInt32, place: UInt32) {
    sums.append(sum)
    lists.append(list)
    places.append(place)
  }

  mutating func pruneIfFull() {
    if sums.count + CodeBlock.vectorCount > room { prune() }
  }

  private mutating func prune() {
    let kept = bestIndices
    var least = Int32.max
    for (new, old) in kept.enumerated() {
      let old = Int(old)
      (sums[new], lists[new], places[new]) = (sums[old], lists[old], places[old])
      least = min(least, sums[new])
    }
    let surplus = sums.count - kept.count
    sums.removeLast(surplus)
    lists.removeLast(surplus)
    places.removeLast(surplus)
    // What comes later and equals the last one goes behind it.
    limit = least + 1
  }

  /// Where the best ones stand, rising.
  private var bestIndices: [UInt32] {
    let count = sums.count
    guard count > wanted else { return (0..<UInt32(truncatingIfNeeded: count)).map { $0 } }
    let padded = (count + Int(SL_LANES) - 1) / Int(SL_LANES) * Int(SL_LANES)
    let highest = sums.reduce(Int32.min) { max($0, $1) }
    var below = sums.map { highest - $0 } + [Int32](repeating: .max, count: padded - count)
    return [UInt32](unsafeUninitializedCapacity: padded) { places, initialized in
      kernels.leastNumbers(&below, count, wanted, places.baseAddress)
      initialized = wanted
    }
  }

  /// Calls `body` with list and place of each of the best.
  func forEachBest(_ body: (_ list: UInt32, _ place: UInt32) -> Void) {
    for index in bestIndices { body(lists[Int(index)], places[Int(index)]) }
  }
}
