import Testing

@testable import Evaluation

@Suite("The measures of a stage") struct SetupSummaryTests {
  private static let judgements = [
    Judgement(ranking: ["a", "x", "b"], relevance: Relevance(positives: ["a", "b"], junk: [])),
    Judgement(ranking: ["x", "j", "c"], relevance: Relevance(positives: ["c", "d"], junk: ["j"])),
    Judgement(ranking: ["x"], relevance: Relevance(positives: [], junk: [])),
  ]

  @Test("means are over queries that have something to find")
  func means() throws {
    let summary = try #require(SetupSummary("easy", Self.judgements, isRevisited: false))
    #expect(summary.name == "easy" && summary.queryCount == 2)
    // First: 1/2 · (1 + (1/2 + 2/3)/2); second: 1/2 · (0 + 1/2)/2.
    let (first, second) = ((1 + 7.0 / 12) / 2, 0.125)
    #expect(abs(summary.meanAveragePrecision - (first + second) / 2) < 1e-15)
    #expect(abs(summary.meanFiniteSum - ((1 + 2.0 / 3) / 2 + 0.25) / 2) < 1e-15)
    #expect(abs(summary.interval.lower - second) < 1e-15 && abs(summary.interval.upper - first) < 1e-15)
    #expect(zip(summary.precisions, [0.5, 0.3, 0.15]).allSatisfy { abs($0.value - $1) < 1e-15 })
    #expect(summary.precisions.map(\.count) == [1, 5, 10])
    #expect(summary.recalls.map(\.value) == [0.75, 0.75])
    #expect(summary.successes.map(\.value) == [0.5, 1, 1])
    #expect(summary.rPrecision == 0.5 && summary.topFour == 1.5)
    #expect(summary.curve.precisions.count == 11)
  }

  @Test("the revisited rule cuts k at the last positive")
  func revisited() throws {
    let summary = try #require(SetupSummary("", Self.judgements, isRevisited: true))
    #expect(abs(summary.precisions[1].value - (2.0 / 3 + 0.2) / 2) < 1e-15)
  }

  @Test("no query with anything to find has no measures")
  func none() {
    #expect(SetupSummary("", [Self.judgements[2]], isRevisited: false) == nil)
    #expect(SetupSummary("", [], isRevisited: false) == nil)
  }
}
