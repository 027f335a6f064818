/// The depth of a scene behind a plane that was found: points that lie beside the plane's map, but along epipolar lines.
///
/// A point within `band` of its line has the probability of a strip, about 2 · band · parallax, and not that of a disc; so it is worth about as much
/// as one that obeys a map within the widest tolerance. The seven numbers of the geometry have to be paid for.
enum DepthSearch {
  /// How far from their lines points may be, fit after fit.
  static let bands: [Double] = [0.02, 0.012, 0.008, 0.006, 0.006]
  /// Points of a scene in depth lie this near to where the plane's map says, in units of the pictures.
  static let parallax: Float = 0.25
  /// By how much the evidence has to grow.
  static let leastGain = 5.0
  /// A plane with less evidence is no ground to build on.
  static let leastEvidence = 8.0
}

extension LocalOptimisation {
  /// The scene around a plane, or `nil` where there is no more than the plane.
  mutating func scene(around plane: Outcome) -> (geometry: EpipolarGeometry, evidence: Evidence)? {
    guard plane.evidence.amount >= DepthSearch.leastEvidence, let last = DepthSearch.bands.last else {
      return nil
    }
    let near = counter.count(plane.map, within: DepthSearch.parallax).inliers
    let known = Set(plane.evidence.inliers)
    var members = plane.evidence.inliers + near.filter { !known.contains($0) }
    guard members.count >= known.count + EpipolarGeometry.leastPoints else { return nil }
    let all = members
    for band in DepthSearch.bands {
      guard let geometry = EpipolarGeometry(members.map { counter.columns.point($0) }) else { return nil }
      let distances = all.map { (index: $0, distance: Float(geometry.distance(counter.columns.point($0)))) }
      members = distances.filter { Double($0.distance) < band }.map(\.index)
      guard band == last else { continue }
      let evidence = counter.count(distances, within: Float(band))
      if evidence.amount >= plane.evidence.amount + DepthSearch.leastGain { return (geometry, evidence) }
    }
    return nil
  }
}
