/// A walk through everything that the newest head of a file leads to, looking at each page once. It believes
/// nothing: a place is looked at after it was found to lie in the file, and a page that was seen is not seen again, so
/// that it ends whatever the bytes are.
struct StructureWalk {
  let file: UnsafeRawBufferPointer
  let metas: MetaPages
  private let expectedTables: [TableDescription]
  var use: PageUse
  private(set) var problems: [String] = []

  /// More would help nobody.
  static let maxProblemCount = 100

  /// `file` has both heads.
  init(_ file: UnsafeRawBufferPointer, expecting tables: [TableDescription]) {
    self.file = file
    expectedTables = tables
    metas = MetaPages(file)
    use = PageUse(fileByteCount: file.count, lastPage: metas.newest.lastPage)
  }

  mutating func report(_ problem: String) {
    if problems.count < Self.maxProblemCount { problems.append(problem) }
  }

  var isExhausted: Bool { problems.count >= Self.maxProblemCount }

  mutating func walk() {
    checkMetas()
    guard problems.isEmpty else { return }
    let newest = metas.newest
    var freePages = TreeWalk(name: "the list of free pages", record: newest.freePages, content: .freePages)
    freePages.walk(&self)
    var main = TreeWalk(name: "the list of tables", record: newest.main, content: .tables)
    main.walk(&self)
    compare(main.tables)
    for (name, record) in main.tables {
      var table = TreeWalk(name: "table \(name)", record: record, content: .values)
      table.walk(&self)
    }
    for list in freePages.freeLists { checkFreeList(list) }
    if problems.isEmpty, use.lostCount != 0 {
      report("\(use.lostCount) pages belong to no table and are not free")
    }
  }
}

extension StructureWalk {
  /// Whether the tables are those that are expected.
  private mutating func compare(_ tables: [(name: String, record: TableRecord)]) {
    for expected in expectedTables {
      if let found = tables.first(where: { $0.name == expected.name }) {
        if KeyOrder(flags: found.record.flags) != KeyOrder(expected.keys) {
          report("table \(expected.name): its keys are of another kind")
        }
      } else if !expected.isOptional {
        report("table \(expected.name) is missing")
      }
    }
  }

  private mutating func checkMetas() {
    check(metas.first, number: 0)
    check(metas.second, number: 1)
    guard problems.isEmpty else { return }
    let (older, newest) = (metas.older, metas.newest)
    if !metas.isFresh {
      if metas.first.transaction % 2 != 0 || metas.second.transaction % 2 != 1 {
        report("pages 0 and 1: the numbers of their transactions stand in each other's place")
      }
      if newest.transaction - older.transaction != 1 {
        report(
          "pages 0 and 1: transactions \(older.transaction) and \(newest.transaction) don't follow each other"
        )
      }
    }
    if older.lastPage > newest.lastPage { report("pages 0 and 1: the newer transaction knows fewer pages") }
  }

  private mutating func check(_ meta: MetaPage, number: UInt64) {
    func expect(_ isSound: Bool, _ what: String) {
      if !isSound { report("page \(number): \(what)") }
    }
    expect(meta.number == number, "it carries number \(meta.number)")
    expect(meta.flags == PageLayout.PageFlags.meta, "it is not marked as a head")
    expect(meta.magic == PageLayout.magic, "it is no head of LMDB")
    expect(meta.version == PageLayout.version, "version \(meta.version) is unknown")
    expect(meta.pageByteCount == PageLayout.pageByteCount, "pages of \(meta.pageByteCount) bytes")
    expect(meta.address == 0, "it asks for an address in memory")
    expect(
      meta.freePages.flags == PageLayout.TableFlags.integerKeys, "the free pages' keys are of another kind")
    expect(meta.main.flags == 0, "the tables' keys are of another kind")
    let pageLimit = meta.mapByteCount / UInt64(PageLayout.pageByteCount)
    expect(meta.lastPage >= 1 && meta.lastPage < pageLimit, "last page \(meta.lastPage) is impossible")
  }

  /// A free list: how many, then the numbers falling. `transaction` freed them.
  private mutating func checkFreeList(_ list: TreeWalk.FreeList) {
    let name = "the free pages of transaction \(list.transaction)"
    if list.transaction == 0 || list.transaction > metas.newest.transaction {
      return report("\(name): there was no such transaction")
    }
    let bytes = list.numbers.bytes(in: file)
    guard bytes.count >= 8, bytes.count % 8 == 0 else {
      return report("\(name): \(bytes.count) bytes are no list")
    }
    let count = bytes.number(at: 0, as: UInt64.self)
    guard count < UInt64(bytes.count / 8) else { return report("\(name): \(count) do not fit their place") }
    var above = UInt64.max
    for index in 0..<Int(count) where !isExhausted {
      let page = bytes.number(at: 8 + 8 * index, as: UInt64.self)
      if page >= above { report("\(name): page \(page) is out of order") }
      if let problem = use.takeFree(page) { report("page \(page): \(problem)") }
      above = page
    }
  }
}
