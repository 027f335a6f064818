import Core
import Retrieval

/// What `sightline query` prints of proofs.
extension QueryOutput {
  /// Mark, score, points, log NFA and box of a result, with dashes for what there is not.
  static func proofColumns(of result: QueryReport.Result) -> [String] {
    let score = fixed(result.score)
    guard let proof = result.proof else { return ["-", score, "-", "-", "-"] }
    let box = [proof.box.x, proof.box.y, proof.box.width, proof.box.height].map { String(Int($0.rounded())) }
    return [
      proof.isSame ? "+" : "?", score, String(proof.inlierCount), fixed(proof.logNFA, decimals: 1),
      box.joined(separator: ","),
    ]
  }

  /// A power of ten as a number: `3.2e-05`.
  static func scientific(_ logarithm: Double) -> String {
    let exponent = logarithm.rounded(.down)
    let mantissa = fixed(powerOfTen(logarithm - exponent), decimals: 1)
    return "\(mantissa)e\(Int(exponent))"
  }

  /// The members of a result that say how it agrees with the query.
  static func append(proofOf result: QueryReport.Result, to json: inout JSONWriter) {
    json.member("sameObject", result.isSame)
    json.member("inliers", result.proof?.inlierCount ?? 0)
    json.member("logNFA", result.proof?.logNFA ?? .nan)
    json.member("shortlistRank", result.shortlistRank)
    json.member("shortlistScore", result.shortlistScore)
    guard let proof = result.proof else { return }
    let box = proof.box
    json.member("box", [box.x, box.y, box.width, box.height])
    json.member("queryFromTarget", proof.queryFromTarget.rowMajor)
    json.member("targetFromQuery", proof.targetFromQuery.rowMajor)
    if let matrix = proof.fundamentalMatrix { json.member("fundamentalMatrix", matrix) }
    json.key("quadrilateral")
    json.array { json in for corner in proof.quadrilateral { json.value([corner.x, corner.y]) } }
    json.member("effectiveInliers", proof.effectiveInlierCount)
    json.member("model", proof.model.rawValue)
    json.member("mirrored", proof.isMirrored)
    json.member("coverage", proof.coverage)
    json.member("evidence", proof.evidence)
    guard result.words != nil else { return }
    json.key("matches")
    json.array { json in
      for match in proof.matches {
        json.value([match.query.x, match.query.y, match.target.x, match.target.y])
      }
    }
  }
}
