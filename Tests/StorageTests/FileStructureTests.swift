import Core
import Foundation
import Testing

@testable import Storage

/// Random work as the collection does it: values of all sizes, in order and in none, removed again.
struct RandomWork {
  var generator: SeededGenerator
  let numbers: Table
  let words: Table

  init(seed: UInt64, _ environment: Environment) {
    generator = SeededGenerator(seed: seed)
    numbers = environment.table("numbers")
    words = environment.table("words")
  }

  /// Mostly small values, some just below and above what fits a page, few that take several pages.
  private mutating func value() -> [UInt8] {
    let limits = [20, 20, 300, 2030, 2060, 20_000]
    let count = generator.index(below: limits[generator.index(below: limits.count)])
    return Array(repeating: UInt8(truncatingIfNeeded: count), count: count)
  }

  private mutating func key() -> [UInt8] {
    let count = 1 + generator.index(below: generator.index(below: 20) == 0 ? 511 : 12)
    return (0..<count).map { _ in UInt8(97 + generator.index(below: 4)) }
  }

  mutating func run(_ transaction: inout WriteTransaction) throws(StorageError) {
    if generator.index(below: 30) == 0 { try transaction.deleteAll(numbers) }
    for _ in 0..<(1 + generator.index(below: 200)) {
      let number = UInt64(generator.index(below: 600))
      switch generator.index(below: 8) {
      case 0..<3: try transaction.put(numbers, number, value())
      case 3: try transaction.put(words, key(), value())
      case 4..<7: try transaction.delete(numbers, number)
      default: try transaction.delete(words, key())
      }
    }
  }
}

@Suite("The structure of a data file") struct FileStructureTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test("a new file is sound")
  func fresh() throws {
    let environment = try Environment.open(folder: folder.path, tables: [], access: .writing(creates: true))
    let structure = try FileStructure.check(dataFile: environment.dataFile)
    #expect(structure.problems == [])
    #expect(structure.transactions == [0, 0])
    #expect(structure.usedPageCount == 0 && structure.freePageCount == 0)
  }

  @Test("whatever is written and removed, the file is sound and no page is lost", arguments: 1...8)
  func sound(seed: Int) throws {
    let environment = try folder.open()
    var work = RandomWork(seed: UInt64(seed), environment)
    for round in 0..<25 {
      // Some states stay in use while others are written, so that free pages wait.
      let reader = round % 7 < 5 ? try environment.beginReading() : nil
      for _ in 0..<(1 + round % 3) {
        try environment.write { (transaction) throws(StorageError) in try work.run(&transaction) }
      }
      let structure = try FileStructure.check(dataFile: environment.dataFile)
      #expect(structure.problems == [])
      #expect(structure.newestTransaction == (try environment.beginReading().number))
      let pageCount = structure.usedPageCount + structure.freePageCount + 2
      #expect(environment.fileByteCount >= pageCount * 4096)
      _ = reader?.number
    }
  }

  @Test("pages of all tables are counted")
  func counts() throws {
    let environment = try folder.open()
    try environment.write { (transaction) throws(StorageError) in
      try transaction.put(environment.table("numbers"), 1, Array(repeating: 7, count: 16_368))
    }
    let structure = try FileStructure.check(dataFile: environment.dataFile)
    // A leaf of tables, a leaf of numbers, four pages of a large value, and the list of free pages.
    #expect(structure.usedPageCount == 7)
    #expect(structure.problems == [])
  }

  @Test("values of both states are found without the library")
  func states() throws {
    let environment = try folder.open()
    let words = environment.table("words")
    let numbers = environment.table("numbers")
    for round in 1...3 as ClosedRange<UInt8> {
      try environment.write { (transaction) throws(StorageError) in
        for index in 0..<500 {
          try transaction.put(words, bytes("word \(index)"), [round, UInt8(index % 100)])
        }
        try transaction.put(numbers, 5, Array(repeating: round, count: 9000))
      }
    }
    func value(_ table: String, _ key: [UInt8], _ state: FileStructure.State) throws -> [UInt8]? {
      try FileStructure.value(table: table, key: key, in: state, dataFile: environment.dataFile)
    }
    for index in 0..<500 {
      #expect(try value("words", bytes("word \(index)"), .newest) == [3, UInt8(index % 100)])
      #expect(try value("words", bytes("word \(index)"), .older) == [2, UInt8(index % 100)])
    }
    #expect(try value("numbers", [5, 0, 0, 0, 0, 0, 0, 0], .older) == Array(repeating: 2, count: 9000))
    #expect(try value("words", bytes("nothing"), .newest) == nil)
    #expect(try value("nothing", bytes("word 1"), .newest) == nil)
  }

  @Test("a file that LMDB left shorter than it says is opened, since nothing is missing")
  func neverWritten() throws {
    try writeAndTakeBack()
    var file = try Data(contentsOf: URL(fileURLWithPath: folder.dataFile))
    let structure = file.withUnsafeBytes { FileStructure.check($0) }
    #expect(structure.problems == [])
    // As a process leaves it that is killed right after its commit.
    let pages = 0..<file.count / 4096
    let last = try #require(pages.last { page in file[page * 4096..<(page + 1) * 4096].contains { $0 != 0 } })
    #expect(last < pages.upperBound - 50)
    file.count = (last + 1) * 4096
    #expect(file.withUnsafeBytes { FileStructure.check($0) } == structure)
    try file.write(to: URL(fileURLWithPath: folder.dataFile))
    let environment = try folder.open(.reading)
    let transaction = try environment.beginReading()
    #expect(try transaction.get(environment.table("numbers"), 1)?.byteCount == 40_000)
    #expect(environment.fileByteCount == pages.upperBound * 4096)
  }

  /// The last pages are given back by the transaction that took them, and others before them are free.
  private func writeAndTakeBack() throws {
    let environment = try folder.open()
    let numbers = environment.table("numbers")
    for round in 0..<5 as Range<UInt8> {
      try environment.write { (transaction) throws(StorageError) in
        try transaction.put(numbers, 1, Array(repeating: round, count: 40_000))
      }
    }
    try environment.write { (transaction) throws(StorageError) in
      try transaction.put(numbers, 3, [3])
      try transaction.put(numbers, 2, Array(repeating: 2, count: 400_000))
      try transaction.delete(numbers, 2)
    }
  }
}
