import Testing

@testable import Evaluation

@Suite("Comparing recorded runs") struct RunComparisonTests {
  private static func document(
    _ precisions: [Double?], stage: String = "hamming", benchmark: String = "groups"
  ) -> String {
    let queries = precisions.enumerated().map { index, precision in
      #"{"query":"q\#(index)","averagePrecision":{"":\#(precision.map { "\($0)" } ?? "null")}}"#
    }
    return #"{"benchmark":"\#(benchmark)","stages":[{"name":"\#(stage)","setups":[{"name":""}],"perQuery":["#
      + queries.joined(separator: ",") + "]}]}"
  }

  private static func run(_ text: String, path: String = "a.json") throws -> RecordedRun {
    try RecordedRun(Array(text.utf8), path: path)
  }

  @Test("differences are taken query by query")
  func differences() throws {
    let first = try Self.run(Self.document([0.5, 0.25, 1, 0.75]))
    let second = try Self.run(Self.document([0.75, 0.25, 0.5, 1]), path: "b.json")
    let comparison = try RunComparison(first, second)
    let row = try #require(comparison.rows.first)
    #expect(comparison.rows.count == 1 && row.stage == "hamming" && row.queryCount == 4)
    #expect(row.firstMean == 0.625 && row.secondMean == 0.625 && row.comparison.meanDifference == 0)
    #expect(row.comparison.wins == 2 && row.comparison.losses == 1 && row.comparison.ties == 1)
    #expect(row.comparison.pValue == 1)
    #expect(row.bestQuery.difference == 0.25 && row.worstQuery == ("q2", -0.5))
    #expect(comparison.table.contains("hamming") && comparison.unmatched.isEmpty)
  }

  @Test("queries that only one run judged are left out and told")
  func unmatched() throws {
    let comparison = try RunComparison(
      Self.run(Self.document([0.5, nil, 1])), Self.run(Self.document([0.5, 1, 1, 0])))
    #expect(comparison.unmatched == ["q1", "q3"] && comparison.rows.first?.queryCount == 2)
  }

  @Test("runs of different benchmarks, or without a common stage, cannot be compared")
  func refused() throws {
    let run = try Self.run(Self.document([1]))
    #expect(throws: EvaluationError.self) {
      try RunComparison(run, Self.run(Self.document([1], benchmark: "ukbench")))
    }
    #expect(throws: EvaluationError.self) {
      try RunComparison(run, Self.run(Self.document([1], stage: "bow")))
    }
    #expect(throws: EvaluationError.self) { try RunComparison(run, Self.run(Self.document([nil]))) }
  }

  @Test(
    "what is no recorded run is refused with its path",
    arguments: [
      "", "[", "{}", #"{"benchmark":"groups"}"#, #"{"benchmark":1,"stages":[]}"#,
      #"{"benchmark":"groups","stages":[{}]}"#,
    ])
  func broken(text: String) {
    let error = #expect(throws: EvaluationError.self) { try Self.run(text) }
    #expect(error?.path == "a.json")
  }
}
