import Evaluation
import Testing

@Suite("Truths in the form of the revisited benchmarks") struct RevisitedTruthTests {
  private static let document = """
    {"imlist": ["a", "b", "c", "d", "e"], "qimlist": ["q", "r"], "more": null,
     "gnd": [{"bbx": [1, 2, 11.5, 22], "easy": [0, 1], "hard": [2], "junk": [3]},
             {"bbx": [0, 0, 5, 5], "easy": [], "hard": [4], "junk": []}]}
    """

  private func truth(_ bytes: [UInt8], name: String = "gnd.json") throws -> GroundTruth {
    let folder = try TruthFiles()
    try folder.write(bytes, to: name)
    return try GroundTruth.read(.roxford5k, from: folder[name])
  }

  private func check(_ truth: GroundTruth) {
    #expect(truth.queriesAreHeldOut)
    #expect(truth.pictures == ["a", "b", "c", "d", "e"])
    #expect(
      truth.queries == [
        GroundTruth.Query(name: "q", picture: "q", region: TruthRegion(x: 1, y: 2, width: 10.5, height: 20)),
        GroundTruth.Query(name: "r", picture: "r", region: TruthRegion(x: 0, y: 0, width: 5, height: 5)),
      ])
    #expect(
      truth.setups == [
        GroundTruth.Setup(
          name: "easy",
          relevance: [
            Relevance(positives: ["a", "b"], junk: ["c", "d"]), Relevance(positives: [], junk: ["e"]),
          ]),
        GroundTruth.Setup(
          name: "medium",
          relevance: [Relevance(positives: ["a", "b", "c"], junk: ["d"]), Relevance(positives: ["e"])]),
        GroundTruth.Setup(
          name: "hard",
          relevance: [Relevance(positives: ["c"], junk: ["a", "b", "d"]), Relevance(positives: ["e"])]),
      ])
  }

  @Test("easy, medium and hard forgive and ask as the benchmark has it")
  func json() throws {
    check(try truth(Array(Self.document.utf8)))
  }

  @Test(
    "a pickle says the same as the JSON", .enabled(if: Python.isThere, "python3 writes the pickles"),
    arguments: 0...5)
  func pickled(version: Int) throws {
    let script =
      "import json, pickle, sys; sys.stdout.buffer.write(pickle.dumps(json.loads('''\(Self.document)'''), \(version)))"
    let bytes = try Python.run(script)
    #expect(!bytes.isEmpty)
    check(try truth(bytes, name: "gnd.pkl"))
  }

  @Test(
    "a broken truth is refused with what is broken",
    arguments: [
      ("\"imlist\"", "\"images\"", "expected a list with the key imlist"),
      ("\"gnd\"", "\"truth\"", "expected a list with the key gnd"),
      ("\"b\", ", "\"a\", ", "imlist has a name twice"),
      ("\"b\", ", "7, ", "imlist has something that is no name of a picture"),
      ("[\"q\", \"r\"]", "[\"q\"]", "qimlist has 1 queries and gnd 2: expected as many, and at least one"),
      ("\"hard\": [4]", "\"hard\": [5]", "hard in gnd[1] has something that is no place in imlist, 0 … 4"),
      ("\"hard\": [4]", "\"hard\": [-1]", "hard in gnd[1] has something that is no place in imlist, 0 … 4"),
      ("\"hard\": [4]", "\"hard\": [0.5]", "hard in gnd[1] has something that is no place in imlist, 0 … 4"),
      ("\"hard\": [4]", "\"ok\": [4]", "expected a list with the key hard in gnd[1]"),
      (
        "[1, 2, 11.5, 22]", "[1, 2, 1, 22]",
        "bbx in gnd[0] is no box of left, top, right and bottom that has an area"
      ),
      (
        "[1, 2, 11.5, 22]", "[1, 2, 3]",
        "bbx in gnd[0] is no box of left, top, right and bottom that has an area"
      ),
      ("\"more\": null", "\"more\": nil", "line 1, column 70: a value is expected"),
    ])
  func broken(part: String, replacement: String, expected: String) throws {
    let text = Self.document.replacing(part, with: replacement, maxReplacements: 1)
    #expect(text != Self.document)
    let error = try #require(throws: EvaluationError.self) { try truth(Array(text.utf8)) }
    #expect(error.message == expected)
    #expect(error.path?.hasSuffix("gnd.json") == true)
  }

  @Test("an empty file is no pickle")
  func empty() throws {
    let error = try #require(throws: EvaluationError.self) { try truth([]) }
    #expect(error.message == "byte 0: the file ends too early")
  }
}
