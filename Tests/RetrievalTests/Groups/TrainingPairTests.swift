import Testing

@testable import Retrieval

@Suite("Pairs for training") struct TrainingPairTests {
  private static func report(_ links: [PictureLink], unproven: [(String, Float)]) -> LinkReport {
    var report = LinkSamples.report(links.sorted { ($0.a, $0.b) < ($1.a, $1.b) })
    report.unproven = unproven.map { names, score in
      UnprovenPair(a: String(names.prefix(1)), b: String(names.suffix(1)), shortlistScore: score)
    }
    return report
  }

  private static func shown(_ pairs: [TrainingPair]) -> [String] {
    pairs.map { ($0.isPositive ? "+" : "-") + $0.a + $0.b }
  }

  @Test("links of groups are positives; pairs of one group that nothing proves are neither, others negatives")
  func kinds() {
    let report = Self.report(
      LinkSamples.links("ab bc xy"), unproven: [("ac", 0.9), ("ax", 0.5), ("bz", 0.4), ("uv", 0.3)])
    let pairs = report.trainingPairs()
    #expect(Self.shown(pairs) == ["+ab", "+bc", "+xy", "-ax", "-bz", "-uv"])
    #expect(pairs.map(\.groupOfA) == [1, 1, 2, 1, 1, nil])
    #expect(pairs.map(\.groupOfB) == [1, 1, 2, 2, nil, nil])
    #expect(pairs[3].label == .negative(shortlistScore: 0.5))
    #expect(pairs[2].label == .positive(LinkSamples.links("xy")[0]))
  }

  @Test("a link too weak to join two groups is no positive, and no pair between them a negative")
  func doubtful() {
    let weak = LinkSamples.links("ax", logNFA: -10)
    let report = Self.report(
      LinkSamples.links("ab bc xy yz") + weak, unproven: [("bz", 0.9), ("bq", 0.1)])
    #expect(Self.shown(report.trainingPairs()) == ["+ab", "+bc", "+xy", "+yz", "-bq"])
  }

  @Test("a picture is in so many pairs of each kind at most, the best of them")
  func limits() {
    let report = Self.report(
      LinkSamples.links("ab ac", logNFA: -20) + LinkSamples.links("ad", logNFA: -30),
      unproven: [("px", 0.3), ("py", 0.5), ("pz", 0.4), ("yz", 0.4)])
    var options = TrainingPairOptions()
    options.positivesPerPicture = 2
    options.negativesPerPicture = 2
    #expect(Self.shown(report.trainingPairs(options: options)) == ["+ab", "+ad", "-py", "-pz", "-yz"])
    options.positivesPerPicture = 0
    options.negativesPerPicture = 1
    #expect(Self.shown(report.trainingPairs(options: options)) == ["-py"])
  }
}
