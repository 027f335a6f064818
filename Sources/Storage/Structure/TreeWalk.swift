/// The walk through the tree of one table: page by page, with the bounds that the keys of each page must keep.
struct TreeWalk {
  enum Content {
    case values
    /// The main table: names, and the records of the tables.
    case tables
    case freePages
  }

  struct FreeList {
    let transaction: UInt64
    let numbers: StoredRange
  }

  let name: String
  let record: TableRecord
  let content: Content
  private let order: KeyOrder
  private var branchPageCount: UInt64 = 0
  private var leafPageCount: UInt64 = 0
  private var overflowPageCount: UInt64 = 0
  private var entryCount: UInt64 = 0
  /// Of the main table.
  private(set) var tables: [(name: String, record: TableRecord)] = []
  /// Of the free pages.
  private(set) var freeLists: [FreeList] = []

  init(name: String, record: TableRecord, content: Content) {
    self.name = name
    self.record = record
    self.content = content
    order = KeyOrder(flags: record.flags)
  }

  mutating func walk(_ walk: inout StructureWalk) {
    guard checkRecord(&walk) else { return }
    if !record.isEmpty {
      visit(record.root, level: 1, bounds: KeyBounds(), &walk)
    }
    guard !walk.isExhausted else { return }
    func compare(_ found: UInt64, _ stated: UInt64, _ what: String) {
      if found != stated { walk.report("\(name): \(found) \(what) instead of \(stated)") }
    }
    compare(branchPageCount, record.branchPageCount, "branch pages")
    compare(leafPageCount, record.leafPageCount, "leaf pages")
    compare(overflowPageCount, record.overflowPageCount, "pages of large values")
    compare(entryCount, record.entryCount, "entries")
  }

  private func checkRecord(_ walk: inout StructureWalk) -> Bool {
    let knownFlags = content == .tables ? 0 : PageLayout.TableFlags.integerKeys
    if record.flags & ~knownFlags != 0 {
      walk.report("\(name): a kind of table that is not used here (flags \(record.flags))")
      return false
    }
    if content != .freePages, record.pad != 0 { walk.report("\(name): its record is damaged") }
    let isDepthSound =
      record.isEmpty ? record.depth == 0 : record.depth >= 1 && Int(record.depth) <= PageLayout.maxDepth
    if !isDepthSound { walk.report("\(name): a tree of depth \(record.depth) is impossible") }
    return isDepthSound
  }

  /// `level` counts from the root, which is 1; the leaves stand at the record's depth.
  private mutating func visit(
    _ number: UInt64, level: Int, bounds: KeyBounds, _ walk: inout StructureWalk
  ) {
    if walk.isExhausted { return }
    if let problem = walk.use.take(number) { return walk.report("\(name): page \(number) \(problem)") }
    guard let page = Page(number, in: walk.file) else { return }
    let isBranch = level < Int(record.depth)
    if let problem = problem(of: page, isBranch: isBranch) {
      return walk.report("page \(number) (\(name)): \(problem)")
    }
    guard let nodes = nodes(of: page, isBranch: isBranch, bounds: bounds, &walk) else { return }
    if isBranch {
      branchPageCount += 1
      for (index, node) in nodes.enumerated() {
        let below = bounds.ofChild(index, of: nodes)
        visit(node.childPage, level: level + 1, bounds: below, &walk)
      }
    } else {
      leafPageCount += 1
      for node in nodes { visit(node, page: number, &walk) }
    }
  }

  private func problem(of page: Page, isBranch: Bool) -> String? {
    if page.storedNumber != page.number { return "it carries number \(page.storedNumber)" }
    let expected = isBranch ? PageLayout.PageFlags.branch : PageLayout.PageFlags.leaf
    if page.flags != expected { return "it is not marked as a \(isBranch ? "branch" : "leaf")" }
    if !page.hasSoundBounds { return "its free space has impossible bounds" }
    // LMDB follows a single way down only in the list of free pages.
    let leastCount = isBranch && content != .freePages ? 2 : 1
    return page.nodeCount < leastCount ? "it has too few nodes" : nil
  }

  /// The nodes of a page, when they fill its upper part exactly and their keys rise within the bounds.
  private func nodes(
    of page: Page, isBranch: Bool, bounds: KeyBounds, _ walk: inout StructureWalk
  ) -> [Node]? {
    func fail(_ what: String) -> [Node]? {
      walk.report("page \(page.number) (\(name)): \(what)")
      return nil
    }
    var nodes: [Node] = []
    nodes.reserveCapacity(page.nodeCount)
    for index in 0..<page.nodeCount {
      guard let node = page.node(index, isBranch: isBranch) else {
        return fail("node \(index) leaves the page")
      }
      // The first key of a branch is never looked at.
      if !(isBranch && index == 0) {
        guard order.allows(keyByteCount: node.key.count) else {
          return fail("the key of node \(index) has \(node.key.count) bytes")
        }
        let before = isBranch && index == 1 ? nil : nodes.last?.key
        guard bounds.allow(node.key, after: before, order, walk.file) else {
          return fail("the key of node \(index) is out of order")
        }
      }
      nodes.append(node)
    }
    return tile(nodes, from: page.upper) ? nodes : fail("its nodes overlap or leave gaps")
  }

  private func tile(_ nodes: [Node], from upper: Int) -> Bool {
    var next = upper
    for node in nodes.sorted(by: { $0.place < $1.place }) {
      guard node.place == next else { return false }
      next += node.byteCount
    }
    return next == PageLayout.pageByteCount
  }
}

extension TreeWalk {
  /// A node of a leaf: its value lies where it should and is of the table's kind.
  private mutating func visit(_ node: Node, page: UInt64, _ walk: inout StructureWalk) {
    entryCount += 1
    let allowed = content == .tables ? PageLayout.NodeFlags.table : node.flags & PageLayout.NodeFlags.large
    guard node.flags == allowed else {
      return walk.report("page \(page) (\(name)): an entry of a kind that is not used here (\(node.flags))")
    }
    guard node.isLarge || node.byteCount <= PageLayout.maxNodeByteCount else {
      return walk.report("page \(page) (\(name)): an entry is too large for its page")
    }
    guard let value = node.isLarge ? largeValue(node, page: page, &walk) : node.inlineValue else { return }
    switch content {
    case .values: break
    case .tables: addTable(node, value, page: page, &walk)
    case .freePages:
      let transaction = node.key.bytes(in: walk.file).number(at: 0, as: UInt64.self)
      freeLists.append(FreeList(transaction: transaction, numbers: value))
    }
  }

  /// The bytes of a value that has pages of its own. It may have more than it needs.
  private mutating func largeValue(
    _ node: Node, page: UInt64, _ walk: inout StructureWalk
  ) -> StoredRange? {
    let first = node.inlineValue.bytes(in: walk.file).number(at: 0, as: UInt64.self)
    let needed = PageLayout.runLength(valueByteCount: node.valueByteCount)
    guard let start = Page(first, in: walk.file) else {
      walk.report("page \(page) (\(name)): a large value at page \(first), behind the end of the file")
      return nil
    }
    guard start.storedNumber == first, start.flags == PageLayout.PageFlags.overflow else {
      walk.report("page \(first) (\(name)): it is not marked as the start of a large value")
      return nil
    }
    guard start.runLength >= needed else {
      walk.report("page \(first) (\(name)): \(start.runLength) pages for a value that needs \(needed)")
      return nil
    }
    if let problem = walk.use.take(first, count: Int(start.runLength)) {
      walk.report("\(name): page \(first), the start of \(start.runLength), \(problem)")
      return nil
    }
    overflowPageCount += UInt64(start.runLength)
    return StoredRange(offset: start.offset + PageLayout.headerByteCount, count: node.valueByteCount)
  }

  private mutating func addTable(
    _ node: Node, _ value: StoredRange, page: UInt64, _ walk: inout StructureWalk
  ) {
    let table = String(decoding: node.key.bytes(in: walk.file), as: UTF8.self)
    guard value.count == TableRecord.byteCount else {
      return walk.report("page \(page) (\(name)): the record of table \(table) has \(value.count) bytes")
    }
    tables.append((table, TableRecord(value.bytes(in: walk.file))))
  }
}

/// Between which keys a page must keep: from `lower` on, and below `upper`.
struct KeyBounds {
  var lower: StoredRange?
  var upper: StoredRange?

  /// For the page that a branch's node leads to.
  func ofChild(_ index: Int, of nodes: [Node]) -> KeyBounds {
    KeyBounds(
      lower: index == 0 ? lower : nodes[index].key,
      upper: index + 1 < nodes.count ? nodes[index + 1].key : upper)
  }

  func allow(
    _ key: StoredRange, after before: StoredRange?, _ order: KeyOrder, _ file: UnsafeRawBufferPointer
  ) -> Bool {
    let bytes = key.bytes(in: file)
    if let before, !order.isAscending(before.bytes(in: file), bytes) { return false }
    if let lower, order.isAscending(bytes, lower.bytes(in: file)) { return false }
    if let upper, !order.isAscending(bytes, upper.bytes(in: file)) { return false }
    return true
  }
}
