/// For each word and bit the number that a descriptor's coordinate must exceed to set the bit: the median over
/// the word's descriptors, so that half of them set it. `train` says how it is guessed from few.
///
/// Kept as a byte each, on a scale for each bit: median = offset + step · level. The bytes cost nothing that
/// matters: descriptors of a collection and of a query meet the same threshold, and half a step is a fortieth of the
/// spread within a word. Measured on photographs, the share of descriptors that set a bit is off one half by
/// 0.0910 instead of 0.0909. With two bytes a vocabulary of 65,536 words would be 4 MB longer.
package struct HammingMedians: Sendable, Equatable {
  private static let bitCount = HammingProjection.bitCount

  /// One for each bit.
  package let offsets: [Int32]
  /// One for each bit, above 0.
  package let steps: [Int32]
  /// 64 for each word.
  package let levels: [UInt8]

  package var wordCount: Int { levels.count / Self.bitCount }

  /// Rounds medians, 64 for each word, of which there is at least one. The scale of a bit just spans its
  /// medians.
  package init(rounding medians: [Int32]) {
    precondition(!medians.isEmpty && medians.count.isMultiple(of: Self.bitCount), "64 medians for each word")
    var least = Array(medians.prefix(Self.bitCount))
    var largest = least
    for start in stride(from: 0, to: medians.count, by: Self.bitCount) {
      for bit in 0..<Self.bitCount {
        least[bit] = min(least[bit], medians[start + bit])
        largest[bit] = max(largest[bit], medians[start + bit])
      }
    }
    let highestLevel: Int32 = 255
    let steps = zip(least, largest).map { max(1, ($1 - $0 + highestLevel - 1) / highestLevel) }
    offsets = least
    self.steps = steps
    levels = medians.indices.map { index in
      let bit = index % Self.bitCount
      return UInt8(min(highestLevel, (medians[index] - least[bit] + steps[bit] / 2) / steps[bit]))
    }
  }

  /// The rounded median.
  package func median(word: Int, bit: Int) -> Int32 {
    offsets[bit] + steps[bit] * Int32(levels[word * Self.bitCount + bit])
  }
}
