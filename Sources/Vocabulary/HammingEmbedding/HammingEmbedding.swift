import Core

/// Makes the 64-bit signature of a descriptor within its word: bit b is set when coordinate b of its projection is
/// above the word's median. Descriptors of one word whose signatures differ in few bits are near each other; about 32
/// differ between unrelated ones (Jégou, Douze & Schmid 2008).
///
/// Works on medians in memory or in a mapped file. A descriptor that goes to several words is projected once.
package final class HammingEmbedding: Sendable {
  package static let bitCount = HammingProjection.bitCount

  package let projection: HammingProjection
  package let wordCount: Int
  private let offsets: [Int32]
  private let steps: [Int32]
  nonisolated(unsafe) private let levels: UnsafePointer<UInt8>
  /// Keeps the bytes at `levels` where they are.
  private let owner: any Sendable

  package convenience init(projection: HammingProjection, medians: HammingMedians) {
    let bytes = OwnedBytes(medians.levels)
    defer { withExtendedLifetime(bytes) {} }
    self.init(
      projection: projection, offsets: medians.offsets, steps: medians.steps, levels: bytes.start,
      wordCount: medians.wordCount, owner: bytes)
  }

  /// `levels` are 64 bytes for each word, valid as long as `owner` lives.
  init(
    projection: HammingProjection, offsets: [Int32], steps: [Int32], levels: UnsafePointer<UInt8>,
    wordCount: Int, owner: any Sendable
  ) {
    precondition(offsets.count == Self.bitCount && steps.count == Self.bitCount)
    self.projection = projection
    self.offsets = offsets
    self.steps = steps
    self.levels = levels
    self.wordCount = wordCount
    self.owner = owner
  }

  /// The signature of one descriptor in one word.
  package func signature(of descriptor: UnsafePointer<UInt8>, word: UInt32) -> UInt64 {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.bitCount) { coordinates in
      guard let coordinates = coordinates.baseAddress else { return 0 }
      projection.project(descriptor, into: coordinates)
      return signature(ofCoordinates: coordinates, word: word)
    }
  }

  /// The same from the 64 coordinates that `projection` gave.
  package func signature(ofCoordinates coordinates: UnsafePointer<Int32>, word: UInt32) -> UInt64 {
    precondition(Int(word) < wordCount, "the vocabulary has no such word")
    defer { withExtendedLifetime(self) {} }
    let levels = levels + Int(word) * Self.bitCount
    var signature: UInt64 = 0
    offsets.withUnsafeBufferPointer { offsets in
      steps.withUnsafeBufferPointer { steps in
        for bit in 0..<Self.bitCount {
          let median = offsets[bit] &+ steps[bit] &* Int32(levels[bit])
          signature |= (coordinates[bit] > median ? 1 : 0) &<< UInt64(bit)
        }
      }
    }
    return signature
  }
}

/// Bytes at an address that stays.
private final class OwnedBytes: Sendable {
  nonisolated(unsafe) let start: UnsafePointer<UInt8>

  init(_ bytes: [UInt8]) {
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
    memory.initialize(from: bytes, count: bytes.count)
    start = UnsafePointer(memory)
  }

  deinit { start.deallocate() }
}
