/// What the file says about one table's tree: 48 bytes, in a meta page or as a value of the main table.
struct TableRecord: Equatable {
  static let byteCount = 48

  /// The page size in the record of the free pages, else unused.
  let pad: UInt32
  let flags: UInt16
  let depth: UInt16
  let branchPageCount: UInt64
  let leafPageCount: UInt64
  let overflowPageCount: UInt64
  let entryCount: UInt64
  let root: UInt64

  /// From the first 48 bytes.
  init(_ bytes: UnsafeRawBufferPointer) {
    pad = bytes.number(at: 0, as: UInt32.self)
    flags = bytes.number(at: 4, as: UInt16.self)
    depth = bytes.number(at: 6, as: UInt16.self)
    branchPageCount = bytes.number(at: 8, as: UInt64.self)
    leafPageCount = bytes.number(at: 16, as: UInt64.self)
    overflowPageCount = bytes.number(at: 24, as: UInt64.self)
    entryCount = bytes.number(at: 32, as: UInt64.self)
    root = bytes.number(at: 40, as: UInt64.self)
  }

  var isEmpty: Bool { root == PageLayout.noPage }
}
