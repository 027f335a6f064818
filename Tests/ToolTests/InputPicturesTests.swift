import Foundation
import Testing

@testable import sightline

@Suite struct InputPicturesTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Paths relative to the temporary folder.
  private func paths(_ operands: String...) -> (pictures: [String], problems: [String]) {
    let inputs = InputPictures(operands: operands.map { $0.replacing("~", with: folder.url.path) })
    let root = folder.url.path + "/"
    return (
      inputs.pictures.map { $0.path.replacing(root, with: "") },
      inputs.problems.map { $0.replacing(root, with: "") }
    )
  }

  @Test("a folder is walked and sorted by bytes, with pictures only")
  func folderWalk() throws {
    let names = [
      "f/b.png", "f/a.JPG", "f/B.jpeg", "f/sub/z.jpe", "f/sub/é.Png", "f/text.txt", "f/.x.jpg", "f/.h/y.jpg",
      "f/jpg", "f/a b.jpg",
    ]
    for name in names { try folder.write("", to: name) }
    #expect(
      paths("~/f").pictures
        == ["f/B.jpeg", "f/a b.jpg", "f/a.JPG", "f/b.png", "f/sub/z.jpe", "f/sub/é.Png"])
    #expect(paths("~/f/").pictures.count == 6)
  }

  @Test("a pipe in a folder is no picture, whatever its name")
  func pipeInFolder() throws {
    try folder.write("", to: "f/a.png")
    try #require(mkfifo(folder.url("f/b.png").path, 0o600) == 0)
    #expect(paths("~/f").pictures == ["f/a.png"])
  }

  @Test("a link to a folder inside a folder is not followed, so that there is no endless walk")
  func links() throws {
    try folder.write("", to: "f/a.png")
    try FileManager.default.createSymbolicLink(
      at: folder.url("f/loop"), withDestinationURL: folder.url("f"))
    try FileManager.default.createSymbolicLink(
      at: folder.url("f/link.png"), withDestinationURL: folder.url("f/a.png"))
    #expect(paths("~/f").pictures == ["f/a.png", "f/link.png"])
  }

  @Test("a list names files and folders, a line each")
  func list() throws {
    try folder.write("", to: "f/a.png")
    try folder.write("", to: "odd name")
    let root = folder.url.path
    try folder.write("# c\r\n\(root)/odd name\r\n\n\(root)/f\n\(root)/none", to: "list")
    let listed = paths("@~/list")
    #expect(listed.pictures == ["odd name", "f/a.png"])
    #expect(listed.problems == ["none: no such file or directory"])
  }

  @Test("files are taken whatever their names, and the order of operands is kept")
  func operands() throws {
    for name in ["b", ".hidden", "a.txt"] { try folder.write("", to: name) }
    #expect(paths("~/b", "-", "~/.hidden", "~/a.txt").pictures == ["b", "-", ".hidden", "a.txt"])
  }

  @Test("a file name in a list that is a dash is a file")
  func dashInList() throws {
    try folder.write("-\n", to: "list")
    #expect(paths("@~/list").problems == ["-: no such file or directory"])
  }

  @Test("bytes that are no UTF-8 are written with their numbers, the rest as it is")
  func escapedNames() {
    #expect(InputPictures.escaped(Array("caf".utf8) + [0xE9] + Array(".jpg".utf8)) == "caf\\xE9.jpg")
    #expect(InputPictures.escaped([0xC3, 0xA9, 0xF0, 0x9F, 0x98, 0x80, 0x05, 0xFF]) == "é😀\u{5}\\xFF")
  }

  @Test("problems of single files name them, others don't")
  func filesOfProblems() throws {
    try folder.write("", to: "f/notes.txt")
    let inputs = InputPictures(operands: [folder.url("none.jpg").path, folder.url("f").path])
    #expect(inputs.failures.map { $0.file?.reason } == ["no such file or directory", nil])
    #expect(inputs.failures[0].file?.path == folder.url("none.jpg").path)
  }
}
