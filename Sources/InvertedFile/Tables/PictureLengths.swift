/// What scoring must know of every picture, as a column: how many features it has, how many distinct words, and whether it was
/// removed. Loaded whole, once for each state of a collection.
package struct PictureLengths: Sendable {
  /// Set in the number of features of a picture that was removed.
  static let removedBit: UInt32 = 1 << 31

  /// Pairs: number of features with the bit above, number of distinct words.
  private let numbers: [UInt32]

  init(numbers: [UInt32]) {
    self.numbers = numbers
  }

  /// Pictures that ever were, removed ones included; their ids are 0 ..< count.
  package var count: Int { numbers.count / 2 }

  package func isRemoved(_ picture: Int) -> Bool { numbers[2 * picture] & Self.removedBit != 0 }

  /// Also of a removed picture, as its postings are still there.
  package func featureCount(_ picture: Int) -> Int { Int(numbers[2 * picture] & ~Self.removedBit) }

  package func distinctWordCount(_ picture: Int) -> Int { Int(numbers[2 * picture + 1]) }
}
