import Foundation
import Testing

@testable import sightline

@Suite struct OutputFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func path(_ name: String) -> String { folder.url(name).path }

  @Test("a file appears only when it is finished")
  func atomic() throws {
    try folder.write("old", to: "a")
    let file = try OutputFile(path: path("a"))
    try file.write(Array("new ".utf8))
    try file.write(Array("text".utf8))
    #expect(try folder.bytes(of: "a") == Data("old".utf8))
    try file.finish()
    #expect(try folder.bytes(of: "a") == Data("new text".utf8))
    #expect(try folder.names() == ["a"])
  }

  @Test("a file that is given up leaves no trace")
  func givenUp() throws {
    do {
      let file = try OutputFile(path: path("a"))
      try file.write([1, 2, 3])
      #expect(try folder.names().count == 1)
    }
    #expect(try folder.names().isEmpty)
  }

  @Test("a link's goal is replaced, not the link")
  func link() throws {
    try folder.write("old", to: "goal/a")
    try FileManager.default.createSymbolicLink(
      at: folder.url("link"), withDestinationURL: folder.url("goal/a"))
    try OutputFile.write(Array("new".utf8), toPath: path("link"))
    #expect(try folder.bytes(of: "goal/a") == Data("new".utf8))
    #expect(FileSystem.isSymbolicLink(path("link")))
  }

  @Test("a device is written, not replaced")
  func device() throws {
    try OutputFile.write([1, 2, 3], toPath: "/dev/null")
    #expect(FileSystem.status(of: "/dev/null")?.isRegularFile == false)
  }

  @Test("a full device is an error that names the file")
  func full() {
    #expect(throws: ToolError.failure("/dev/full: cannot be written: no space left on device")) {
      try OutputFile.write([1], toPath: "/dev/full")
    }
  }

  @Test("folders are created with those above them")
  func folders() throws {
    try FileSystem.createFolder(path("a/b//c"))
    try FileSystem.createFolder(path("a/b/c/"))
    #expect(FileSystem.status(of: path("a/b/c"))?.isDirectory == true)
  }
}
