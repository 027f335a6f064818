import Testing

@testable import Verification

@Suite("what chance brings about") struct ChanceModelTests {
  private static let model = ChanceModel(
    knots: [.init(2, 0), .init(5, -1), .init(9, -4)], tailSlope: 0.5, shiftPerOctave: 0.75, usualCount: 128,
    denseCount: 1e9)
  private static let all: [ChanceModel] = [
    model, .sharedWords, .sharedWordsOfPoints, .uprightNeighbours, .orientedNeighbours, .learnedNeighbours,
  ]

  /// With the usual number that disobey.
  private static func logChance(_ evidence: Double) -> Double {
    model.logChance(ofEvidence: evidence, disobeying: 127)
  }

  @Test("exact at its knots, straight between them and behind the last, worked by hand")
  func knots() {
    for (evidence, expected) in [(2, 0), (5, -1), (9, -4), (3.5, -0.5), (7, -2.5), (11, -5), (109, -54)] {
      #expect(abs(Self.logChance(evidence) - expected) < 1e-12, "\(evidence)")
    }
  }

  @Test("little evidence is chance: 0")
  func little() {
    for evidence in [-100, 0, 1.999] { #expect(Self.logChance(evidence) == 0) }
  }

  @Test(
    "never above 0, never rising, and without jumps where it is below 0", arguments: all.indices,
    [0, 1, 63, 5000])
  func monotone(index: Int, disobeying: Int) {
    let values = (0...4000).map {
      Self.all[index].logChance(ofEvidence: Double($0) / 100, disobeying: disobeying)
    }
    #expect(values.allSatisfy { $0 <= 0 } && (values.last ?? 0) < -2)
    let steps = zip(values, values.dropFirst())
    #expect(steps.allSatisfy { $1 <= $0 })
    #expect(steps.allSatisfy { $0 == 0 || $0 - $1 < 0.03 })
  }

  @Test("of neighbours even little evidence is told without jumps")
  func begins() {
    for model in [ChanceModel.uprightNeighbours, .orientedNeighbours] {
      let start = (0...2000).map { model.logChance(ofEvidence: Double($0) / 100, disobeying: 200) }
      #expect(zip(start, start.dropFirst()).allSatisfy { $0 - $1 < 0.03 })
    }
  }

  @Test("among words of points little evidence is worth little, worked by hand")
  func wordsOfPoints() {
    for (evidence, expected) in [(1.17, -1.2), (2.24, -1.6), (4.16, -3.6), (5.16, -4.4), (14.16, -11.6)]
      as [(Double, Double)]
    {
      let found = ChanceModel.sharedWordsOfPoints.logChance(ofEvidence: evidence, disobeying: 49)
      #expect(abs(found - expected) < 1e-9, "\(evidence)")
    }
  }

  @Test("twice as many that disobey shift it by κ")
  func shift() {
    for (disobeying, octaves) in [(127, 0.0), (255, 1), (1023, 3), (63, -1), (0, -7)] {
      for evidence in [8.0, 15, 40] {
        let shifted = Self.model.logChance(ofEvidence: evidence + 0.75 * octaves, disobeying: disobeying)
        #expect(abs(shifted - Self.logChance(evidence)) < 1e-12, "\(disobeying), \(evidence)")
      }
    }
  }

  @Test("the more disobey, the more chance explains; without a shift nothing changes")
  func disobeying() {
    let values = [0, 1, 10, 100, 1000, 100_000].map {
      ChanceModel.uprightNeighbours.logChance(ofEvidence: 15, disobeying: $0)
    }
    for (a, b) in zip(values, values.dropFirst()) { #expect(a < b) }
    let fixed = ChanceModel(
      knots: [.init(0, 0), .init(1, -1)], tailSlope: 1, shiftPerOctave: 0, usualCount: 9, denseCount: 1e9)
    #expect(
      fixed.logChance(ofEvidence: 5, disobeying: 0) == fixed.logChance(ofEvidence: 5, disobeying: 1 << 20))
  }

  @Test("fewer than none disobey as none do, and endless evidence is beyond all chance")
  func extremes() {
    #expect(
      Self.model.logChance(ofEvidence: 9, disobeying: -5)
        == Self.model.logChance(ofEvidence: 9, disobeying: 0))
    #expect(Self.model.logChance(ofEvidence: .infinity, disobeying: 0) == -.infinity)
    #expect(Self.model.logChance(ofEvidence: -.infinity, disobeying: 0) == 0)
    #expect(Self.model.logChance(ofEvidence: 9, disobeying: .max - 1) == 0)
  }
}
