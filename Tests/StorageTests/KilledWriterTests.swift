import Foundation
import Testing

@testable import Storage

@Suite("Killed writers") struct KilledWriterTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// One transaction: every key gets the round as its value, in pages of all kinds; more keys in every other round.
  private static func write(_ round: UInt8, _ environment: Environment) throws(StorageError) {
    let numbers = environment.table("numbers")
    try environment.write { (transaction) throws(StorageError) in
      if round % 8 == 0 { try transaction.deleteAll(numbers) }
      for key in 0..<(round % 2 == 0 ? 100 : 300) as Range<UInt64> {
        try transaction.put(numbers, key, Array(repeating: round, count: key % 10 == 0 ? 6000 : 100))
      }
      for key in 100..<300 as Range<UInt64> where round % 2 == 0 { try transaction.delete(numbers, key) }
    }
  }

  @Test("a writer that is killed at any moment leaves what it committed last, whole")
  func killed() async throws {
    try Self.write(0, folder.open())
    let path = folder.path
    for attempt in 1...12 {
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [path = path as String, microseconds = 300 * attempt * attempt as Int] in
        let environment = try Environment.open(
          folder: path, tables: [numbersTable], access: .writing(creates: false))
        Thread.detachNewThread {
          usleep(UInt32(microseconds))
          kill(getpid(), SIGKILL)
        }
        var round = UInt8(truncatingIfNeeded: try environment.beginReading().number)
        while true {
          try KilledWriterTests.write(round, environment)
          round &+= 1
        }
      }
      try checkWhole()
    }
    #expect(try folder.open(.reading).beginReading().number > 10)
  }

  /// The structure is sound, and one transaction wrote all of it.
  private func checkWhole() throws {
    let structure = try FileStructure.check(dataFile: folder.dataFile, tables: [numbersTable])
    #expect(structure.problems == [])
    let environment = try folder.open(.reading)
    let transaction = try environment.beginReading()
    var cursor = try transaction.cursor(environment.table("numbers"))
    var rounds: Set<UInt8> = []
    var count = 0
    while try cursor.next() {
      rounds.formUnion(cursor.value.bytes)
      count += 1
    }
    let round = try #require(rounds.first)
    #expect(rounds.count == 1 && count == (round % 2 == 0 ? 100 : 300))
  }
}
