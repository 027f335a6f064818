import Core
import Foundation
import Testing

@testable import Retrieval

@Suite("The list of rejected pictures") struct RejectedPicturesTests {
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
  }

  private func update(_ change: (inout RejectedPictures) -> Void) throws {
    var list = try RejectedPictures(collection: folder.path)
    change(&list)
    try list.write()
  }

  @Test("a line of name and reason each, sorted by name")
  func lines() throws {
    try update {
      $0.add("b.jpg", reason: "no such file")
      $0.add("a.jpg", reason: "is a GIF picture")
    }
    #expect(try folder.text(of: "rejected.tsv") == "a.jpg\tis a GIF picture\nb.jpg\tno such file\n")
    #expect(try folder.names() == ["rejected.tsv"])
  }

  @Test("names that were not tried again stay, those that are in now go, new reasons replace old ones")
  func later() throws {
    try update { for name in ["a", "b", "c"] { $0.add(name, reason: "old") } }
    try update {
      $0.drop("b")
      $0.drop("never there")
      $0.add("c", reason: "new")
      $0.add("d", reason: "new")
    }
    #expect(try folder.text(of: "rejected.tsv") == "a\told\nc\tnew\nd\tnew\n")
  }

  @Test("tabulators, lines' ends and backslashes come back as they were")
  func escapes() throws {
    let names = ["tab\tname", "line\nname", "both\\t\t", "\r", "\\", "é\u{1}", ""]
    try update { for name in names { $0.add(name, reason: "reason of \(name)") } }
    let text = try folder.text(of: "rejected.tsv")
    #expect(text.split(separator: "\n").count == names.count)
    #expect(text.contains("tab\\tname\treason of tab\\tname\n"))
    let list = try RejectedPictures(collection: folder.path + "/")
    for name in names { #expect(list[name] == "reason of \(name)") }
    #expect(list.count == names.count)
  }

  @Test("without entries there is no file")
  func empty() throws {
    try update { _ in }
    #expect(try folder.names().isEmpty)
    try update { $0.add("a", reason: "r") }
    try update { $0.drop("a") }
    #expect(try folder.names().isEmpty)
  }

  @Test("an unchanged list is not written again, so a collection that is read-only does no harm")
  func unchanged() throws {
    try update { $0.add("a", reason: "r") }
    let before = try FileManager.default.attributesOfItem(atPath: folder.path("rejected.tsv"))
    try update {
      $0.add("a", reason: "r")
      $0.drop("b")
    }
    let after = try FileManager.default.attributesOfItem(atPath: folder.path("rejected.tsv"))
    #expect(before[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int)
  }

  @Test("lines of somebody else are left out, and what cannot be read or written is said")
  func damaged() throws {
    _ = try folder.write(
      Array("no reason\na\tgood\nb\t\\x\n\tthree\tfields\n".utf8) + [0xFF, 9, 65, 10], to: "rejected.tsv")
    let list = try RejectedPictures(collection: folder.path)
    #expect(list.count == 1 && list["a"] == "good")

    let missing = folder.path("missing")
    var lost = try RejectedPictures(collection: missing)
    lost.add("a", reason: "r")
    let error = #expect(throws: RetrievalError.self) { try lost.write() }
    #expect(error?.path == missing + "/rejected.tsv")
    #expect(throws: RetrievalError.self) {
      _ = try folder.write([], to: "file")
      _ = try RejectedPictures(collection: folder.path("file"))
    }
  }
}
