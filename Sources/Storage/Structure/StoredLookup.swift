/// Looks one key up in one tree of a file that nothing is known about.
struct StoredLookup {
  let file: UnsafeRawBufferPointer
  let root: UInt64
  let order: KeyOrder

  init(_ file: UnsafeRawBufferPointer, _ record: TableRecord) {
    self.file = file
    root = record.root
    order = KeyOrder(flags: record.flags)
  }

  func value(of key: [UInt8]) -> [UInt8]? {
    guard order.allows(keyByteCount: key.count) else { return nil }
    return key.withUnsafeBytes { key in
      var number = root
      for _ in 0..<PageLayout.maxDepth {
        guard let page = Page(number, in: file), page.storedNumber == number, page.hasSoundBounds else {
          return nil
        }
        switch page.flags {
        case PageLayout.PageFlags.leaf: return value(of: key, in: page)
        case PageLayout.PageFlags.branch:
          guard let child = child(of: page, for: key) else { return nil }
          number = child
        default: return nil
        }
      }
      return nil
    }
  }

  /// The last child whose first key is not greater.
  private func child(of page: Page, for key: UnsafeRawBufferPointer) -> UInt64? {
    var found: UInt64?
    for index in 0..<page.nodeCount {
      guard let node = page.node(index, isBranch: true) else { return nil }
      if index > 0 {
        guard order.allows(keyByteCount: node.key.count) else { return nil }
        if order.isAscending(key, node.key.bytes(in: file)) { break }
      }
      found = node.childPage
    }
    return found
  }

  private func value(of key: UnsafeRawBufferPointer, in page: Page) -> [UInt8]? {
    for index in 0..<page.nodeCount {
      guard let node = page.node(index, isBranch: false) else { return nil }
      if node.key.bytes(in: file).elementsEqual(key) { return value(of: node) }
    }
    return nil
  }

  private func value(of node: Node) -> [UInt8]? {
    guard node.isLarge else { return Array(node.inlineValue.bytes(in: file)) }
    let first = node.inlineValue.bytes(in: file).number(at: 0, as: UInt64.self)
    guard let start = Page(first, in: file), start.storedNumber == first,
      start.flags == PageLayout.PageFlags.overflow
    else { return nil }
    let offset = start.offset + PageLayout.headerByteCount
    guard node.valueByteCount <= file.count - offset else { return nil }
    return Array(StoredRange(offset: offset, count: node.valueByteCount).bytes(in: file))
  }
}
