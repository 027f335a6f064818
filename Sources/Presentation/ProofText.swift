import Retrieval

/// What a proof says, in words: the same on drawings, on pages and from the tool.
package enum ProofText {
  /// `143 points agree (61 places)`.
  package static func agreement(_ proof: Proof) -> String {
    let points = NumberText.count(proof.inlierCount, "point")
    let places = NumberText.count(Int(min(1e9, proof.effectiveInlierCount.rounded(.down))), "place")
    return "\(points) \(proof.inlierCount == 1 ? "agrees" : "agree") (\(places))"
  }

  /// `log10 NFA -98.2`.
  package static func chance(_ proof: Proof) -> String {
    "log10 NFA \(NumberText.fixed(proof.logNFA, decimals: 1))"
  }

  /// The kind of map, the share that is covered, and whether left and right are exchanged.
  package static func details(_ proof: Proof) -> [String] {
    [proof.model.rawValue, "\(NumberText.percent(proof.coverage)) covered"]
      + (proof.isMirrored ? ["mirrored"] : [])
  }

  /// All of it.
  package static func sentence(_ proof: Proof) -> String {
    ([agreement(proof), chance(proof)] + details(proof)).joined(separator: ", ")
  }
}
