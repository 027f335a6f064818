import Testing

@testable import LocalFeatures

@Suite("Features of several scales") struct ScaleRaceTests {
  @Test("each scale gives in proportion to its side, its strongest first")
  func proportions() {
    let strengths: [[Float]] = [[9, 8, 7, 6, 5, 4], [3, 2, 1]]
    let chosen = ScaleRace.first(6, of: strengths, scales: [1, 0.5])
    #expect(chosen.map { [$0.scale, $0.rank] } == [[0, 0], [0, 1], [1, 0], [0, 2], [0, 3], [1, 1]])
    #expect(chosen.map(\.strength) == [9, 8, 3, 7, 6, 2])
  }

  @Test("where one scale has no more, the others go on")
  func leftOver() {
    let chosen = ScaleRace.first(5, of: [[9], [3, 2, 1]], scales: [1, 0.5])
    #expect(chosen.map { [$0.scale, $0.rank] } == [[0, 0], [1, 0], [1, 1], [1, 2]])
    #expect(ScaleRace.first(5, of: [[], []], scales: [1, 0.5]).isEmpty)
  }

  @Test("the strongest come first, of equal ones the earlier, and no more than are wanted")
  func strongest() {
    let features = [(0, 0.5), (1, 0.9), (2, 0.5), (3, 0.1)].map {
      ScaledFeature(scale: 0, rank: $0.0, strength: Float($0.1))
    }
    #expect(ScaleRace.strongest(features, limit: 3).map(\.rank) == [1, 0, 2])
  }
}
