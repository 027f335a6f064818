import Foundation
import Testing

@testable import Storage

/// Data files whose bytes are not what they were. Each test has its file in memory, or writes it anew.
@Suite("Damaged data files") struct DamagedFileTests {
  private let folder: TestFolder
  private let whole: [UInt8]

  init() throws {
    folder = try TestFolder()
    whole = try Self.smallFile(in: folder)
  }

  /// Both tables with branches and leaves, a large value, free pages: 40 pages or so. Sizes are even, since the byte
  /// that fills up an odd one can pass for a part of it.
  private static func smallFile(in folder: TestFolder) throws -> [UInt8] {
    let environment = try folder.open()
    let numbers = environment.table("numbers")
    let words = environment.table("words")
    for round in 0..<3 as Range<UInt8> {
      try environment.write { (transaction) throws(StorageError) in
        for key in 0..<12 as Range<UInt64> {
          try transaction.put(numbers, key, Array(repeating: round, count: 600 + 2 * Int(key)))
        }
        for index in 100..<200 { try transaction.put(words, bytes("w\(index)"), [round, 1]) }
        try transaction.put(words, bytes("between!"), Array(repeating: 1, count: 2000))
        try transaction.put(words, bytes("large!"), Array(repeating: round, count: 5000))
      }
    }
    return try [UInt8](Data(contentsOf: URL(fileURLWithPath: folder.dataFile)))
  }

  private func write(_ bytes: some Collection<UInt8>) throws {
    // A new file, since the old one's environment may be closing.
    try FileManager.default.removeItem(atPath: folder.dataFile)
    try Data(bytes).write(to: URL(fileURLWithPath: folder.dataFile))
  }

  private func problems(of bytes: [UInt8]) -> [String] {
    bytes.withUnsafeBytes { FileStructure.check($0, tables: [numbersTable, wordsTable]).problems }
  }

  @Test("the whole file is sound and opens")
  func sound() throws {
    #expect(problems(of: whole) == [])
    try write(whole)
    #expect(try folder.open(.reading).beginReading().number == 4)
  }

  @Test("a file that is cut anywhere is refused, and the walk says so too")
  func cut() throws {
    let pages = stride(from: 0, to: whole.count, by: 4096)
    let lengths = [pages.map(\.self), pages.map({ $0 + 1 }), pages.map({ $0 + 4095 }), [151, 152]]
    for length in lengths.joined() {
      let prefix = Array(whole.prefix(length))
      #expect(!problems(of: prefix).isEmpty, "\(length) bytes")
      try write(prefix)
      #expect(failureKind { _ = try folder.open(.reading) } == .damaged, "\(length) bytes")
    }
  }

  @Test(
    "a cut file is refused to writers too, and not taken for a new one", arguments: [1, 8191, 8192, 40_000])
  func cutForWriting(length: Int) throws {
    try write(whole.prefix(length))
    for creates in [false, true] {
      #expect(failureKind { _ = try folder.open(.writing(creates: creates)) } == .damaged)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.dataFile)).count == length)
  }

  @Test("other files are refused with what they are")
  func foreign() throws {
    func refusal(at offset: Int, _ value: UInt8) throws -> StorageError.Kind? {
      var bytes = whole
      bytes[offset] = value
      bytes[offset + 4096] = value
      try write(bytes)
      return failureKind { _ = try folder.open(.reading) }
    }
    #expect(try refusal(at: 16, 0) == .damaged)
    #expect(try refusal(at: 20, 2) == .wrongVersion)
    #expect(try refusal(at: 41, 0x40) == .wrongVersion)
    #expect(try refusal(at: 0, 0) == nil)
    try write(Array(repeating: 0x20, count: 20_000))
    #expect(failureKind { _ = try folder.open(.reading) } == .damaged)
  }

  @Test("no flipped byte makes the walk crash, and none that carries structure goes unnoticed")
  func flips() throws {
    let structural = structuralOffsets(of: whole)
    #expect(structural.count > 1000)
    var bytes = whole
    var unnoticed: [Int] = []
    for offset in bytes.indices {
      // One bit, a different one from byte to byte.
      bytes[offset] ^= 1 << UInt8(offset % 8)
      if problems(of: bytes).isEmpty, structural.contains(offset) { unnoticed.append(offset) }
      bytes[offset] = whole[offset]
    }
    #expect(unnoticed == [])
  }

  @Test("a file that passes the walk can be read by LMDB, whatever is wrong with it")
  func flipsThroughLibrary() throws {
    var bytes = whole
    var passed = 0
    for offset in stride(from: 0, to: bytes.count, by: 1013) {
      bytes[offset] = [.max, 0, whole[offset] ^ 0x10][offset % 3]
      if problems(of: bytes).isEmpty {
        passed += 1
        try write(bytes)
        try readAll()
      }
      bytes[offset] = whole[offset]
    }
    #expect(passed > 50)
  }

  private func readAll() throws {
    let environment = try folder.open(.reading)
    let transaction = try environment.beginReading()
    for name in ["numbers", "words"] {
      var cursor = try transaction.cursor(environment.table(name))
      var count = 0
      while try cursor.next() { count += cursor.value.byteCount > 0 ? 1 : 0 }
      #expect(count == (try transaction.entryCount(environment.table(name))))
    }
  }

  @Test(
    "a flipped transaction number, which makes the older state the newest, shows in what the transactions wrote"
  )
  func swappedStates() throws {
    let numbers = try twoStates()
    var file = try [UInt8](Data(contentsOf: URL(fileURLWithPath: folder.dataFile)))
    func stored(_ state: FileStructure.State) -> [UInt8]? {
      file.withUnsafeBytes { FileStructure.value(table: "words", key: bytes("number"), in: state, of: $0) }
    }
    #expect(stored(.newest) == [numbers.1] && stored(.older) == [numbers.0])
    // The newest becomes two older: a sound file, to all appearances.
    file[Int(numbers.1 % 2) * 4096 + 144] -= 2
    let structure = file.withUnsafeBytes { FileStructure.check($0) }
    #expect(structure.newestTransaction == UInt64(numbers.0))
    #expect(stored(.older) == [numbers.1])
  }

  /// Two commits that store their own numbers.
  private func twoStates() throws -> (UInt8, UInt8) {
    let environment = try folder.open()
    func commit() throws -> UInt8 {
      try environment.write { (transaction) throws(StorageError) in
        let number = UInt8(transaction.number)
        try transaction.put(environment.table("words"), bytes("number"), [number])
        return number
      }
    }
    return (try commit(), try commit())
  }
}

/// The bytes of pages in use that say how the file hangs together, found by reading the format a second time: what the
/// heads state, and of the other pages numbers, flags, bounds, places, and the heads of nodes.
private func structuralOffsets(of file: [UInt8]) -> Set<Int> {
  func number(_ offset: Int, _ count: Int) -> Int {
    (0..<count).reduce(0) { $0 | Int(file[offset + $1]) << (8 * $1) }
  }
  var found: Set<Int> = []
  for head in [0, 4096] {
    found.formUnion([head..<head + 8, head + 10..<head + 12, head + 16..<head + 24].joined())
    // The transaction's number stands last; one bit of it can make a sound file of another state.
    found.formUnion(head + 145..<head + 152)
  }
  let newest = number(144, 8) > number(4096 + 144, 8) ? 0 : 4096
  found.formUnion(newest + 40..<newest + 144)

  func visit(_ page: Int, isTableList: Bool) {
    let start = page * 4096
    let flags = number(start + 10, 2)
    found.formUnion([start..<start + 8, start + 10..<start + 16].joined())
    if flags == 4 { return }
    for place in stride(from: start + 16, to: start + number(start + 12, 2), by: 2) {
      let node = start + number(place, 2)
      found.formUnion([place..<place + 2, node..<node + 8].joined())
      let value = node + 8 + number(node + 6, 2)
      if flags == 1 {
        visit(number(node, 4), isTableList: isTableList)
      } else if number(node + 4, 2) == 1 {
        found.formUnion(value..<value + 8)
        // A large value has room to be longer or shorter; its own checksum tells.
        found.subtract(node..<node + 4)
        visit(number(value, 8), isTableList: false)
      } else if isTableList {
        found.formUnion(value..<value + 48)
        visit(number(value + 40, 8), isTableList: false)
      }
    }
  }
  visit(number(newest + 80, 8), isTableList: false)
  visit(number(newest + 128, 8), isTableList: true)
  return found
}
