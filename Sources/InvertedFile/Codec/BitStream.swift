/// Unsigned values of a fixed width, 0 to 57 bits, one behind the other without gaps.
///
/// Value i begins at bit i · width; bit b of the stream is bit b mod 8 of byte ⌊b / 8⌋; the last byte is filled up with
/// zeros. 57 bits are the most that always lie within eight bytes from the byte in which they begin, so that every value is
/// one load, one shift and one mask.
package enum BitStream {
  package static let greatestWidth = 57

  /// Bytes of `count` values.
  package static func byteCount(count: Int, width: Int) -> Int {
    (count * width + 7) / 8
  }

  /// Bits that `value` needs; 0 for 0.
  package static func width(of value: UInt64) -> Int {
    UInt64.bitWidth - value.leadingZeroBitCount
  }

  /// The lowest `width` bits.
  @inline(__always)
  static func mask(width: Int) -> UInt64 {
    width >= UInt64.bitWidth ? .max : 1 &<< UInt64(width) &- 1
  }
}

extension BitStream {
  /// Appends values, each below 2 to the power of `width`.
  package static func append(_ values: UnsafeBufferPointer<UInt64>, width: Int, to bytes: inout [UInt8]) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: byteCount(count: values.count, width: width)))
    bytes.withUnsafeMutableBytes { all in
      let room = UnsafeMutableRawBufferPointer(rebasing: all[start...])
      write(count: values.count, width: width, into: room) { values[$0] }
    }
  }

  package static func append(_ values: [UInt64], width: Int, to bytes: inout [UInt8]) {
    values.withUnsafeBufferPointer { append($0, width: width, to: &bytes) }
  }

  /// Writes value(0), value(1), … to the start of `room`, which has at least their bytes.
  @inline(__always)
  static func write(
    count: Int, width: Int, into room: UnsafeMutableRawBufferPointer, value: (Int) -> UInt64
  ) {
    precondition((0...greatestWidth).contains(width), "a value of the stream has 0 to 57 bits")
    let end = byteCount(count: count, width: width)
    precondition(end <= room.count, "there is room for the stream")
    guard width > 0, count > 0, let start = room.baseAddress else { return }
    // Fewer than 8 bits are pending before a value comes, at most 64 after it.
    var (pending, pendingCount, written) = (UInt64(0), 0, 0)
    for index in 0..<count {
      let next = value(index)
      assert(next & ~mask(width: width) == 0, "the value fits its width")
      pending |= next &<< UInt64(pendingCount)
      pendingCount &+= width
      guard written &+ 8 <= end else {
        store(&pending, &pendingCount, leaving: 7, at: start, &written)
        continue
      }
      start.storeBytes(of: pending.littleEndian, toByteOffset: written, as: UInt64.self)
      written &+= pendingCount / 8
      pending = pending >> UInt64(pendingCount & ~7)
      pendingCount &= 7
    }
    store(&pending, &pendingCount, leaving: 0, at: start, &written)
  }

  /// Stores pending bits byte by byte until at most `rest` are left.
  private static func store(
    _ pending: inout UInt64, _ pendingCount: inout Int, leaving rest: Int,
    at start: UnsafeMutableRawPointer, _ written: inout Int
  ) {
    while pendingCount > rest {
      start.storeBytes(of: UInt8(truncatingIfNeeded: pending), toByteOffset: written, as: UInt8.self)
      written += 1
      pending >>= 8
      pendingCount = max(0, pendingCount - 8)
    }
  }
}

extension BitStream {
  /// The values at the start of `bytes`; `nil` when there are too few bytes, or no such width.
  package static func values(count: Int, width: Int, in bytes: UnsafeRawBufferPointer) -> [UInt64]? {
    guard count >= 0, (0...greatestWidth).contains(width) else { return nil }
    let (bits, isTooLong) = count.multipliedReportingOverflow(by: width)
    guard !isTooLong, bits <= bytes.count * 8 else { return nil }
    return (0..<count).map { value(atBit: $0 &* width, width: width, in: bytes) }
  }

  /// The value of `width` bits that begins at a bit; both must lie within `bytes`, which the caller has made sure of.
  @inline(__always)
  static func value(atBit bit: Int, width: Int, in bytes: UnsafeRawBufferPointer) -> UInt64 {
    assert(bit >= 0 && bit + width <= bytes.count * 8, "the value lies within the bytes")
    guard width > 0, let start = bytes.baseAddress else { return 0 }
    guard bytes.count >= 8 else {
      return shortWord(bytes) >> UInt64(bit) & mask(width: width)
    }
    // Near the end the eight bytes begin earlier and the shift is longer.
    let byte = min(bit / 8, bytes.count &- 8)
    let word = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: byte, as: UInt64.self))
    return word &>> UInt64(bit &- byte &* 8) & mask(width: width)
  }

  /// Fewer than eight bytes as one number.
  private static func shortWord(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Whether the bits behind the last value, up to the end of its byte, are zeros.
  static func hasZeroPadding(count: Int, width: Int, in bytes: UnsafeRawBufferPointer) -> Bool {
    let usedBits = count * width
    guard usedBits % 8 != 0 else { return true }
    return bytes[usedBits / 8] >> UInt8(usedBits % 8) == 0
  }
}
