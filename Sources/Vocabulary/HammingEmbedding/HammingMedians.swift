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

  package init(scale: MedianScale, levels: [UInt8]) {
    precondition(levels.count.isMultiple(of: Self.bitCount), "64 levels for each word")
    offsets = scale.offsets
    steps = scale.steps
    self.levels = levels
  }

  /// Rounds medians, 64 for each word, of which there is at least one.
  package init(rounding medians: [Int32]) {
    let scale = MedianScale(spanning: MedianRange(of: medians))
    self.init(scale: scale, levels: scale.levels(of: medians))
  }

  /// The rounded median.
  package func median(word: Int, bit: Int) -> Int32 {
    offsets[bit] + steps[bit] * Int32(levels[word * Self.bitCount + bit])
  }
}
