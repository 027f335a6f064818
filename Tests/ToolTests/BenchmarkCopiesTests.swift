import Foundation
import Testing

/// `sightline benchmark copies` as a process.
@Suite struct BenchmarkCopiesTests {
  private let samples: GroupsSamples

  init() throws {
    samples = try GroupsSamples()
  }

  private struct Document: Decodable {
    struct Kind: Decodable {
      var kind: String
      var copies: Int
      var recall, precision: Double
    }
    struct Answer: Decodable {
      var original, kind: String
      var found: Bool
      var rank: Int?
    }
    var benchmark: String
    var queries, pictures, originals: Int
    var kinds: [Kind]
    var answers: [Answer]
  }

  private func run(_ words: String...) throws -> BuiltTool.Outcome {
    try BuiltTool.run(
      ["benchmark", "copies", "--images", "photos", "--vocabulary", "words.slv"] + words, in: samples.folder)
  }

  @Test("altered copies are found, and each answer is told")
  func found() throws {
    let run = try run("--kinds", "mirror,jpeg-20", "--sample", "3", "--distractors", "alone", "--json")
    #expect(run.status == 0, "\(run.errors)")
    let document = try JSONDecoder().decode(Document.self, from: run.output)
    #expect(document.benchmark == "copies" && document.pictures == 7 && document.originals == 3)
    #expect(document.queries == 6 && document.kinds.map(\.kind) == ["mirror", "jpeg-20"])
    #expect(
      document.answers.allSatisfy { $0.found && $0.rank == 1 } && document.kinds.allSatisfy { $0.recall == 1 }
    )
  }

  @Test("people get a table, spreadsheets a line for each copy")
  func table() throws {
    let run = try run("--kinds", "crop-50", "--sample", "2", "--csv", "copies.csv")
    #expect(run.status == 0 && run.text.contains("crop-50") && run.text.contains("sought among 6"))
    let csv = String(decoding: try samples.folder.bytes(of: "copies.csv"), as: UTF8.self)
    #expect(csv.split(separator: "\n").count == 3)
  }

  @Test(
    "options of other benchmarks are refused",
    arguments: [
      ["--truth", "x"], ["--restrict"], ["--stages", "bow"], ["--report", "x.html"], ["--kinds", "paint"],
    ])
  func refused(words: [String]) throws {
    let run = try BuiltTool.run(["benchmark", "copies", "--images", "photos"] + words, in: samples.folder)
    #expect(run.status == 2 && run.errors.contains(words[0]) && run.output.isEmpty)
    let other = try samples.run("benchmark", "groups", "--images", "photos", "--sample", "3")
    #expect(other.status == 2 && other.errors.contains("--sample has no meaning for benchmark groups"))
  }
}
