import Core
import Evaluation
import Testing

@Suite("Average precision") struct AveragePrecisionTests {
  private let relevance = Relevance(positives: ["a", "b", "c"], junk: ["j", "k"])

  private func judged(_ ranking: String...) -> Judgement {
    Judgement(ranking: ranking, relevance: relevance)
  }

  private func isClose(_ value: Double?, _ expected: Double) -> Bool {
    value.map { ($0 - expected).magnitude < 1e-14 } ?? false
  }

  @Test("hits have positions among what is not junk")
  func positions() {
    let judgement = judged("a", "j", "x", "b", "k", "y")
    #expect(judgement.hits == [0, 2])
    #expect(judgement.positiveCount == 3)
    #expect(judgement.rankedCount == 4)
    #expect([0, 1, 2, 3, 100].map(judgement.found) == [0, 1, 1, 2, 2])
  }

  @Test("a name counts where it stands first")
  func repeatedNames() {
    #expect(judged("a", "x", "a", "x", "b") == judged("a", "x", "b"))
  }

  @Test("a positive that is also junk is taken out, and still missing")
  func positiveJunk() {
    let both = Judgement(ranking: ["a", "b"], relevance: Relevance(positives: ["a", "b"], junk: ["a"]))
    #expect(both.hits == [0])
    #expect(both.positiveCount == 2)
  }

  @Test("worked by hand: a, junk, x, b of three positives")
  func worked() {
    // Trapezoid: 1/3 · 1 for a, 1/3 · (1/2 + 2/3)/2 for b. Finite sum: 1/3 · (1 + 2/3).
    let judgement = judged("a", "j", "x", "b")
    #expect(isClose(judgement.averagePrecision(), 19.0 / 36))
    #expect(isClose(judgement.averagePrecision(.finiteSum), 5.0 / 9))
  }

  @Test("worked by hand: only hit in second place")
  func second() {
    let judgement = Judgement(ranking: ["x", "a"], relevance: Relevance(positives: ["a"]))
    #expect(isClose(judgement.averagePrecision(), 1.0 / 4))
    #expect(isClose(judgement.averagePrecision(.finiteSum), 1.0 / 2))
  }

  @Test(
    "all positives in front are worth 1, none 0, no positives nothing",
    arguments: AveragePrecisionRule.allCases)
  func ends(rule: AveragePrecisionRule) {
    #expect(judged("c", "j", "b", "a", "x").averagePrecision(rule) == 1)
    #expect(judged("x", "j", "y").averagePrecision(rule) == 0)
    #expect(judged().averagePrecision(rule) == 0)
    let nothing = Judgement(ranking: ["a"], relevance: Relevance(positives: []))
    #expect(nothing.averagePrecision(rule) == nil)
  }

  /// The rule of the Oxford buildings position by position, straight from its description.
  private func areaWalkedThrough(_ judgement: Judgement) -> Double {
    var (area, recall, precision) = (0.0, 0.0, 1.0)
    for position in 0..<judgement.rankedCount {
      let found = Double(judgement.found(within: position + 1))
      let (recallBefore, precisionBefore) = (recall, precision)
      recall = found / Double(judgement.positiveCount)
      precision = found / Double(position + 1)
      area += (recall - recallBefore) * (precisionBefore + precision) / 2
    }
    return area
  }

  @Test("walking from hit to hit gives the same area as walking through all positions")
  func bothTrapezoids() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<300 {
      let judgement = RandomRanking(&random).judgement
      #expect(isClose(judgement.averagePrecision(), areaWalkedThrough(judgement)))
    }
  }

  @Test("the trapezoid is never above the finite sum, both lie in 0...1, and moving a hit up never harms")
  func order() throws {
    var random = SeededGenerator(seed: 6)
    var differing = 0
    for _ in 0..<300 {
      let ranking = RandomRanking(&random)
      let trapezoid = try #require(ranking.judgement.averagePrecision())
      let sum = try #require(ranking.judgement.averagePrecision(.finiteSum))
      #expect(0 <= trapezoid && trapezoid <= sum + 1e-15 && sum <= 1 + 1e-15)
      if trapezoid < sum { differing += 1 }
      guard let place = ranking.names.firstIndex(where: ranking.relevance.positives.contains), place > 0
      else { continue }
      var better = ranking
      better.names.swapAt(place, place - 1)
      for rule in AveragePrecisionRule.allCases {
        let before = try #require(ranking.judgement.averagePrecision(rule))
        let after = try #require(better.judgement.averagePrecision(rule))
        #expect(after >= before - 1e-15)
      }
    }
    #expect(differing > 200)
  }

  @Test("where junk stands, and whether it stands there at all, changes nothing")
  func junk() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<200 {
      let ranking = RandomRanking(&random)
      var moved = ranking
      moved.names.removeAll(where: ranking.relevance.junk.contains)
      #expect(moved.judgement == ranking.judgement)
      for name in ranking.relevance.junk.sorted() {
        moved.names.insert(name, at: random.index(below: moved.names.count + 1))
      }
      #expect(moved.judgement == ranking.judgement)
    }
  }
}
