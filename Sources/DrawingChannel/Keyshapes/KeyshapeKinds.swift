import Core
import Vocabulary

/// The kinds of large keyshapes that are told apart: each word of a vocabulary, divided by the first bits of its signatures.
///
/// A large keyshape shows a third of a picture, and there are more kinds of these than of small ones; a few bits that halve each word make more
/// of the words that are there.
struct KeyshapeKinds: Sendable {
  private let signatures: HammingEmbedding
  /// Bits that divide a word: as many as a tally has room for.
  let bitCount: Int

  init(_ signatures: HammingEmbedding) {
    self.signatures = signatures
    var bitCount = 0
    while bitCount < HammingEmbedding.bitCount,
      signatures.wordCount << (bitCount + 1) <= KeyshapeTally.kindCount
    {
      bitCount += 1
    }
    self.bitCount = bitCount
  }

  /// Tells the place of each of some words and the kind that a descriptor is of when it is given to that word.
  func visit(
    _ descriptor: ArraySlice<UInt8>, words: some Sequence<UInt32>, _ body: (_ place: Int, _ kind: Int) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: HammingEmbedding.bitCount) { coordinates in
      descriptor.withUnsafeBufferPointer { descriptor in
        guard let numbers = descriptor.baseAddress, let coordinates = coordinates.baseAddress else { return }
        signatures.projection.project(numbers, into: coordinates)
        for (place, word) in words.enumerated() {
          let signature = signatures.signature(ofCoordinates: coordinates, word: word)
          body(place, Int(word) << bitCount | Int(signature & (1 << UInt64(bitCount) - 1)))
        }
      }
    }
  }
}
