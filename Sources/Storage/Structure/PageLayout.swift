/// How LMDB 0.9 lays out its file on 64-bit machines, for looking at it without LMDB: numbers little-endian, pages of
/// 4096 bytes, which are numbered from 0. Pages 0 and 1 are the two heads ("meta pages"), written in turns.
///
/// A page begins with its number (8 bytes), 2 unused, flags (2), and the bounds of the free space in its middle (2 + 2); behind
/// that the places of its nodes, 2 bytes each. The first page of a run for a large value has the run's length
/// (4) in place of the bounds.
enum PageLayout {
  static let pageByteCount = 4096
  static let headerByteCount = 16
  static let nodeHeaderByteCount = 8
  static let metaPageCount: UInt64 = 2
  /// "No page", where a tree is empty.
  static let noPage = UInt64.max
  static let magic: UInt32 = 0xBEEF_C0DE
  static let version: UInt32 = 1
  /// The deepest tree that LMDB's cursors can follow.
  static let maxDepth = 32
  /// A node that would be larger has its value on pages of its own.
  static let maxNodeByteCount = 2038

  enum PageFlags {
    static let branch: UInt16 = 0x01
    static let leaf: UInt16 = 0x02
    static let overflow: UInt16 = 0x04
    static let meta: UInt16 = 0x08
  }

  enum NodeFlags {
    /// The value lies in a run of pages, whose first number stands here.
    static let large: UInt16 = 0x01
    /// The value is the record of a table.
    static let table: UInt16 = 0x02
  }

  enum TableFlags {
    static let integerKeys: UInt16 = 0x08
  }

  /// How many pages a large value takes, the header of the first included.
  static func runLength(valueByteCount: Int) -> Int {
    (headerByteCount - 1 + valueByteCount) / pageByteCount + 1
  }
}

extension UnsafeRawBufferPointer {
  /// A number at any address. The caller has checked the bounds; this does it again.
  func number<Number: FixedWidthInteger & BitwiseCopyable>(at offset: Int, as type: Number.Type) -> Number {
    Number(littleEndian: loadUnaligned(fromByteOffset: offset, as: type))
  }
}
