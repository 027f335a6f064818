@testable import Verification

/// A verifier of a few lines, to test what is around one: the affine map of that correspondence whose map most others obey.
enum SimpleVerifier {
  private static let tolerance = 6.0
  private static let fewest = 8

  static func agreement(of pair: PicturePair) -> Agreement? {
    var best: (map: PlaneTransform, inliers: [Int])?
    for correspondence in pair.correspondences {
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
    var (firsts, seconds) = (Set<UInt32>(), Set<UInt32>())
    return correspondences.indices.filter { place in
      let (first, second) = (correspondences[place].first, correspondences[place].second)
      guard let target = map.apply(x: Double(first.x), y: Double(first.y)) else { return false }
      let (dx, dy) = (target.x - Double(second.x), target.y - Double(second.y))
      guard dx * dx + dy * dy <= tolerance * tolerance,
        !firsts.contains(correspondences[place].firstFeature),
        !seconds.contains(correspondences[place].secondFeature)
      else { return false }
      firsts.insert(correspondences[place].firstFeature)
      seconds.insert(correspondences[place].secondFeature)
      return true
    }
  }
}
