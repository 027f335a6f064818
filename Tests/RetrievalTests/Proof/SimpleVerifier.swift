@testable import Verification

/// A verifier of a few lines, to test what is around one: the affine map of that one of the surest correspondences whose map
/// most others obey.
enum SimpleVerifier {
  private static let tolerance = 4.0
  private static let fewest = 16
  private static let mostHypotheses = 200

  static func agreement(of pair: PicturePair) -> Agreement? {
    let surest = pair.correspondences.sorted { $0.closeness > $1.closeness }.prefix(mostHypotheses)
    var best: (map: PlaneTransform, inliers: [Int])?
    for correspondence in surest {
      guard let map = map(from: correspondence) else { continue }
      let inliers = inliers(of: map, in: pair.correspondences)
      if inliers.count > best?.inliers.count ?? (fewest - 1) { best = (map, inliers) }
    }
    return best.map {
      Agreement(
        model: .affine, secondFromFirst: $0.map, inliers: $0.inliers,
        effectiveInlierCount: Double($0.inliers.count), logChance: -Double($0.inliers.count))
    }
  }

  /// The map that takes one frame to the other.
  private static func map(from correspondence: Correspondence) -> PlaneTransform? {
    func matrix(_ frame: LocalFrame) -> PlaneTransform {
      PlaneTransform(
        xx: Double(frame.xx), xy: Double(frame.xy), x1: Double(frame.x), yx: Double(frame.yx),
        yy: Double(frame.yy), y1: Double(frame.y))
    }
    return matrix(correspondence.first).inverse.map { matrix(correspondence.second) * $0 }
  }

  /// One to one, in the order of correspondences.
  private static func inliers(of map: PlaneTransform, in correspondences: [Correspondence]) -> [Int] {
    let near = correspondences.indices.filter { place in
      let (first, second) = (correspondences[place].first, correspondences[place].second)
      guard let target = map.apply(x: Double(first.x), y: Double(first.y)) else { return false }
      let (dx, dy) = (target.x - Double(second.x), target.y - Double(second.y))
      return dx * dx + dy * dy <= tolerance * tolerance
    }
    var (firsts, seconds) = (Set<UInt32>(), Set<UInt32>())
    return near.filter { place in
      let correspondence = correspondences[place]
      guard !firsts.contains(correspondence.firstFeature), !seconds.contains(correspondence.secondFeature)
      else { return false }
      firsts.insert(correspondence.firstFeature)
      seconds.insert(correspondence.secondFeature)
      return true
    }
  }
}
