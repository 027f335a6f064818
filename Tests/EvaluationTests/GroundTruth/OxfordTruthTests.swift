import Evaluation
import Testing

@Suite("Truths in the form of Oxford and Paris") struct OxfordTruthTests {
  private let files = [
    "gate_1_query.txt": "oxc1_gate_000001 10.5 20 110.5 220.25\n",
    "gate_1_good.txt": "gate_000001\ngate_000002\n",
    "gate_1_ok.txt": "gate_000003\r\n", "gate_1_junk.txt": "wall_000009\n\n",
    "arch_1_query.txt": "arch_7 0 0 5 5",
    "arch_1_good.txt": "arch_8", "arch_1_ok.txt": "", "arch_1_junk.txt": "", "README.txt": "not a query",
  ]

  private func message(changing name: String, to text: String?) throws -> String {
    let folder = try TruthFiles(files)
    if let text { try folder.write(Array(text.utf8), to: name) } else { try folder.remove(name) }
    let error = try #require(throws: EvaluationError.self) {
      try GroundTruth.read(.oxford5k, from: folder.path)
    }
    #expect(error.path == folder[name])
    return error.message
  }

  @Test("queries, boxes, positives and junk are those of the files")
  func read() throws {
    let folder = try TruthFiles(files)
    let truth = try GroundTruth.read(.oxford5k, from: folder.path)
    #expect(
      truth.queries == [
        GroundTruth.Query(
          name: "arch_1", picture: "arch_7", region: TruthRegion(x: 0, y: 0, width: 5, height: 5)),
        GroundTruth.Query(
          name: "gate_1", picture: "gate_000001",
          region: TruthRegion(x: 10.5, y: 20, width: 100, height: 200.25)),
      ])
    #expect(truth.setups.map(\.name) == [""])
    #expect(
      truth.setups.first?.relevance == [
        Relevance(positives: ["arch_8"]),
        Relevance(positives: ["gate_000001", "gate_000002", "gate_000003"], junk: ["wall_000009"]),
      ])
    #expect(
      truth.pictures == ["arch_7", "arch_8", "gate_000001", "gate_000002", "gate_000003", "wall_000009"])
    #expect(!truth.queriesAreHeldOut)
  }

  @Test("a missing file is named", arguments: ["gate_1_good.txt", "gate_1_ok.txt", "gate_1_junk.txt"])
  func missing(name: String) throws {
    #expect(try message(changing: name, to: nil) == "cannot be read: no such file or directory")
  }

  @Test(
    "a query file that says no box is refused with its line",
    arguments: [
      ("\n\noxc1_gate 1 2 3\n", "line 3: expected a picture and four numbers: left, top, right, bottom"),
      ("gate 1 2 three 4", "line 1: expected a picture and four numbers: left, top, right, bottom"),
      ("gate 1 2 3 4 5", "line 1: expected a picture and four numbers: left, top, right, bottom"),
      (
        "gate 5 0 1 5",
        "line 1: the box has no area in the picture: expected left, top, right, bottom in pixels"
      ),
      (
        "gate 0 7 5 7",
        "line 1: the box has no area in the picture: expected left, top, right, bottom in pixels"
      ),
      (
        "gate -9 -9 -1 5",
        "line 1: the box has no area in the picture: expected left, top, right, bottom in pixels"
      ),
      (
        "gate 0 0 nan 5",
        "line 1: the box has no area in the picture: expected left, top, right, bottom in pixels"
      ),
      (
        "gate 0 0 inf 5",
        "line 1: the box has no area in the picture: expected left, top, right, bottom in pixels"
      ),
      ("gate 0 0 5 5\nmore", "line 2: something follows the box"),
      ("", "empty: expected a picture and four numbers"),
    ])
  func brokenQuery(text: String, expected: String) throws {
    #expect(try message(changing: "gate_1_query.txt", to: text) == expected)
  }

  @Test("a box may reach over the edge of its picture")
  func overTheEdge() throws {
    let folder = try TruthFiles(files)
    try folder.write(Array("gate -0.5 -2 5 5".utf8), to: "gate_1_query.txt")
    let truth = try GroundTruth.read(.paris6k, from: folder.path)
    #expect(truth.queries.last?.region == TruthRegion(x: -0.5, y: -2, width: 5.5, height: 7))
  }

  @Test("two pictures on a line are refused")
  func twoOnALine() throws {
    #expect(try message(changing: "gate_1_ok.txt", to: "a\nb c\n") == "line 2: expected one picture a line")
  }

  @Test("a file that is no UTF-8 is refused with its line")
  func notUTF8() throws {
    let folder = try TruthFiles(files)
    try folder.write(Array("a\n".utf8) + [0x62, 0xFF, 0x0A], to: "gate_1_good.txt")
    let error = try #require(throws: EvaluationError.self) {
      try GroundTruth.read(.oxford5k, from: folder.path)
    }
    #expect(error.description == folder["gate_1_good.txt"] + ": line 2 is not UTF-8")
  }

  @Test("a folder without queries, and one that is not there, are refused")
  func noQueries() throws {
    let folder = try TruthFiles()
    let empty = try #require(throws: EvaluationError.self) {
      try GroundTruth.read(.oxford5k, from: folder.path)
    }
    #expect(empty.message == "no queries there: expected files NAME_query.txt")
    let absent = try #require(throws: EvaluationError.self) {
      try GroundTruth.read(.oxford5k, from: folder["no"])
    }
    #expect(absent.description == folder["no"] + ": cannot be read: no such file or directory")
  }

  @Test("names are no files, and files are no names")
  func wrongWay() throws {
    #expect(throws: EvaluationError.self) { try GroundTruth.of(.oxford5k, pictures: ["a.jpg"]) }
    #expect(throws: EvaluationError.self) { try GroundTruth.of(.rparis6k, pictures: ["a.jpg"]) }
    #expect(throws: EvaluationError.self) { try GroundTruth.read(.holidays, from: "names") }
    #expect(throws: EvaluationError.self) { try GroundTruth.read(.ukbench, from: "names") }
  }
}
