import Core
import Presentation
import Retrieval

/// What `sightline verify` prints.
enum VerifyOutput {
  /// One line: the answer and the numbers behind it.
  static func text(_ report: ComparisonReport) -> String {
    let identical = report.isIdentical ? "identical files: " : ""
    let answer = report.isSame ? "same" : "not the same"
    return "\(answer): \(identical)\(reason(report))\n"
  }

  private static func reason(_ report: ComparisonReport) -> String {
    if let proof = report.proof, proof.inlierCount == 0 { return "the same bytes, and no features to match" }
    if let proof = report.proof { return ProofText.sentence(proof) }
    for picture in [report.a, report.b] where picture.featureCount == 0 {
      return "\(Console.printable(picture.name)) has no features"
    }
    let looks =
      report.candidateCount == 1 ? "1 pair of points looks" : "\(report.candidateCount) pairs of points look"
    return "\(looks) alike, and no map is obeyed by more of them than chance brings about"
  }

  /// Without a proof its numbers are `null` and its lists empty, so that every document has the same members.
  static func json(_ report: ComparisonReport) -> [UInt8] {
    JSONText.line { json in
      json.member("sameObject", report.isSame)
      json.member("identical", report.isIdentical)
      append(report.proof, logNFA: report.logNFA, to: &json)
      json.member("candidates", report.candidateCount)
      for (key, picture) in [("a", report.a), ("b", report.b)] {
        json.key(key)
        json.object { append(picture, to: &$0) }
      }
      let timings = report.timings
      json.timings([
        ("features", timings.features), ("matching", timings.matching),
        ("verification", timings.verification), ("total", timings.total),
      ])
    }
  }

  private static func append(_ proof: Proof?, logNFA: Double, to json: inout JSONWriter) {
    json.member("inliers", proof?.inlierCount ?? 0)
    json.member("effectiveInliers", proof?.effectiveInlierCount ?? 0)
    json.member("logNFA", logNFA)
    json.key("model")
    if let proof { json.value(proof.model.rawValue) } else { json.value(Double.nan) }
    json.member("mirrored", proof?.isMirrored ?? false)
    json.member("coverage", proof?.coverage ?? 0)
    json.member("evidence", proof?.evidence ?? 0)
    append("fundamentalMatrix", proof?.fundamentalMatrix, to: &json)
    append("bFromA", proof?.targetFromQuery.rowMajor, to: &json)
    append("aFromB", proof?.queryFromTarget.rowMajor, to: &json)
    append("box", proof.map { [$0.box.x, $0.box.y, $0.box.width, $0.box.height] }, to: &json)
    json.key("quadrilateral")
    json.array { json in for point in proof?.quadrilateral ?? [] { json.value([point.x, point.y]) } }
    json.key("matches")
    json.array { json in
      for match in proof?.matches ?? [] {
        json.value([match.query.x, match.query.y, match.target.x, match.target.y])
      }
    }
  }

  private static func append(_ key: String, _ numbers: [Double]?, to json: inout JSONWriter) {
    json.key(key)
    if let numbers { json.value(numbers) } else { json.value(Double.nan) }
  }

  private static func append(_ picture: ComparisonReport.Picture, to json: inout JSONWriter) {
    json.member("name", picture.name)
    json.member("width", picture.width)
    json.member("height", picture.height)
    json.member("features", picture.featureCount)
  }
}
