import Core

/// The 32 bits at the end of every stored value. They cover the number of the table, the key and the value before them, so
/// that a value at another place is noticed as well as one that changed.
///
/// With V the content hash of the value and k the key as a number (the content hash of a key of bytes), it is the high half of
///
///     h ← V ⊕ rotl(k · A, 31) ⊕ (table + 1) · B;   h ← (h ⊕ h ≫ 33) · A;   (h ⊕ h ≫ 29) · C
///
/// modulo 2⁶⁴. Each step can be undone, so two values that differ within one word of eight bytes never have the same 64 bits;
/// damage of any kind goes unnoticed with probability 2⁻³².
package enum EntryChecksum {
  package static let byteCount = 4

  /// Frozen: stored files contain what comes of these.
  private static let a: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let b: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private static let c: UInt64 = 0xD6E8_FEB8_6659_FD93

  package static func of(table: UInt8, key: UInt64, value: UnsafeRawBufferPointer) -> UInt32 {
    let product = key &* a
    var hash = ContentHash(of: value).checksum
    hash ^= (product << 31 | product >> 33) ^ (UInt64(table) + 1) &* b
    hash = (hash ^ hash >> 33) &* a
    hash = (hash ^ hash >> 29) &* c
    return UInt32(truncatingIfNeeded: hash >> 32)
  }

  package static func of(
    table: UInt8, key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer
  ) -> UInt32 {
    of(table: table, key: ContentHash(of: key).checksum, value: value)
  }
}

extension EntryChecksum {
  /// Appends the checksum of `value` to it.
  package static func append(to value: inout [UInt8], table: UInt8, key: UInt64) {
    append(value.withUnsafeBytes { of(table: table, key: key, value: $0) }, to: &value)
  }

  package static func append(to value: inout [UInt8], table: UInt8, key: [UInt8]) {
    let checksum = value.withUnsafeBytes { value in
      key.withUnsafeBytes { of(table: table, key: $0, value: value) }
    }
    append(checksum, to: &value)
  }

  private static func append(_ checksum: UInt32, to value: inout [UInt8]) {
    withUnsafeBytes(of: checksum.littleEndian) { value.append(contentsOf: $0) }
  }

  /// Writes the checksum of an entry's value, all but its last four bytes, into these.
  package static func seal(_ entry: UnsafeMutableRawBufferPointer, table: UInt8, key: UInt64) {
    precondition(entry.count >= byteCount, "there is room for the checksum")
    let end = entry.count - byteCount
    let checksum = of(table: table, key: key, value: UnsafeRawBufferPointer(rebasing: entry[..<end]))
    entry.storeBytes(of: checksum.littleEndian, toByteOffset: end, as: UInt32.self)
  }

  /// The value without its checksum; `nil` when it is too short to have one.
  package static func payload(of entry: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    guard entry.count >= byteCount else { return nil }
    return UnsafeRawBufferPointer(rebasing: entry[..<(entry.count - byteCount)])
  }

  /// Whether the last four bytes of a stored value are the checksum of what stands before them.
  package static func verifies(_ entry: UnsafeRawBufferPointer, table: UInt8, key: UInt64) -> Bool {
    guard let payload = payload(of: entry) else { return false }
    return stored(in: entry) == of(table: table, key: key, value: payload)
  }

  package static func verifies(
    _ entry: UnsafeRawBufferPointer, table: UInt8, key: UnsafeRawBufferPointer
  ) -> Bool {
    guard let payload = payload(of: entry) else { return false }
    return stored(in: entry) == of(table: table, key: key, value: payload)
  }

  private static func stored(in entry: UnsafeRawBufferPointer) -> UInt32 {
    UInt32(littleEndian: entry.loadUnaligned(fromByteOffset: entry.count - byteCount, as: UInt32.self))
  }
}
