import Core

/// What each of n inliers that stand in one cell counts.
///
/// Regions count √n together. Points that a network found at several sizes count more, n^0.65, when they stand with regions: at each size it sees
/// something else of the place, and where only a small part of two pictures is of one thing, cells are few and full. 100 same and 400 different
/// pairs, area under the curve with the exponents 0.25, 0.5, 0.65 and 0.75: 0.987, 0.989, 0.991 and 0.991.
struct CrowdShare {
  /// For 0, 1, 2… of them.
  private let shares: [Double]
  private let isMixed: Bool

  private static let powerOfMixed = 0.35
  private static let tableLength = 256

  init(_ frames: FrameKind) {
    let isMixed = frames == .mixed
    self.isMixed = isMixed
    shares = (0..<Self.tableLength).map { Self.share(Double(max(1, $0)), isMixed) }
  }

  func ofEach(of count: Int) -> Double {
    count < shares.count ? shares[count] : Self.share(Double(count), isMixed)
  }

  private static func share(_ count: Double, _ isMixed: Bool) -> Double {
    isMixed ? powerOfTwo(-powerOfMixed * binaryLogarithm(count)) : 1 / count.squareRoot()
  }
}
