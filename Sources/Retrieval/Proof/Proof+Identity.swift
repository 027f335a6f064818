import Verification

extension Proof {
  /// For files of the same bytes in which too few features agree: all of one picture is all of the other. Contents are compared by hashes of 128
  /// bits, so chance has 2⁻¹²⁸.
  static func identity(width: Int, height: Int) -> Proof {
    let (right, bottom) = (Double(width) - 0.5, Double(height) - 0.5)
    return Proof(
      isSame: true, inlierCount: 0, effectiveInlierCount: 0, candidateCount: 0, evidence: 0, logNFA: -38.53,
      model: .similarity, targetFromQuery: .identity, queryFromTarget: .identity, fundamentalMatrix: nil,
      quadrilateral: [
        PicturePoint(x: -0.5, y: -0.5), PicturePoint(x: right, y: -0.5), PicturePoint(x: right, y: bottom),
        PicturePoint(x: -0.5, y: bottom),
      ], box: PictureRegion(x: 0, y: 0, width: Double(width), height: Double(height)), coverage: 1,
      isMirrored: false, matches: [])
  }
}
