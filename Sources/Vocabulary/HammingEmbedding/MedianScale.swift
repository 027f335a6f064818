/// The least and the largest median of each bit.
struct MedianRange: Sendable {
  private(set) var least: [Int32]
  private(set) var largest: [Int32]

  /// Of medians that stand as 64 numbers for each word, of which there is at least one.
  init(of medians: [Int32]) {
    let bits = HammingProjection.bitCount
    precondition(!medians.isEmpty && medians.count.isMultiple(of: bits), "64 medians for each word")
    least = Array(medians.prefix(bits))
    largest = least
    for start in stride(from: 0, to: medians.count, by: bits) {
      for bit in 0..<bits {
        least[bit] = min(least[bit], medians[start + bit])
        largest[bit] = max(largest[bit], medians[start + bit])
      }
    }
  }

  /// The range of both.
  func joined(with other: MedianRange) -> MedianRange {
    var joined = self
    for bit in least.indices {
      joined.least[bit] = min(least[bit], other.least[bit])
      joined.largest[bit] = max(largest[bit], other.largest[bit])
    }
    return joined
  }
}

/// How a median becomes a byte: for each bit an offset and a step.
package struct MedianScale: Sendable, Equatable {
  private static let highestLevel: Int32 = 255

  let offsets: [Int32]
  /// Above 0.
  let steps: [Int32]

  /// The finest scale that spans the range.
  init(spanning range: MedianRange) {
    offsets = range.least
    steps = zip(range.least, range.largest).map {
      max(1, ($1 - $0 + Self.highestLevel - 1) / Self.highestLevel)
    }
  }

  /// The levels of medians within the range, 64 for each word.
  func levels(of medians: [Int32]) -> [UInt8] {
    medians.indices.map { index in
      let bit = index % HammingProjection.bitCount
      return UInt8(min(Self.highestLevel, (medians[index] - offsets[bit] + steps[bit] / 2) / steps[bit]))
    }
  }
}
