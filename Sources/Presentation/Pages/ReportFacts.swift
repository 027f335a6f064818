import Retrieval

/// The numbers of a result with their names, as cards and the view list them.
enum ReportFacts {
  /// The few that stand on a card.
  static func brief(_ result: QueryReport.Result) -> [(name: String, value: String)] {
    var facts = [("Score", NumberText.fixed(Double(result.score), decimals: 4))]
    if let box = result.drawnBox {
      facts.append(("Box", self.box(box)))
      if result.isMirrored { facts.append(("Mirrored", "yes")) }
    }
    guard let proof = result.proof else { return facts }
    let places = NumberText.brief(proof.effectiveInlierCount, decimals: 1)
    facts.append(("Points", "\(proof.inlierCount) in \(places) places"))
    facts.append(("log10 NFA", NumberText.fixed(proof.logNFA, decimals: 1)))
    facts.append(("Box", box(proof.box)))
    return facts
  }

  /// All of them.
  static func all(
    _ result: QueryReport.Result, of answer: ShownAnswer
  ) -> [(name: String, value: String)] {
    var facts = brief(result)
    if answer.isVerified { facts.insert(("Same thing", result.isProven ? "proven" : "not proven"), at: 0) }
    if answer.hasRotations {
      facts.append(("Query turned", "\(NumberText.brief(result.rotationInDegrees, decimals: 0))°"))
    }
    guard let proof = result.proof else { return facts }
    facts.append(("Map", proof.model.rawValue))
    facts.append(("Query covered", NumberText.percent(proof.coverage)))
    if proof.isMirrored { facts.append(("Mirrored", "yes")) }
    return facts
  }

  /// `x 12, y 30, 300 × 200`
  static func box(_ region: PictureRegion) -> String {
    func whole(_ number: Double) -> String { NumberText.fixed(number, decimals: 0) }
    return "x \(whole(region.x)), y \(whole(region.y)), \(whole(region.width)) × \(whole(region.height))"
  }
}
