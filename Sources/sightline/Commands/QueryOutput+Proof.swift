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
    let mantissa = fixed(powerOfTwo((logarithm - exponent) * binaryLogarithm(10)), decimals: 1)
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
    append("box", [box.x, box.y, box.width, box.height], to: &json)
    append("queryFromTarget", proof.queryFromTarget.rowMajor, to: &json)
    append("targetFromQuery", proof.targetFromQuery.rowMajor, to: &json)
    if let matrix = proof.fundamentalMatrix { append("fundamentalMatrix", matrix, to: &json) }
    json.key("quadrilateral")
    json.array { json in for corner in proof.quadrilateral { append([corner.x, corner.y], to: &json) } }
    json.member("effectiveInliers", proof.effectiveInlierCount)
    json.member("model", proof.model.rawValue)
    json.member("mirrored", proof.isMirrored)
    json.member("coverage", proof.coverage)
    json.member("evidence", proof.evidence)
    guard result.words != nil else { return }
    json.key("matches")
    json.array { json in
      for match in proof.matches {
        append([match.query.x, match.query.y, match.target.x, match.target.y], to: &json)
      }
    }
  }

  private static func append(_ key: String, _ numbers: [Double], to json: inout JSONWriter) {
    json.key(key)
    append(numbers, to: &json)
  }

  private static func append(_ numbers: [Double], to json: inout JSONWriter) {
    json.array { json in for number in numbers { json.value(number) } }
  }
}
