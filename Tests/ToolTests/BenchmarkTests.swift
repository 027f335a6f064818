import Foundation
import Testing

/// `sightline benchmark` as a process.
@Suite struct BenchmarkTests {
  private let samples: GroupsSamples

  init() throws {
    samples = try GroupsSamples()
    for (name, text) in [
      ("truth/view_1_query.txt", "oxc1_1 0 0 400 300\n"), ("truth/view_1_good.txt", "1\nview\n"),
      ("truth/view_1_ok.txt", ""), ("truth/view_1_junk.txt", "3\n"),
      ("groups.csv", "name,group\n1.png,a\nmore/view.png,a\n2.png,b\nmore/copy.png,b\n"),
    ] {
      try samples.folder.write(text, to: name)
    }
  }

  private struct Document: Decodable {
    struct Setup: Decodable {
      var name: String
      var queries: Int
      var meanAveragePrecision: Double
      var interval, curve: [Double]
      var precision, recall, success: [String: Double]
    }
    struct Stage: Decodable {
      struct Query: Decodable {
        struct Answer: Decodable {
          var name: String
          var relations: [String]
        }
        var query: String
        var averagePrecision: [String: Double?]
        var first: [Answer]
        var problem: String?
      }
      var name: String
      var meanAveragePrecision: Double?
      var setups: [Setup]
      var timings: [String: Double]
      var perQuery: [Query]
    }
    struct Pictures: Decodable {
      var searched, unknown, distractors, unreadable, bytes: Int
      var missing, queriesLeftOut: [String]
    }
    var benchmark: String
    var queries: Int
    var pictures: Pictures
    var stages: [Stage]
    var settings: [String: Setting]
  }

  private enum Setting: Decodable, Equatable {
    case text(String), number(Double)

    init(from decoder: Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let text = try? value.decode(String.self) {
        self = .text(text)
      } else {
        self = .number(try value.decode(Double.self))
      }
    }
  }

  private func document(_ words: String...) throws -> Document {
    let run = try BuiltTool.run(["benchmark"] + words + ["--json"], in: samples.folder)
    #expect(run.status == 0, "\(run.errors)")
    return try JSONDecoder().decode(Document.self, from: run.output)
  }

  private static let oxford = [
    "oxford5k", "--images", "photos", "--truth", "truth", "--vocabulary", "words.slv",
  ]

  @Test("a boxed query is judged by the Oxford rule in every stage, junk left out")
  func oxford() throws {
    let run = try BuiltTool.run(["benchmark"] + Self.oxford + ["--json"], in: samples.folder)
    let document = try JSONDecoder().decode(Document.self, from: run.output)
    #expect(document.benchmark == "oxford5k" && document.queries == 1 && document.pictures.searched == 6)
    #expect(
      document.stages.map(\.name) == [
        "bow", "hamming", "asmk", "verify-200", "verify-1000", "expand-average", "expand-hamming",
        "expand-discriminative",
      ])
    for stage in document.stages {
      #expect(stage.perQuery.first?.first.first?.relations == ["positive"])
      #expect(stage.meanAveragePrecision == stage.setups.first?.meanAveragePrecision)
      let junk = stage.perQuery.first?.first.filter { $0.relations == ["junk"] }.map(\.name) ?? []
      #expect(junk.isEmpty || junk == ["photos/3.png"])
    }
    #expect(document.stages.first { $0.name == "verify-200" }?.meanAveragePrecision == 1)
    #expect(document.pictures.unknown == 3 && document.pictures.missing.isEmpty)
    #expect(try samples.folder.names().filter { $0.hasPrefix("sightline") }.isEmpty)
  }

  @Test("the same command gives the same numbers, for any number of jobs")
  func deterministic() throws {
    let runs = try ["1", "2", "2"].map { jobs in
      let run = try BuiltTool.run(
        ["benchmark"] + Self.oxford + ["--csv", "out.csv", "--jobs", jobs], in: samples.folder)
      #expect(run.status == 0)
      return String(decoding: try samples.folder.bytes(of: "out.csv"), as: UTF8.self)
        .split(separator: "\n").map { $0.split(separator: ",").dropLast().joined(separator: ",") }
    }
    #expect(runs[0] == runs[1] && runs[1] == runs[2] && runs[0].count == 9)
  }

  @Test("the revisited benchmarks hold their queries out and have three setups")
  func revisited() throws {
    try samples.folder.write(
      """
      {"imlist": ["view", "copy", "0", "3"], "qimlist": ["1", "2"], "gnd": [
      {"bbx": [0, 0, 400, 300], "easy": [0], "hard": [], "junk": [2]},
      {"bbx": [0, 0, 400, 300], "easy": [], "hard": [1], "junk": []}]}
      """, to: "gnd.json")
    let document = try document(
      "roxford5k", "--images", "photos", "--truth", "gnd.json", "--vocabulary", "words.slv", "--stages",
      "verify-200")
    let stage = try #require(document.stages.first)
    #expect(document.queries == 2 && document.pictures.searched == 4 && stage.meanAveragePrecision == nil)
    #expect(stage.setups.map(\.name) == ["easy", "medium", "hard"])
    #expect(stage.setups.map(\.queries) == [1, 2, 1])
    #expect(stage.setups.allSatisfy { $0.meanAveragePrecision == 1 && $0.precision["1"] == 1 })
    #expect(
      stage.perQuery.allSatisfy { query in
        !query.first.contains { ["photos/1.png", "photos/2.png"].contains($0.name) }
      })
    let first = stage.perQuery.map { $0.averagePrecision["hard"] ?? nil }
    #expect(first == [nil, 1])
  }

  @Test("groups come from a table or from folders, and a picture doesn't find itself")
  func groups() throws {
    let table = try document(
      "groups", "--images", "photos", "--truth", "groups.csv", "--vocabulary", "words.slv", "--stages",
      "verify-200")
    #expect(table.queries == 4 && table.stages.map(\.name) == ["verify-200"])
    #expect(table.stages.first?.meanAveragePrecision == 1)
    #expect(table.stages.first?.perQuery.first?.first.first?.relations == ["junk"])
    let folders = try document(
      "groups", "--images", "photos", "--distractors", "alone", "--vocabulary", "words.slv", "--stages", "bow"
    )
    #expect(folders.queries == 6 && folders.pictures.distractors == 1 && folders.pictures.searched == 7)
  }

  @Test("one folder of everything is no set of groups")
  func oneFolder() throws {
    let run = try samples.run("benchmark", "groups", "--images", "photos/more", "--vocabulary", "words.slv")
    #expect(run.status == 2 && run.errors.contains("all pictures lie in one folder"))
  }

  @Test("a file whose name is not UTF-8 is told and skipped, a missing path is an error")
  func names() throws {
    let made = try BuiltTool.bash(
      """
      cp photos/0.png $'photos/caf\\xe9.png'
      "$tool" benchmark groups --images photos --vocabulary words.slv --stages bow --quiet
      """, in: samples.folder)
    #expect(made.status == 0 && made.errors.contains("not UTF-8") && made.text.contains("words alone"))
    let missing = try samples.run("benchmark", "groups", "--images", "photos", "--images", "nowhere")
    #expect(missing.status == 2 && missing.errors.contains("nowhere: no such file or directory"))
  }

  @Test("a kept collection is taken again, and refused when it has other pictures")
  func kept() throws {
    let words =
      ["benchmark"] + Self.oxford + ["--collection", "kept", "--stages", "hamming", "--json", "--quiet"]
    let first = try BuiltTool.run(words, in: samples.folder)
    let again = try BuiltTool.run(words, in: samples.folder)
    #expect(first.status == 0 && again.status == 0)
    let scores = try [first, again].map {
      try JSONDecoder().decode(Document.self, from: $0.output).stages.map(\.meanAveragePrecision)
    }
    #expect(scores[0] == scores[1])
    try #require(try samples.run("ingest", "kept", "alone", "--quiet").status == 0)
    let other = try BuiltTool.run(words, in: samples.folder)
    #expect(other.status == 2 && other.errors.contains("7 pictures and the benchmark 6"))
  }

  @Test("a part is evaluated only when that is asked for, and told")
  func part() throws {
    try samples.folder.write("1\nview\nlost\n", to: "truth/view_1_good.txt")
    let refused = try BuiltTool.run(["benchmark"] + Self.oxford, in: samples.folder)
    #expect(refused.status == 2 && refused.errors.contains("1 of the truth's 4 pictures are missing: lost;"))
    let part = try BuiltTool.run(
      ["benchmark"] + Self.oxford + ["--restrict", "--stages", "bow"], in: samples.folder)
    #expect(part.status == 0 && part.text.contains("a part only: 1 of 4 pictures of the truth are missing"))
  }

  @Test("the page has every stage and query, and needs no other file")
  func page() throws {
    let run = try BuiltTool.run(["benchmark"] + Self.oxford + ["--report", "out.html"], in: samples.folder)
    #expect(run.status == 0 && run.text.contains("signatures, 200 verified"))
    let page = String(decoding: try samples.folder.bytes(of: "out.html"), as: UTF8.self)
    #expect(
      page.contains("<svg class=\"plot\"") && page.contains("view_1") && page.contains("frame positive"))
    #expect(page.contains("200 verified, expanded by averages") && page.contains("class=\"box\""))
    #expect(!page.contains("http://") && !page.contains("https://") && !page.contains("<script"))
    #expect(page.components(separatedBy: "data:image/jpeg").count == 1 + 1 + 6)
  }

  @Test("two recorded runs are compared stage by stage")
  func compare() throws {
    for (name, stages) in [("a.json", "bow,hamming"), ("b.json", "hamming")] {
      let run = try BuiltTool.run(
        ["benchmark"] + Self.oxford + ["--json", "--stages", stages], in: samples.folder)
      try samples.folder.write(Array(run.output), to: name)
    }
    let run = try samples.run("benchmark", "compare", "a.json", "b.json")
    #expect(run.status == 0 && run.text.contains("hamming") && !run.text.contains("bow"))
    #expect(run.text.contains("+0.0000"))
    let json = try samples.run("benchmark", "compare", "a.json", "b.json", "--json")
    #expect(json.text.contains(#""pValue":1,"#))
    #expect(try samples.run("benchmark", "compare", "a.json").status == 2)
    #expect(try samples.run("benchmark", "compare", "a.json", "groups.csv").status == 2)
    #expect(try samples.run("benchmark", "compare", "a.json", "b.json", "--restrict").status == 2)
  }

  @Test(
    "what is wrong is said in one sentence",
    arguments: [
      (["oxford6k"], "did you mean 'oxford5k'"), (["oxford5k"], "--images"),
      (["oxford5k", "--images", "photos"], "--truth"),
      (["oxford5k", "--images", "nowhere", "--truth", "truth"], "nowhere: no such file or directory"),
      (["oxford5k", "--images", "photos", "--truth", "nowhere"], "nowhere"),
      (["oxford5k", "--images", "photos", "--truth", "photos"], "photos"),
      (
        ["ukbench", "--images", "photos", "--truth", "truth"], "--truth has no meaning for benchmark ukbench"
      ),
      (["holidays", "--images", "photos"], "no picture has a name like 100000.jpg"),
      (["oxford5k", "x", "--images", "photos", "--truth", "truth"], "no FILES"),
      (["groups", "--images", "photos", "--stages", "bow,bow"], "--stages"),
      (["groups", "--images", "photos", "--stages", "best"], "--stages"),
      (["groups", "--images", "alone"], "folder"),
      (
        [
          "groups", "--images", "photos", "--collection", "lean", "--stages", "hamming", "--truth",
          "groups.csv",
        ], "hamming"
      ),
      (["roxford5k", "--images", "photos", "--truth", "groups.csv"], "groups.csv"),
    ])
  func refused(words: [String], message: String) throws {
    let run = try BuiltTool.run(["benchmark"] + words, in: samples.folder)
    #expect(run.status == 2 && run.errors.contains(message), "\(words): \(run.errors)")
    #expect(run.output.isEmpty && run.errors.split(separator: "\n").count <= 2, "\(run.errors)")
  }
}
