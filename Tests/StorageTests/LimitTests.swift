import Foundation
import Testing

@testable import Storage

/// No room, no places, no rights: what is said, and that nothing is lost. What would disturb other tests happens in
/// processes of its own.
@Suite("Limits") struct LimitTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private static func fill(_ environment: Environment, byteCount: Int) throws(StorageError) {
    try environment.write { (transaction) throws(StorageError) in
      for key in 0..<UInt64(byteCount / 2000) {
        try transaction.put(environment.table("numbers"), key, Array(repeating: 1, count: 2000))
      }
    }
  }

  @Test("a full map is said to be one, and the state before stays")
  func mapFull() throws {
    var limits = Environment.Limits()
    limits.mapByteCount = 1 << 20
    let environment = try folder.open(limits: limits)
    try Self.fill(environment, byteCount: 100_000)
    #expect(failureKind { try Self.fill(environment, byteCount: 2_000_000) } == .mapFull)
    let transaction = try environment.beginReading()
    #expect(try transaction.entryCount(environment.table("numbers")) == 50)
    #expect(try FileStructure.check(dataFile: environment.dataFile).problems == [])
  }

  @Test(
    "a full disk is said to be full, with what is free and what was needed, and nothing is lost",
    .enabled(if: mayMount, "only who may mount can have a small disk"))
  func diskFull() async throws {
    let path = folder.path
    await #expect(processExitsWith: .success) { [path = path as String] in
      try mountDisk(at: path, megabytes: 2)
      let environment = try Environment.open(
        folder: path, tables: [numbersTable], access: .writing(creates: true))
      try Self.fill(environment, byteCount: 500_000)
      do throws(StorageError) {
        try Self.fill(environment, byteCount: 5_000_000)
        exit(1)
      } catch {
        #expect(error.kind == .full)
        #expect(
          error.sentence.contains("on the disk: ") && error.sentence.contains("5.0 MB needed"), "\(error)")
      }
      #expect(try FileStructure.check(dataFile: environment.dataFile).problems == [])
      try environment.write { try $0.put(environment.table("numbers"), 1000, [1]) }
      #expect(try environment.beginReading().entryCount(environment.table("numbers")) == 251)
    }
  }

  @Test(
    "a disk that cannot be written is read, and writing says why it cannot be",
    .enabled(if: mayMount, "only who may mount can have a disk that cannot be written"))
  func readOnlyDisk() async throws {
    let path = folder.path
    await #expect(processExitsWith: .success) { [path = path as String] in
      try mountDisk(at: path, megabytes: 2)
      do {
        let environment = try Environment.open(
          folder: path, tables: [numbersTable], access: .writing(creates: true))
        try Self.fill(environment, byteCount: 100_000)
      }
      unlink(path + "/lock.mdb")
      try makeReadOnly(path)
      let environment = try Environment.open(folder: path, tables: [numbersTable], access: .reading)
      #expect(try environment.beginReading().entryCount(environment.table("numbers")) == 50)
      #expect(!environment.isWritable)
      for creates in [false, true] {
        let kind = failureKind {
          _ = try Environment.open(folder: path, tables: [], access: .writing(creates: creates))
        }
        #expect(kind == .readOnly)
      }
      #expect(
        failureKind { _ = try WriterLock.acquire(path: path + "/writer.lock", onWait: {}) } == .readOnly)
    }
  }

  @Test("a folder that one may not write is read, and writing says why it cannot be")
  func noPermission() async throws {
    try Self.fill(folder.open(), byteCount: 100_000)
    chmod(folder.path, 0o555)
    defer { chmod(folder.path, 0o755) }
    for file in ["data.mdb", "lock.mdb"] { chmod(folder.path(file), 0o444) }
    let path = folder.path
    await #expect(processExitsWith: .success) { [path = path as String] in
      // Nothing is forbidden to the superuser.
      if geteuid() == 0 { seteuid(65534) }
      #expect(
        failureKind { _ = try Environment.open(folder: path, tables: [], access: .writing(creates: true)) }
          == .noPermission)
      let environment = try Environment.open(folder: path, tables: [numbersTable], access: .reading)
      #expect(try environment.beginReading().entryCount(environment.table("numbers")) == 50)
      #expect(
        failureKind { _ = try Environment.open(folder: path, tables: [], access: .writing(creates: false)) }
          != nil)
      #expect(failureKind { _ = try WriterLock.acquire(path: path + "/new", onWait: {}) } == .noPermission)
    }
  }

  @Test("where no file may grow, writing fails with what was needed, and goes on when there is room")
  func sizeLimit() async throws {
    let path = folder.path
    await #expect(processExitsWith: .success) { [path = path as String] in
      signal(SIGXFSZ, SIG_IGN)
      let environment = try Environment.open(
        folder: path, tables: [numbersTable], access: .writing(creates: true))
      try Self.fill(environment, byteCount: 100_000)
      var limit = rlimit(rlim_cur: 1_000_001, rlim_max: rlim_t.max)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      do throws(StorageError) {
        try Self.fill(environment, byteCount: 3_000_000)
        exit(1)
      } catch {
        #expect(error.kind == .full)
        #expect(error.sentence.contains("at least 3.0 MB needed"), "\(error)")
      }
      try Self.fill(environment, byteCount: 200_000)
      limit.rlim_cur = rlim_t.max
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      try Self.fill(environment, byteCount: 3_000_000)
    }
    #expect(try FileStructure.check(dataFile: folder.dataFile).problems == [])
    let environment = try folder.open(.writing(creates: false))
    #expect(try environment.beginReading().entryCount(environment.table("numbers")) == 1500)
  }

  @Test("readers of a process that died give their places back")
  func staleReaders() async throws {
    let environment = try folder.open()
    try await leaveReaders(count: 3)
    #expect(environment.clearStaleReaders() == 3)
    #expect(environment.clearStaleReaders() == 0)
  }

  /// Lets a process die with open transactions.
  private func leaveReaders(count: Int) async throws {
    let path = folder.path
    await #expect(processExitsWith: .exitCode(7)) { [path = path as String, count = count as Int] in
      let environment = try Environment.open(folder: path, tables: [], access: .reading)
      func hold(_ count: Int) throws {
        let transaction = try environment.beginReading()
        if count == 1 { _exit(7) }
        try hold(count - 1)
        _ = transaction.number
      }
      try hold(count)
    }
  }

  @Test("more readers than places are refused, unless some of them are dead")
  func readersFull() async throws {
    var limits = Environment.Limits()
    limits.readerCount = 3
    let environment = try folder.open(limits: limits)
    do {
      let first = try environment.beginReading()
      let second = try environment.beginReading()
      let third = try environment.beginReading()
      #expect(failureKind { _ = try environment.beginReading() } == .readersFull)
      #expect(first.number == second.number && second.number == third.number)
    }
    try await leaveReaders(count: 3)
    #expect(failureKind { _ = try environment.beginReading() } == nil)
  }
}
