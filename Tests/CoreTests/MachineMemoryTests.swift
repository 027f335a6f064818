import Testing

@testable import Core

@Suite("Memory of the machine") struct MachineMemoryTests {
  @Test("a limit is read from a file, and the word for none is no limit")
  func limits() throws {
    let folder = try TemporaryFolder()
    for (text, expected) in [("536870912\n", 536_870_912), ("max\n", nil), ("", nil), ("0\n", nil)] {
      let path = folder["limit"]
      try ReplacementFile.write(Array(text.utf8), toPath: path)
      #expect(MachineMemory.limit(inFile: path) == expected, "\(text)")
    }
    #expect(MachineMemory.limit(inFile: folder["missing"]) == nil)
  }

  @Test("a machine that runs tests has at least 64 MB, and less than an exabyte")
  func sensible() {
    #expect((64 << 20..<1 << 60).contains(MachineMemory.byteCount))
  }
}
