/// One line of the table behind the header: where a section lies and what its bytes hash to.
package struct FileSection: Sendable, Equatable {
  package static let entryByteCount = 32
  /// Sections begin at multiples of this: a line of the processor's cache, and enough for any instruction.
  package static let alignment = 64

  /// The format's number for what the section holds; above 0.
  package var kind: UInt32
  package var offset: Int
  package var byteCount: Int
  package var checksum: UInt64

  package var end: Int { offset + byteCount }

  var encoded: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(number: kind)
    bytes.append(number: UInt32(0))
    bytes.append(number: UInt64(offset))
    bytes.append(number: UInt64(byteCount))
    bytes.append(number: checksum)
    return bytes
  }

  /// `nil` for numbers that cannot be a place.
  init?(at start: Int, in file: UnsafeRawBufferPointer) {
    guard let offset = Int(exactly: file.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self)),
      let byteCount = Int(exactly: file.loadUnaligned(fromByteOffset: start + 16, as: UInt64.self))
    else { return nil }
    self.init(
      kind: file.loadUnaligned(fromByteOffset: start, as: UInt32.self), offset: offset, byteCount: byteCount,
      checksum: file.loadUnaligned(fromByteOffset: start + 24, as: UInt64.self))
  }

  init(kind: UInt32, offset: Int, byteCount: Int, checksum: UInt64) {
    self.kind = kind
    self.offset = offset
    self.byteCount = byteCount
    self.checksum = checksum
  }

  static func aligned(_ offset: Int) -> Int { (offset + alignment - 1) / alignment * alignment }

  /// Where the table ends that so many sections have.
  package static func tableEnd(_ sectionCount: Int) -> Int {
    SectionedFormat.headerByteCount + sectionCount * entryByteCount
  }
}
