import Verification

extension Proof {
  /// For files of the same bytes in which too few features agree: all of one picture is all of the other. Contents are compared by hashes of 128
  /// bits, so chance has 2⁻¹²⁸.
  static func identity(width: Int, height: Int) -> Proof {
    let corners = PictureArea(width: width, height: height).corners
    return Proof(
      isSame: true, inlierCount: 0, effectiveInlierCount: 0, candidateCount: 0, evidence: 0, logNFA: -38.53,
      model: .similarity, targetFromQuery: .identity, queryFromTarget: .identity, fundamentalMatrix: nil,
      quadrilateral: corners.map { PicturePoint(x: $0.x, y: $0.y) },
      box: PictureRegion(x: 0, y: 0, width: Double(width), height: Double(height)), coverage: 1,
      isMirrored: false, matches: [])
  }
}
