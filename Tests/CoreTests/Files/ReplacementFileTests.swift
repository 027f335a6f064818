import Core
import Foundation
import Testing

@Suite("Files written whole or not at all") struct ReplacementFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("the old file is there until the new one is finished", arguments: [false, true])
  func atomic(durable: Bool) throws {
    try ReplacementFile.write(Array("old".utf8), toPath: folder["a"])
    let file = try ReplacementFile(path: folder["a"], durable: durable)
    try file.writeAll(Array("new ".utf8))
    try file.writeAll([])
    try file.writeAll(Array("text".utf8))
    #expect(try folder.bytes(of: "a") == Array("old".utf8))
    #expect(try folder.names().count == 2)
    try file.finish()
    #expect(try folder.bytes(of: "a") == Array("new text".utf8))
    #expect(try folder.names() == ["a"])
  }

  @Test("what is given up leaves no trace, and the old file as it was")
  func givenUp() throws {
    try ReplacementFile.write([1], toPath: folder["a"])
    do {
      let file = try ReplacementFile(path: folder["a"])
      try file.writeAll([2, 3])
    }
    #expect(try folder.names() == ["a"])
    #expect(try folder.bytes(of: "a") == [1])
  }

  @Test("two writers of one file don't meet: the last to finish wins")
  func twoWriters() throws {
    let first = try ReplacementFile(path: folder["a"])
    let second = try ReplacementFile(path: folder["a"])
    try second.writeAll([2])
    try first.writeAll([1])
    try second.finish()
    try first.finish()
    #expect(try folder.bytes(of: "a") == [1])
    #expect(try folder.names() == ["a"])
  }

  @Test("a file that is replaced hands its mode on")
  func mode() throws {
    try ReplacementFile.write([1], toPath: folder["a"])
    #expect(chmod(folder["a"], 0o640) == 0)
    try ReplacementFile.write([2], toPath: folder["a"])
    let attributes = try FileManager.default.attributesOfItem(atPath: folder["a"])
    #expect(attributes[.posixPermissions] as? Int == 0o640)
  }

  @Test("a link stays a link, also one that led nowhere", arguments: ["goal", "missing"])
  func links(goal: String) throws {
    try ReplacementFile.write([1], toPath: folder["goal"])
    try FileManager.default.createSymbolicLink(atPath: folder["link"], withDestinationPath: goal)
    try ReplacementFile.write([2, 3], toPath: folder["link"])
    #expect(try folder.bytes(of: goal) == [2, 3])
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder["link"]) == goal)
  }

  @Test("a name that is nearly too long can be written")
  func longName() throws {
    let name = String(repeating: "n", count: 250)
    try ReplacementFile.write([1], toPath: folder[name])
    #expect(try folder.names() == [name])
  }

  @Test("a device is written, not replaced, and a full one is an error")
  func devices() throws {
    try ReplacementFile.write([1, 2], toPath: "/dev/null", durable: true)
    var status = stat()
    #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    #expect(throws: FileError(.written, path: "/dev/full", number: ENOSPC)) {
      try ReplacementFile.write([1], toPath: "/dev/full")
    }
  }

  @Test("what cannot be written says why")
  func refusals() throws {
    #expect(throws: FileError(.written, path: folder.path, number: EISDIR)) {
      try ReplacementFile(path: folder.path)
    }
    let missing = folder["none/a"]
    let error = #expect(throws: FileError.self) { try ReplacementFile(path: missing) }
    #expect(error?.description == "\(missing): cannot be written: no such file or directory")
  }
}

@Suite("Files as memory") struct MappedFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("the bytes are those of the file", arguments: [0, 1, 4095, 4096, 4097, 100_000])
  func lengths(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try ReplacementFile.write(bytes, toPath: folder["a"])
    #expect(try MappedFile(path: folder["a"]).withUnsafeBytes { Array($0) } == bytes)
    #expect(try MappedFile(path: folder["a"], willReadAll: true).withUnsafeBytes { Array($0) } == bytes)
  }

  @Test("a file that is replaced keeps its old bytes for whoever has it mapped")
  func replaced() throws {
    try ReplacementFile.write([1, 2, 3], toPath: folder["a"])
    let mapped = try MappedFile(path: folder["a"])
    try ReplacementFile.write([4], toPath: folder["a"])
    #expect(mapped.withUnsafeBytes { Array($0) } == [1, 2, 3])
  }

  @Test("what has no bytes to map is refused")
  func refusals() {
    let expected = [(folder["none"], ENOENT), (folder.path, EISDIR), ("/dev/null", ENODEV)]
    for (path, number) in expected {
      #expect(throws: FileError(.read, path: path, number: number)) { try MappedFile(path: path) }
    }
  }
}
