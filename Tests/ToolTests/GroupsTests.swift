import Foundation
import Testing

/// `sightline groups` as a process.
@Suite struct GroupsTests {
  private let samples: GroupsSamples

  init() throws {
    samples = try GroupsSamples()
  }

  private struct Document: Decodable {
    struct Group: Decodable {
      var pictures: [String]
      var links: [GroupsSamples.Link]
    }
    var collection: String
    var groups: [Group]
    var weakLinks: [GroupsSamples.Link]
    var pictures, verifiedPairs: Int
    var maxNFA: Double?
    var timings: [String: Double]
  }

  private func document(_ words: String..., status: Int32 = 0) throws -> Document {
    let run = try BuiltTool.run(["groups"] + words + ["--json"], in: samples.folder)
    #expect(run.status == status)
    return try JSONDecoder().decode(Document.self, from: run.output)
  }

  @Test("the text is a name a line, with an empty line between groups")
  func text() throws {
    let run = try samples.run("groups", "c")
    #expect(run.text == "photos/1.png\nphotos/more/view.png\n\nphotos/2.png\nphotos/more/copy.png\n")
    #expect(run.status == 0 && run.errors.isEmpty)
  }

  @Test("links follow each group when they are asked for")
  func links() throws {
    let lines = try samples.run("groups", "c", "--links").text.components(separatedBy: "\n")
    try #require(lines.count == 8)
    let columns = lines[2].components(separatedBy: "\t")
    #expect(Array(columns.prefix(3)) == ["  photos/1.png", "photos/more/view.png", "scene"])
    #expect(columns.count == 5 && Int(columns[3]) ?? 0 > 5 && Double(columns[4]) ?? 0 <= -3)
    #expect(lines[6].hasPrefix("  photos/2.png\tphotos/more/copy.png\tcopy\t"))
  }

  @Test("the JSON document has groups with links, and what was done")
  func json() throws {
    let document = try document("c")
    #expect(document.collection == "c" && document.pictures == 6 && document.maxNFA == 1e-3)
    #expect(
      document.groups.map(\.pictures) == [
        ["photos/1.png", "photos/more/view.png"], ["photos/2.png", "photos/more/copy.png"],
      ])
    #expect(document.groups.map { $0.links.map(\.kind) } == [["scene"], ["copy"]])
    let copy = try #require(document.groups.last?.links.first)
    #expect(copy.a == "photos/2.png" && copy.b == "photos/more/copy.png" && copy.inliers ?? 0 > 5)
    #expect(copy.logNFA ?? 0 <= -3 && copy.bFromA?.count == 9 && abs((copy.bFromA?[0] ?? 0) - 0.75) < 0.01)
    #expect(document.weakLinks.isEmpty && document.verifiedPairs >= 2)
    #expect(Set(document.timings.keys) == ["shortlists", "verification", "expansion", "total"])
  }

  @Test("the page shows every group, in one file")
  func page() throws {
    let run = try samples.run("groups", "c", "--report", "groups.html", "--quiet")
    #expect(run.status == 0)
    let page = String(decoding: try samples.folder.bytes(of: "groups.html"), as: UTF8.self)
    #expect(
      page.contains("Groups of c") && page.contains("Group 2") && page.contains("2 groups of 4 pictures"))
    #expect(page.contains("1 link, 1 near-copy") && page.contains("view.png"))
    #expect(page.components(separatedBy: "data:image/jpeg").count == 5)
    let refused = try samples.run("groups", "c", "--report", "nowhere/groups.html")
    #expect(refused.status == 2 && refused.output.isEmpty && refused.errors.contains("nowhere/groups.html"))
  }

  @Test("pairs for training are proven ones with their evidence, and hard negatives")
  func trainingPairs() throws {
    let run = try samples.run("groups", "c", "--training-pairs", "pairs.csv", "--negatives", "2")
    let plain = try samples.run("groups", "c")
    #expect(run.status == 0 && run.text == plain.text)
    let table = String(decoding: try samples.folder.bytes(of: "pairs.csv"), as: UTF8.self)
    let lines = table.split(separator: "\n").map { $0.components(separatedBy: ",") }
    #expect(
      lines[0] == [
        "label", "a", "b", "group_a", "group_b", "kind", "log_nfa", "inliers", "overlap_a", "overlap_b",
        "shortlist_score",
      ])
    #expect(lines.allSatisfy { $0.count == 11 })
    #expect(
      lines[1...2].map { Array($0.prefix(6)) } == [
        ["1", "photos/1.png", "photos/more/view.png", "1", "1", "scene"],
        ["1", "photos/2.png", "photos/more/copy.png", "2", "2", "copy"],
      ])
    #expect(lines[1...2].allSatisfy { Double($0[6]) ?? 0 <= -3 && Int($0[7]) ?? 0 > 5 && $0[10].isEmpty })
    let negatives = lines.dropFirst(3)
    #expect(!negatives.isEmpty && negatives.allSatisfy { $0[0] == "0" && Double($0[10]) ?? 0 > 0 })
    for name in Set(negatives.flatMap { [$0[1], $0[2]] }) {
      #expect(negatives.count { $0[1] == name || $0[2] == name } <= 2)
    }
    let sorted = negatives.map { [$0[1], $0[2]] }
    #expect(sorted == sorted.sorted { $0.lexicographicallyPrecedes($1) })
    let again = try samples.run(
      "groups", "c", "--training-pairs", "again.csv", "--negatives", "2", "--jobs", "1", "--quiet")
    #expect(again.status == 0)
    #expect(try samples.folder.bytes(of: "again.csv") == samples.folder.bytes(of: "pairs.csv"))
    let alone = try samples.run("groups", "c", "--negatives", "2")
    #expect(alone.status == 2 && alone.errors.contains("--negatives is for --training-pairs OUT.csv"))
  }

  @Test("groups can be those of some pictures, of a size, or with fewer false alarms")
  func choice() throws {
    #expect(try document("c", "--filter", "photos/more/*", status: 1).pictures == 2)
    #expect(try document("c", "--filter", "*[1w].png").groups.count == 1)
    let none = try samples.run("groups", "c", "--min-size", "3")
    #expect(none.status == 1 && none.output.isEmpty)
    #expect(none.errors == "sightline: nothing found: no group has 3 pictures\n")
    let everything = try document("c", "--max-nfa", "inf")
    #expect(everything.maxNFA == nil && everything.groups.flatMap(\.links).count > 2)
    #expect(try document("c", "--candidates", "1").groups.count == 2)
  }

  @Test("where there is nothing to find one sentence says why, status 1")
  func nothing() throws {
    for (words, sentence) in [
      (["one"], "nothing found: one has one picture to compare, and no other"),
      (["c", "--filter", "x*"], "nothing found: no name in c fits 'x*'"),
      (
        ["c", "--filter", "photos/[03]*"],
        "nothing found: none of 2 pictures is proven to show the same as another"
      ),
    ] {
      let run = try BuiltTool.run(["groups"] + words, in: samples.folder)
      #expect(run.status == 1 && run.output.isEmpty && run.errors == "sightline: \(sentence)\n")
    }
    #expect(try samples.run("remove", "one", "alone/5.png").status == 0)
    #expect(try samples.run("groups", "one").errors == "sightline: nothing found: one has no pictures\n")
  }

  @Test(
    "what cannot be done is refused in one sentence, status 2",
    arguments: [
      (["lean"], "lean: this collection is lean and does not know where features are"),
      (["nowhere"], "nowhere"),
      (["c", "--max-nfa", "0"], "--max-nfa needs a number above 0, or inf, not '0'"),
      (["c", "--candidates", "0"], "--candidates needs a whole number of at least 1, not '0'"),
      (["c", "--min-size", "1"], "--min-size needs a whole number of at least 2, not '1'"),
      (["c", "--filter", "["], "["),
    ])
  func refusals(words: [String], part: String) throws {
    for command in ["groups", "pairs"] where command == "groups" || !words.contains("--min-size") {
      let run = try BuiltTool.run([command] + words, in: samples.folder)
      #expect(run.status == 2 && run.output.isEmpty && run.errors.contains(part), "\(run.errors)")
      #expect(run.errors.split(separator: "\n").count == 1)
    }
  }

  @Test("groups don't depend on jobs")
  func jobs() throws {
    let texts = try ["1", "3"].map { try samples.run("groups", "c", "--links", "--jobs", $0).text }
    #expect(texts[0] == texts[1] && !texts[0].isEmpty)
  }
}
