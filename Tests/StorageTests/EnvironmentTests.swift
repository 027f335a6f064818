import Foundation
import Testing

@testable import Storage

@Suite("Environments") struct EnvironmentTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func put(_ environment: Environment, _ key: UInt64, _ value: [UInt8]) throws {
    try environment.write { (transaction) throws(StorageError) in
      try transaction.put(environment.table("numbers"), key, value)
    }
  }

  private func value(_ environment: Environment, _ key: UInt64) throws -> [UInt8]? {
    let transaction = try environment.beginReading()
    return try transaction.get(environment.table("numbers"), key)?.bytes
  }

  @Test("the same folder opened twice is one environment, by whatever path")
  func registry() throws {
    let environment = try folder.open()
    let link = folder.path + "-link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.path)
    defer { try? FileManager.default.removeItem(atPath: link) }
    #expect(try folder.open(.writing(creates: false)) === environment)
    #expect(try folder.open(.reading) === environment)
    #expect(try Environment.open(folder: link, tables: [numbersTable], access: .reading) === environment)
    let more = TableDescription("more", keys: .bytes)
    #expect(!environment.hasTable("more"))
    _ = try Environment.open(folder: link, tables: [more], access: .writing(creates: false))
    #expect(environment.hasTable("more"))
  }

  @Test("an environment opened for reading first writes later")
  func readingFirst() throws {
    try put(folder.open(), 1, [1])
    let reading = try folder.open(.reading)
    #expect(try value(reading, 1) == [1])
    let writing = try folder.open(.writing(creates: false))
    try put(writing, 1, [2])
    #expect(try value(reading, 1) == [2])
  }

  @Test("what is missing is said to be missing, and nothing is made by reading")
  func missing() throws {
    #expect(failureKind { _ = try folder.open(.reading) } == .missing)
    #expect(failureKind { _ = try folder.open(.writing(creates: false)) } == .missing)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    let nowhere = folder.path("a/b")
    for access in [Environment.Access.reading, .writing(creates: true)] {
      #expect(
        failureKind { _ = try Environment.open(folder: nowhere, tables: [], access: access) } == .missing)
    }
    try put(folder.open(), 1, [1])
    let absent = TableDescription("absent", keys: .integers)
    #expect(failureKind { _ = try open([absent], .reading) } == .missing)
    let optional = TableDescription("absent", keys: .integers, isOptional: true)
    #expect(try !open([optional], .reading).hasTable("absent"))
    #expect(try open([optional], .writing(creates: false)).hasTable("absent"))
  }

  private func open(
    _ tables: [TableDescription], _ access: Environment.Access
  ) throws(StorageError) -> Environment {
    try Environment.open(folder: folder.path, tables: tables, access: access)
  }

  @Test("a table whose keys are of another kind is refused")
  func otherKind() throws {
    // The last environment has to be gone: an open one knows its tables.
    try put(folder.open(), 1, [1])
    #expect(failureKind { _ = try open([TableDescription("numbers", keys: .bytes)], .reading) } == .damaged)
  }

  @Test("a file without a byte, left by a process that was killed while it made it, is made anew")
  func killedAtCreation() throws {
    try Data().write(to: URL(fileURLWithPath: folder.dataFile))
    #expect(failureKind { _ = try folder.open(.reading) } == .damaged)
    try put(folder.open(), 1, [1])
    #expect(try value(folder.open(.reading), 1) == [1])
  }

  @Test("a reader keeps its state while others are written, and later ones see theirs")
  func snapshots() throws {
    let environment = try folder.open()
    let numbers = environment.table("numbers")
    try put(environment, 1, Array(repeating: 0, count: 5000))
    let first = try environment.beginReading()
    var cursor = try first.cursor(numbers)
    _ = try cursor.next()
    let span = cursor.value
    for round in 1...50 as ClosedRange<UInt8> {
      try put(environment, 1, Array(repeating: round, count: 5000))
      #expect(try value(environment, 1) == Array(repeating: round, count: 5000))
    }
    #expect(span.bytes == Array(repeating: 0, count: 5000))
    #expect(try first.get(numbers, 1)?.bytes == Array(repeating: 0, count: 5000))
    #expect(first.number + 50 == (try environment.beginReading().number))
  }

  @Test("readers on several threads see whole transactions only, while one writes")
  func concurrency() async throws {
    let environment = try folder.open()
    let numbers = environment.table("numbers")
    let keys = 0..<40 as Range<UInt64>
    let write = { @Sendable (round: UInt64) throws in
      try environment.write { (transaction) throws(StorageError) in
        for key in keys { try transaction.put(numbers, key, withUnsafeBytes(of: round) { Array($0) }) }
      }
    }
    try write(0)
    let torn = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<3 {
        group.addTask {
          var torn = 0
          for _ in 0..<300 {
            let transaction = try environment.beginReading()
            var cursor = try transaction.cursor(numbers)
            var rounds: Set<[UInt8]> = []
            while try cursor.next() { rounds.insert(cursor.value.bytes) }
            if rounds.count != 1 { torn += 1 }
          }
          return torn
        }
      }
      for round in 1...100 as ClosedRange<UInt64> { try write(round) }
      return try await group.reduce(0, +)
    }
    #expect(torn == 0)
  }

  @Test("bytes may be written in place, at the end, and all be removed")
  func placements() throws {
    let environment = try folder.open()
    let numbers = environment.table("numbers")
    let words = environment.table("words")
    try environment.write { (transaction) throws(StorageError) in
      for key in 0..<100 as Range<UInt64> { try transaction.append(numbers, key, [UInt8(key)]) }
      try transaction.reserve(numbers, 200, byteCount: 6000, .atEnd) {
        $0.initializeMemory(as: UInt8.self, repeating: 9)
      }
      try transaction.append(words, bytes("a"), [1])
      try transaction.append(words, bytes("b"), [2])
      let isGone = try transaction.delete(numbers, 50)
      let wasThere = try transaction.delete(numbers, 150)
      #expect(isGone && !wasThere)
      #expect(transaction.writtenByteCount == 100 * 9 + 6008 + 4)
    }
    #expect(try value(environment, 200) == Array(repeating: 9, count: 6000))
    #expect(try value(environment, 50) == nil)
    try environment.write { try $0.deleteAll(numbers) }
    let transaction = try environment.beginReading()
    #expect(try transaction.entryCount(numbers) == 0)
    #expect(try transaction.storedByteCount(numbers) == 0)
    #expect(try transaction.entryCount(words) == 2)
    #expect(try transaction.storedByteCount(words) == 4096)
  }

  @Test("values written in order fill their pages")
  func appending() throws {
    let environment = try folder.open()
    let numbers = environment.table("numbers")
    // Two values of 2022 bytes with their keys fill a page.
    try environment.write { (transaction) throws(StorageError) in
      for key in 0..<1000 as Range<UInt64> {
        try transaction.append(numbers, key, Array(repeating: 1, count: 2022))
      }
    }
    let transaction = try environment.beginReading()
    let pages = try transaction.storedByteCount(numbers) / 4096
    #expect(pages >= 500 && pages <= 505)
  }
}
