import Core
import Testing

@testable import Evaluation

@Suite("Means and their trust") struct MeanTests {
  @Test("queries without the measure are left out of its mean")
  func mean() {
    #expect(Mean(of: [0.5, nil, 1.0])?.value == 0.75)
    #expect(Mean(of: [0.5, nil, 1.0])?.count == 2)
    #expect(Mean(of: [nil, nil]) == nil)
  }

  @Test("quantiles lie between sorted values in proportion")
  func quantiles() {
    let sorted = [1.0, 2, 4, 8]
    #expect([0, 0.5, 1].map { Bootstrap.quantile($0, of: sorted) } == [1, 3, 8])
    #expect(Bootstrap.quantile(0.3, of: [5]) == 5)
  }

  @Test("an interval is the same for the same seed, holds the mean, and is a point where nothing varies")
  func interval() throws {
    let values = (0..<50).map { Double($0 % 7) / 7 }
    let interval = try #require(Bootstrap().interval(ofMeanOf: values))
    #expect(interval == Bootstrap().interval(ofMeanOf: values))
    #expect(interval != Bootstrap(seed: 2).interval(ofMeanOf: values))
    let mean = values.reduce(0, +) / 50
    #expect(interval.lower < mean && mean < interval.upper && interval.level == 0.95)
    let constant = Bootstrap().interval(ofMeanOf: [0.25, 0.25, 0.25])
    #expect(constant == ConfidenceInterval(lower: 0.25, upper: 0.25, level: 0.95))
    #expect(Bootstrap().interval(ofMeanOf: []) == nil)
  }

  @Test("of many values the interval is that of the normal distribution")
  func normal() throws {
    var random = SeededGenerator(seed: 4)
    let values = (0..<400).map { _ in random.normal() }
    let interval = try #require(Bootstrap(samples: 4000).interval(ofMeanOf: values))
    let mean = values.reduce(0, +) / 400
    let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 400).squareRoot()
    // 1.96 standard errors to either side; 4,000 samples know an end to about 4 % of that.
    let half = 1.96 * deviation / 20
    #expect(((interval.upper - mean) / half - 1).magnitude < 0.1)
    #expect(((mean - interval.lower) / half - 1).magnitude < 0.1)
  }

  @Test("about 95 of 100 intervals hold the true mean")
  func coverage() throws {
    var random = SeededGenerator(seed: 9)
    let held = try (0..<400).count { round in
      let values = (0..<60).map { _ in random.unit() }
      let interval = try #require(Bootstrap(samples: 500, seed: UInt64(round)).interval(ofMeanOf: values))
      return interval.lower <= 0.5 && 0.5 <= interval.upper
    }
    #expect((365...395).contains(held), "\(held) of 400")
  }

  @Test("wins, ties, losses and the mean difference, worked by hand")
  func comparison() throws {
    let comparison = try #require(
      PairedComparison(first: [0.5, 0.5, 0.5, 0.5], second: [0.75, 1, 0.5, 0.25]))
    #expect((comparison.wins, comparison.ties, comparison.losses) == (2, 1, 1))
    #expect(comparison.meanDifference == 0.125)
    // Differences 1/4, 1/2, −1/4: of eight choices of signs, sums 1, 0.5 (twice), 0 and their opposites; the
    // one seen is 0.5, and only the two of 0 are nearer.
    #expect(comparison.pValue == 0.75)
    #expect(PairedComparison(first: [], second: []) == nil)
  }

  @Test("a comparison turned round has the opposite difference and the same p-value")
  func opposite() throws {
    let (first, second) = ([0.1, 0.4, 0.3, 0.9], [0.3, 0.2, 0.8, 1.0])
    let there = try #require(PairedComparison(first: first, second: second))
    let back = try #require(PairedComparison(first: second, second: first))
    #expect(there.meanDifference == -back.meanDifference && there.pValue == back.pValue)
    #expect(there.wins == back.losses && there.ties == back.ties)
  }

  @Test("queries that don't differ don't change the p-value; where none differs it is 1")
  func ties() throws {
    let some = try #require(PairedComparison(first: [0, 0, 0], second: [1, 1, 1]))
    let more = try #require(
      PairedComparison(first: [0, 0, 0] + [0.5, 0.5], second: [1, 1, 1] + [0.5, 0.5]))
    #expect(some.pValue == 0.25 && more.pValue == 0.25)
    #expect(try #require(PairedComparison(first: [1, 2], second: [1, 2])).pValue == 1)
  }

  @Test(
    "all queries better in the same way: the p-value is 2 in 2ⁿ, and drawn choices agree with all choices")
  func exactAndDrawn() throws {
    let sixteen = try #require(
      PairedComparison(first: [Double](repeating: 0, count: 16), second: [Double](repeating: 0.1, count: 16)))
    #expect(sixteen.pValue == 0x1p-15)
    // Seventeen differences of ±1, eleven of them up: P(|sum| ≥ 5) = 2 · P(11 or more of 17) = 2 · 21778 / 131072.
    let signs = (0..<17).map { $0 < 11 ? 1.0 : -1.0 }
    let drawn = try #require(PairedComparison(first: signs.map { _ in 0 }, second: signs))
    #expect((drawn.pValue - 43556.0 / 131072).magnitude < 0.015)
    #expect(drawn == PairedComparison(first: signs.map { _ in 0 }, second: signs))
    let hundred = try #require(
      PairedComparison(first: [Double](repeating: 0, count: 100), second: [Double](repeating: 1, count: 100)))
    #expect(hundred.pValue < 1e-4)
  }

  @Test("where neither is better, small p-values are as rare as they say")
  func honest() throws {
    var random = SeededGenerator(seed: 12)
    let small = try (0..<400).count { _ in
      let values = (0..<10).map { _ in random.normal() }
      let comparison = try #require(
        PairedComparison(first: values.map { _ in 0 }, second: values, bootstrap: Bootstrap(samples: 10)))
      return comparison.pValue <= 0.1
    }
    #expect((20...60).contains(small), "\(small) of 400")
  }
}
