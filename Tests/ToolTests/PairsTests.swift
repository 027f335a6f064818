import Foundation
import Testing

@testable import sightline

/// `sightline pairs` as a process.
@Suite struct PairsTests {
  private let samples: GroupsSamples

  init() throws {
    samples = try GroupsSamples()
  }

  private struct Document: Decodable {
    var collection, relativeTo: String
    var pairs: [GroupsSamples.Link]
    var pictures: Int
  }

  private func document(_ words: String...) throws -> Document {
    let run = try BuiltTool.run(["pairs"] + words + ["--json"], in: samples.folder)
    #expect(run.status == 0)
    return try JSONDecoder().decode(Document.self, from: run.output)
  }

  @Test("the list for COLMAP has two names a line, as seen from the folder of all pictures")
  func colmap() throws {
    let expected = "1.png more/view.png\n2.png more/copy.png\n"
    let run = try samples.run("pairs", "c", "--format", "colmap")
    #expect(run.text == expected && run.status == 0 && run.errors.isEmpty)
    let written = try samples.run("pairs", "c", "--output", "pairs.txt")
    #expect(written.status == 0 && written.output.isEmpty)
    #expect(String(decoding: try samples.folder.bytes(of: "pairs.txt"), as: UTF8.self) == expected)
    #expect(
      try samples.run("pairs", "c", "--relative-to", ".").text.hasPrefix(
        "photos/1.png photos/more/view.png\n"))
    #expect(try samples.run("pairs", "c", "--relative-to", "photos/").text == expected)
    #expect(try samples.run("pairs", "c", "--filter", "photos/more/*").status == 1)
  }

  @Test("the text has the proofs, and names as they are")
  func text() throws {
    let lines = try samples.run("pairs", "c", "--format", "text").text.split(separator: "\n")
    let columns = lines.map { $0.components(separatedBy: "\t") }
    #expect(
      columns.map { Array($0.prefix(3)) } == [
        ["photos/1.png", "photos/more/view.png", "scene"], ["photos/2.png", "photos/more/copy.png", "copy"],
      ])
    #expect(columns.allSatisfy { $0.count == 5 && Int($0[3]) != nil && Double($0[4]) ?? 0 <= -3 })
  }

  @Test("all candidates are the proven pairs and others, each pair once")
  func candidates() throws {
    let proven = try samples.run("pairs", "c").text.split(separator: "\n")
    let all = try samples.run("pairs", "c", "--all-candidates").text.split(separator: "\n")
    #expect(Set(all).isSuperset(of: proven) && all.count > proven.count && all.count == Set(all).count)
    #expect(all == all.sorted())
    let document = try document("c", "--all-candidates")
    #expect(document.pairs.count == all.count && document.pairs.count { $0.sameObject == true } == 2)
    #expect(
      document.pairs.allSatisfy {
        ($0.logNFA != nil) == $0.sameObject && ($0.shortlistScore == nil) == $0.sameObject
      })
    let text = try samples.run("pairs", "c", "--all-candidates", "--format", "text").text
    #expect(text.contains("\tunproven\t-\t-\n"))
  }

  @Test("the JSON document has the pairs with their proofs, beside a file too")
  func json() throws {
    let document = try document("c", "--output", "pairs.txt")
    #expect(document.collection == "c" && document.relativeTo == "photos/" && document.pictures == 6)
    #expect(
      document.pairs.map(\.a) == ["1.png", "2.png"] && document.pairs.map(\.kind) == ["scene", "copy"])
    #expect(try samples.folder.names().contains("pairs.txt"))
  }

  @Test("names that a list cannot hold are refused before any work, status 2")
  func blanks() throws {
    try FileManager.default.copyItem(
      at: samples.folder.url("photos/0.png"), to: samples.folder.url("photos/a b.png"))
    #expect(try samples.run("ingest", "c", "photos", "--quiet").status == 0)
    let run = try samples.run("pairs", "c", "--output", "pairs.txt")
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors.hasPrefix("sightline: photos/a b.png: has a blank or a control character"))
    #expect(!(try samples.folder.names().contains("pairs.txt")))
    #expect(
      try samples.run("pairs", "c", "--format", "text").text.contains("photos/0.png\tphotos/a b.png\tcopy"))
    #expect(try samples.run("pairs", "c", "--filter", "*[!b].png").status == 0)
    let outside = try samples.run("pairs", "c", "--relative-to", "elsewhere", "--format", "text")
    #expect(outside.status == 2 && outside.errors.contains("does not begin with elsewhere/"))
  }

  @Test(
    "the common folder of names is whole folders",
    arguments: [
      (["a/b/1", "a/b/2"], "a/b/"), (["a/bc/1", "a/bd/2"], "a/"), (["a/b/1"], "a/b/"), (["a/1", "b/1"], ""),
      (["1", "a/1"], ""), (["/x/1", "/x/y/2"], "/x/"), (["/x/1", "/y/1"], "/"), (["./a", "./b"], "./"),
      ([], ""),
    ])
  func commonFolder(names: [String], folder: String) {
    #expect(PairsNames.commonFolder(of: names) == folder)
  }

  @Test("a name that is the folder itself, or only begins alike, is refused")
  func prefixes() throws {
    let names = PairsNames(folder: "photos", isPlain: true)
    #expect(try names.shown("photos/1.png") == "1.png")
    for wrong in ["photos/", "photosets/1.png", "1.png", "photos/\n"] {
      #expect(throws: ToolError.self) { try names.shown(wrong) }
    }
  }
}
