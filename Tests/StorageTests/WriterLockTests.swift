import Foundation
import Synchronization
import Testing

@testable import Storage

@Suite("The writer's lock") struct WriterLockTests {
  private let folder: TestFolder
  private var path: String { folder.path("writer.lock") }

  init() throws { folder = try TestFolder() }

  /// Another process that holds the lock until it is told to end, by closing its input.
  private func holder() throws -> (process: Process, input: Pipe) {
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
    process.arguments = ["--close", path, "sh", "-c", "echo held; read line"]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    _ = output.fileHandleForReading.availableData
    return (process, input)
  }

  @Test("a free lock is taken at once, and given back with the value")
  func free() throws {
    for _ in 0..<2 {
      var hasWaited = false
      let lock = try WriterLock.acquire(path: path, onWait: { hasWaited = true })
      #expect(!hasWaited)
      _ = lock
    }
  }

  @Test("another process's lock is waited for, said once, and gone when that process is killed")
  func waiting() throws {
    let (process, input) = try holder()
    var waitCount = 0
    var askedCount = 0
    let lock = try WriterLock.acquire(
      path: path, onWait: { waitCount += 1 },
      shouldStop: {
        askedCount += 1
        if askedCount == 3 { kill(process.processIdentifier, SIGKILL) }
        return askedCount > 200
      })
    #expect(waitCount == 1 && askedCount >= 3)
    _ = lock
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  @Test("waiting can be stopped")
  func stopping() throws {
    let (process, input) = try holder()
    #expect(
      failureKind { _ = try WriterLock.acquire(path: path, onWait: {}, shouldStop: { true }) } == .inUse)
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(failureKind { _ = try WriterLock.acquire(path: path, onWait: {}, shouldStop: { true }) } == nil)
  }

  @Test("two writers of one process wait for each other too")
  func sameProcess() async throws {
    let path = path
    let counter = HolderCounter()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          guard let lock = try? WriterLock.acquire(path: path, onWait: {}) else { return }
          counter.change(by: 1)
          usleep(1000)
          counter.change(by: -1)
          _ = lock
        }
      }
    }
    #expect(counter.most == 1 && counter.total == 4)
  }
}

/// Counts who holds something now, at most at a time, and ever.
private final class HolderCounter: Sendable {
  private let counts = Mutex((now: 0, most: 0, total: 0))

  func change(by step: Int) {
    counts.withLock { counts in
      counts.now += step
      counts.most = max(counts.most, counts.now)
      counts.total += max(step, 0)
    }
  }

  var most: Int { counts.withLock { $0.most } }
  var total: Int { counts.withLock { $0.total } }
}
