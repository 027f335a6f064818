import CKernels
import Core

extension PostingBlock {
  /// Which postings have a signature of 64 bits that differs from `query` in at most `threshold` bits: their numbers within
  /// the block, rising, to `indices`, the numbers of differing bits to `distances`. Both have room for `count`; what stands
  /// behind the found ones afterwards is undefined. Returns how many there are.
  package func postings(
    near query: UInt64, threshold: Int, indices: UnsafeMutablePointer<UInt16>,
    distances: UnsafeMutablePointer<UInt8>
  ) -> Int {
    precondition(columnBytes == 8, "the block has signatures of 64 bits")
    return withUnsafeBytes(of: query.littleEndian) {
      scan(for: $0, threshold: threshold, indices: indices, distances: distances)
    }
  }

  /// The same for signatures of 128 bits, given as two words, that of the lower bits first.
  package func postings(
    near query: (low: UInt64, high: UInt64), threshold: Int, indices: UnsafeMutablePointer<UInt16>,
    distances: UnsafeMutablePointer<UInt8>
  ) -> Int {
    precondition(columnBytes == 16, "the block has signatures of 128 bits")
    return withUnsafeBytes(of: (query.low.littleEndian, query.high.littleEndian)) {
      scan(for: $0, threshold: threshold, indices: indices, distances: distances)
    }
  }

  private func scan(
    for query: UnsafeRawBufferPointer, threshold: Int, indices: UnsafeMutablePointer<UInt16>,
    distances: UnsafeMutablePointer<UInt8>
  ) -> Int {
    precondition(threshold >= 0, "a number of bits is not below zero")
    let start = column.baseAddress?.assumingMemoryBound(to: UInt8.self)
    let bits = query.baseAddress?.assumingMemoryBound(to: UInt8.self)
    return kernels.hammingWithin(
      start, count, columnBytes, bits, UInt32(min(threshold, 255)), indices, distances)
  }
}
