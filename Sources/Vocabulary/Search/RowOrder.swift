/// Rows of bytes moved to other places within their own memory.
enum RowOrder {
  /// Afterwards row i is what row `sources[i]` was.
  ///
  /// Each cycle of the order is followed once round, with one row held aside.
  ///
  /// - Precondition: `sources` holds every number below its count once, and `elements` so many rows.
  static func gather(_ sources: [UInt32], dimension: Int, in elements: inout [UInt8]) {
    precondition(elements.count == sources.count * dimension, "an order of all rows")
    var isDone = [Bool](repeating: false, count: sources.count)
    elements.withUnsafeMutableBufferPointer { elements in
      guard let rows = elements.baseAddress else { return }
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: dimension) { aside in
        guard let aside = aside.baseAddress else { return }
        for first in sources.indices where !isDone[first] {
          aside.update(from: rows + first * dimension, count: dimension)
          var place = first
          while true {
            isDone[place] = true
            let source = Int(sources[place])
            guard source != first else { break }
            (rows + place * dimension).update(from: rows + source * dimension, count: dimension)
            place = source
          }
          (rows + place * dimension).update(from: aside, count: dimension)
        }
      }
    }
  }

  /// Afterwards row `goals[i]` is what row i was: the way back from `gather`.
  static func scatter(_ goals: [UInt32], dimension: Int, in elements: inout [UInt8]) {
    var sources = goals
    for (source, goal) in goals.enumerated() { sources[Int(goal)] = UInt32(truncatingIfNeeded: source) }
    gather(sources, dimension: dimension, in: &elements)
  }
}
