/// Which pages of a file have an owner. A page with two is a fault; so is one that a tree needs and the file lacks.
struct PageUse {
  /// The highest page number that the file's head admits.
  let lastPage: UInt64
  /// For each page that lies in the file completely.
  private var isTaken: [Bool]
  /// Free pages behind the end of the file, which were never written.
  private var takenBehind: Set<UInt64> = []
  private(set) var usedCount = 0
  private(set) var freeCount = 0

  init(fileByteCount: Int, lastPage: UInt64) {
    self.lastPage = lastPage
    isTaken = Array(repeating: false, count: fileByteCount / PageLayout.pageByteCount)
    for head in isTaken.indices.prefix(Int(PageLayout.metaPageCount)) { isTaken[head] = true }
  }

  /// Takes `count` pages from `first` on for a tree; otherwise says why that is impossible.
  mutating func take(_ first: UInt64, count: Int = 1) -> String? {
    guard first >= PageLayout.metaPageCount, first <= lastPage, UInt64(count) <= lastPage - first + 1 else {
      return "is no page of the file's trees"
    }
    guard first < UInt64(isTaken.count), count <= isTaken.count - Int(first) else {
      return "lies behind the end of the file, which was cut"
    }
    let pages = Int(first)..<Int(first) + count
    if pages.contains(where: { isTaken[$0] }) { return "is used twice" }
    for page in pages { isTaken[page] = true }
    usedCount += count
    return nil
  }

  /// Takes a page that the list of free pages names.
  mutating func takeFree(_ page: UInt64) -> String? {
    guard page >= PageLayout.metaPageCount, page <= lastPage else { return "is no page of the file" }
    if page < UInt64(isTaken.count) {
      if isTaken[Int(page)] { return "is free and in use, or free twice" }
      isTaken[Int(page)] = true
    } else if !takenBehind.insert(page).inserted {
      return "is free twice"
    }
    freeCount += 1
    return nil
  }

  /// Pages that are neither used nor free.
  var lostCount: Int {
    Int(clamping: lastPage) + 1 - Int(PageLayout.metaPageCount) - usedCount - freeCount
  }
}
