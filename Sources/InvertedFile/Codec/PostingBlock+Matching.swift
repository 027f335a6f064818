extension PostingBlock {
  /// Which postings have a signature of 64 bits that differs from `query` in at most `threshold` bits: their numbers within
  /// the block, rising, to `indices`, the numbers of differing bits to `distances`; both have room for `count`. Returns how
  /// many there are.
  package func postings(
    near query: UInt64, threshold: Int, indices: UnsafeMutablePointer<UInt16>,
    distances: UnsafeMutablePointer<UInt8>
  ) -> Int {
    precondition(columnBytes == 8, "the block has signatures of 64 bits")
    var found = 0
    for index in 0..<count {
      let signature = UInt64(littleEndian: column.loadUnaligned(fromByteOffset: index &* 8, as: UInt64.self))
      let distance = (signature ^ query).nonzeroBitCount
      if distance <= threshold {
        indices[found] = UInt16(index)
        distances[found] = UInt8(distance)
        found += 1
      }
    }
    return found
  }
}
