import Core
import Evaluation
import Testing

@Suite("Measures of the first pictures, and curves") struct CutoffTests {
  /// a x b y z of the positives a, b, c: hits at 0 and 2.
  private let judgement = Judgement(
    ranking: ["a", "x", "b", "y", "z"], relevance: Relevance(positives: ["a", "b", "c"]))
  /// The same with c at the end: all positives are ranked.
  private let complete = Judgement(
    ranking: ["a", "x", "b", "y", "z", "c", "w"], relevance: Relevance(positives: ["a", "b", "c"]))
  private let hopeless = Judgement(ranking: ["a"], relevance: Relevance(positives: []))

  @Test("precision and recall at so many pictures, worked by hand")
  func cutoffs() {
    #expect([1, 2, 3, 5, 10].map(judgement.precision) == [1, 0.5, 2.0 / 3, 0.4, 0.2])
    let third = 1.0 / 3
    #expect([1, 2, 3, 10].compactMap(judgement.recall) == [third, third, 2 * third, 2 * third])
    #expect(judgement.rPrecision == 2.0 / 3)
    #expect(judgement.topFourScore == 2)
    #expect(judgement.isSuccessful(at: 1) == true)
    let late = Judgement(ranking: ["x", "y", "a"], relevance: Relevance(positives: ["a"]))
    #expect([1, 2, 3, 4].compactMap(late.isSuccessful) == [false, false, true, true])
  }

  @Test("a query without positives has none of the measures that divide by them")
  func nothing() {
    #expect(hopeless.recall(at: 1) == nil)
    #expect(hopeless.isSuccessful(at: 1) == nil)
    #expect(hopeless.rPrecision == nil)
    #expect(hopeless.revisitedPrecision(at: 1) == nil)
    #expect(hopeless.rawCurve == nil)
    #expect(InterpolatedCurve(hopeless) == nil)
    #expect(hopeless.precision(at: 1) == 0)
  }

  @Test("the revisited precision goes no further than the last positive")
  func revisited() {
    // Positions from 1: 1, 3, 6.
    #expect([1, 5, 6, 10].compactMap(complete.revisitedPrecision) == [1, 0.4, 0.5, 0.5])
    let one = Judgement(ranking: ["a", "x", "y"], relevance: Relevance(positives: ["a"]))
    #expect(one.revisitedPrecision(at: 10) == 1)
    // c is not ranked and so stands beyond any number.
    #expect(judgement.revisitedPrecision(at: 10) == 0.2)
  }

  @Test("the raw curve, worked by hand")
  func rawCurve() {
    let third = 1.0 / 3
    #expect(
      judgement.rawCurve == [
        CurvePoint(recall: third, precision: 1), CurvePoint(recall: third, precision: 0.5),
        CurvePoint(recall: 2 * third, precision: 2 * third), CurvePoint(recall: 2 * third, precision: 0.5),
        CurvePoint(recall: 2 * third, precision: 0.4),
      ])
  }

  @Test("the interpolated curve has the greatest precision at this recall or above")
  func interpolated() throws {
    // Recall 1/3 at precision 1, 2/3 at 2/3, 1 at 1/2: levels 0 … 0.3, 0.4 … 0.6, 0.7 … 1.
    let curve = try #require(InterpolatedCurve(complete))
    let middle = 2.0 / 3
    #expect(curve.precisions == [1, 1, 1, 1, middle, middle, middle, 0.5, 0.5, 0.5, 0.5])
    #expect(curve.recall(at: 3) == 0.3)
    #expect(InterpolatedCurve(judgement, levels: 4)?.precisions == [1, 1, 2.0 / 3, 0])
    // Ten positives, all in front: each level is reached exactly, without rounding.
    let names = (0..<10).map(String.init)
    let perfect = Judgement(ranking: names.prefix(3), relevance: Relevance(positives: Set(names)))
    #expect(InterpolatedCurve(perfect)?.precisions == [1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0])
  }

  @Test("the mean curve is the mean at each level")
  func meanCurve() throws {
    let curves = try [complete, judgement].map { try #require(InterpolatedCurve($0, levels: 4)) }
    let mean = try #require(InterpolatedCurve(meanOf: curves))
    #expect(mean.precisions == [1, 1, 2.0 / 3, 0.25])
    #expect(InterpolatedCurve(meanOf: []) == nil)
  }

  @Test("interpolation agrees with its definition, and recall meets precision at the number of positives")
  func definitions() throws {
    var random = SeededGenerator(seed: 8)
    for _ in 0..<200 {
      let judgement = RandomRanking(&random).judgement
      let raw = try #require(judgement.rawCurve)
      let curve = try #require(InterpolatedCurve(judgement))
      for level in 0...10 {
        let needed = Double(level * judgement.positiveCount) / 10 - 1e-9
        let reaching = raw.filter { $0.recall * Double(judgement.positiveCount) >= needed }
        let greatest = reaching.map(\.precision).max() ?? 0
        #expect(curve.precisions[level] == greatest)
      }
      for (position, point) in raw.enumerated() where point.recall > 0 {
        #expect((point.recall == point.precision) == (position + 1 == judgement.positiveCount))
        if point.recall == point.precision { #expect(judgement.rPrecision == point.recall) }
      }
    }
  }
}
