/// One of the two heads of a data file: the roots of everything as one transaction left them.
struct MetaPage: Equatable {
  /// Bytes of a meta page that mean something.
  static let byteCount = 152

  let number: UInt64
  let flags: UInt16
  let magic: UInt32
  let version: UInt32
  let address: UInt64
  let mapByteCount: UInt64
  let freePages: TableRecord
  let main: TableRecord
  /// The highest page number in use or ever used.
  let lastPage: UInt64
  let transaction: UInt64

  var pageByteCount: UInt32 { freePages.pad }

  /// From the first 152 bytes of a page.
  init(_ page: UnsafeRawBufferPointer) {
    number = page.number(at: 0, as: UInt64.self)
    flags = page.number(at: 10, as: UInt16.self)
    magic = page.number(at: 16, as: UInt32.self)
    version = page.number(at: 20, as: UInt32.self)
    address = page.number(at: 24, as: UInt64.self)
    mapByteCount = page.number(at: 32, as: UInt64.self)
    freePages = TableRecord(UnsafeRawBufferPointer(rebasing: page[40..<88]))
    main = TableRecord(UnsafeRawBufferPointer(rebasing: page[88..<136]))
    lastPage = page.number(at: 136, as: UInt64.self)
    transaction = page.number(at: 144, as: UInt64.self)
  }
}

/// Both heads.
struct MetaPages: Equatable {
  let first: MetaPage
  let second: MetaPage

  /// From the first two pages of a file.
  init(_ bytes: UnsafeRawBufferPointer) {
    let start = PageLayout.pageByteCount
    first = MetaPage(UnsafeRawBufferPointer(rebasing: bytes[..<MetaPage.byteCount]))
    second = MetaPage(UnsafeRawBufferPointer(rebasing: bytes[start..<start + MetaPage.byteCount]))
  }

  /// The one that LMDB reads.
  var newest: MetaPage { second.transaction > first.transaction ? second : first }
  /// The state before, some of whose pages the newest has given up but not used again.
  var older: MetaPage { second.transaction > first.transaction ? first : second }
  var isFresh: Bool { first.transaction == 0 && second.transaction == 0 }
}
