import Testing

@testable import Storage

@Suite("Transactions") struct TransactionTests {
  private let folder: TestFolder
  private let environment: Environment
  private let numbers: Table
  private let words: Table

  init() throws {
    folder = try TestFolder()
    environment = try folder.open()
    numbers = environment.table("numbers")
    words = environment.table("words")
  }

  @Test("what was put is got, by number and by bytes, and what was not is absent")
  func roundTrip() throws {
    try environment.write { (transaction) throws(StorageError) in
      try transaction.put(numbers, 7, [1, 2, 3])
      try transaction.put(words, bytes("word"), bytes("value"))
      try transaction.put(words, bytes("empty"), [])
    }
    let transaction = try environment.beginReading()
    #expect(try transaction.get(numbers, 7)?.bytes == [1, 2, 3])
    #expect(try transaction.get(numbers, 8)?.bytes == nil)
    #expect(try transaction.get(words, bytes("word"))?.bytes == bytes("value"))
    #expect(try transaction.get(words, bytes("empty"))?.bytes == [])
    #expect(try transaction.get(words, bytes("wor"))?.bytes == nil)
    #expect(try transaction.entryCount(numbers) == 1)
    #expect(try transaction.entryCount(words) == 2)
  }

  @Test("keys that are numbers come in the order of numbers")
  func integerOrder() throws {
    let keys: [UInt64] = [1 << 40, 3, 256, 0, .max, 1 << 32, 255]
    try environment.write { (transaction) throws(StorageError) in
      for key in keys { try transaction.put(numbers, key, [UInt8(truncatingIfNeeded: key)]) }
    }
    let transaction = try environment.beginReading()
    var cursor = try transaction.cursor(numbers)
    var found: [UInt64] = []
    while try cursor.next() { found.append(cursor.key) }
    #expect(found == keys.sorted())
    #expect(try cursor.seek(257))
    #expect(cursor.key == 1 << 32 && cursor.value.bytes == [0])
    #expect(try cursor.previous())
    #expect(cursor.key == 256)
    #expect(try cursor.last())
    #expect(cursor.key == .max)
    #expect(try !cursor.next())
    #expect(try cursor.first())
    #expect(cursor.key == 0)
    #expect(try !cursor.previous())
  }

  @Test("keys that are bytes come in the order of bytes, beginnings first")
  func byteOrder() throws {
    let keys = ["b", "a", "ab", "aa", "ba", "é", "A"].map(bytes)
    try environment.write { (transaction) throws(StorageError) in
      for key in keys { try transaction.put(words, key, key) }
    }
    let transaction = try environment.beginReading()
    var cursor = try transaction.cursor(words)
    var found: [[UInt8]] = []
    while try cursor.next() {
      #expect(cursor.keyBytes.bytes == cursor.value.bytes)
      found.append(cursor.keyBytes.bytes)
    }
    #expect(found == keys.sorted { $0.lexicographicallyPrecedes($1) })
    #expect(try cursor.seek(bytes("ac")))
    #expect(cursor.keyBytes.bytes == bytes("b"))
    #expect(try !cursor.seek([0xFF]))
  }

  @Test("keys that cannot be stored are absent, and can be sought")
  func impossibleKeys() throws {
    let long = Array(repeating: UInt8(ascii: "w"), count: 512)
    try environment.write { (transaction) throws(StorageError) in
      try transaction.put(words, bytes("v"), [1])
      try transaction.put(words, Array(long.prefix(511)), [2])
      let isFound = try [transaction.delete(words, []), transaction.delete(words, long)]
      #expect(isFound == [false, false])
    }
    let transaction = try environment.beginReading()
    #expect(try transaction.get(words, long)?.bytes == nil)
    #expect(try transaction.get(words, [])?.bytes == nil)
    #expect(try transaction.get(words, Array(long.prefix(511)))?.bytes == [2])
    var cursor = try transaction.cursor(words)
    #expect(try cursor.seek([]))
    #expect(cursor.keyBytes.bytes == bytes("v"))
    #expect(try !cursor.seek(long))
  }

  private struct Stop: StorageFailure {
    init() {}
    init(_ error: StorageError) {}
  }

  @Test("an error undoes everything since the beginning")
  func abort() throws {
    try environment.write { (transaction) throws(StorageError) in try transaction.put(numbers, 1, [1]) }
    #expect(throws: Stop.self) {
      try environment.write { (transaction) throws(Stop) in
        do throws(StorageError) {
          try transaction.put(numbers, 1, [2])
          try transaction.put(numbers, 2, [2])
        } catch { throw Stop(error) }
        throw Stop()
      }
    }
    let transaction = try environment.beginReading()
    #expect(try transaction.get(numbers, 1)?.bytes == [1])
    #expect(try transaction.entryCount(numbers) == 1)
  }
}
