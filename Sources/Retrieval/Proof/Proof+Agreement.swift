import Core
import Verification

extension Proof {
  /// What an agreement of two pictures says to people; the first picture, or its region, is the query, the second one the
  /// target.
  ///
  /// `testCount` pictures were searched, or other tests were made, and up to `maxNFA` false alarms are taken for none. `nil` for a map that flattens
  /// one of the pictures or has numbers that are none.
  package init?(_ agreement: Agreement, of pair: PicturePair, testCount: Double, maxNFA: Double) {
    guard let targetFromQuery = agreement.secondFromFirst.normalised, let back = targetFromQuery.inverse,
      (targetFromQuery.rowMajor + back.rowMajor).allSatisfy(\.isFinite)
    else { return nil }
    let matches = Self.matches(agreement, of: pair)
    let corners =
      Self.corners(of: pair.first, through: targetFromQuery) ?? ConvexPolygon.hull(of: matches.map(\.target))
    self.init(
      isSame: false, inlierCount: agreement.inliers.count,
      effectiveInlierCount: agreement.effectiveInlierCount, candidateCount: pair.correspondences.count,
      evidence: agreement.evidence,
      logNFA: agreement.logChance + decimalLogarithm(max(1, testCount)),
      model: Model(agreement.model), targetFromQuery: targetFromQuery, queryFromTarget: back,
      fundamentalMatrix: agreement.fundamental,
      quadrilateral: corners, box: Self.box(around: corners, matches, within: pair.second),
      coverage: Self.coverage(matches, of: pair.first), isMirrored: agreement.isMirrored, matches: matches)
    isSame = logNFA <= decimalLogarithm(maxNFA)
  }

  /// The inliers, the surest first, of equally sure ones in their order.
  private static func matches(_ agreement: Agreement, of pair: PicturePair) -> [PointMatch] {
    let inliers = agreement.inliers.map { pair.correspondences[$0] }
    let order = inliers.indices.sorted { a, b in
      let (ofA, ofB) = (inliers[a].closeness, inliers[b].closeness)
      return ofA != ofB ? ofA > ofB : a < b
    }
    return order.map {
      PointMatch(query: PicturePoint(inliers[$0].first), target: PicturePoint(inliers[$0].second))
    }
  }
}

/// Where the query lies.
extension Proof {
  /// The corners of an area under a map; `nil` when one of them goes to the horizon or beyond.
  private static func corners(of area: PictureArea, through map: PlaneTransform) -> [PicturePoint]? {
    let corners = area.corners.compactMap { map.apply(x: $0.x, y: $0.y) }.map {
      PicturePoint(x: $0.x, y: $0.y)
    }
    return corners.count == 4 ? corners : nil
  }

  /// The rectangle around the part of a polygon that lies within a picture, or around the matched points, should there be none.
  private static func box(
    around corners: [PicturePoint], _ matches: [PointMatch], within picture: PictureArea
  ) -> PictureRegion {
    let (x, y) = (picture.x...picture.x + picture.width, picture.y...picture.y + picture.height)
    let part = ConvexPolygon.part(of: corners, x: x, y: y)
    let points = part.isEmpty ? matches.map(\.target) : part
    let columns = points.map { min(max($0.x, x.lowerBound), x.upperBound) }
    let rows = points.map { min(max($0.y, y.lowerBound), y.upperBound) }
    guard let left = columns.min(), let right = columns.max(), let top = rows.min(), let bottom = rows.max()
    else { return PictureRegion(x: 0, y: 0, width: 0, height: 0) }
    // A region counts from the picture's edge, a point from the centre of the first pixel.
    return PictureRegion(x: left + 0.5, y: top + 0.5, width: right - left, height: bottom - top)
  }

  private static func coverage(_ matches: [PointMatch], of area: PictureArea) -> Double {
    let whole = area.width * area.height
    guard whole > 0 else { return 0 }
    return min(1, ConvexPolygon.area(of: ConvexPolygon.hull(of: matches.map(\.query))) / whole)
  }
}

extension Proof.Model {
  fileprivate init(_ model: Agreement.Model) {
    self =
      switch model {
      case .similarity: .similarity
      case .affine: .affine
      case .homography: .homography
      case .epipolar: .epipolar
      }
  }
}

extension PicturePoint {
  fileprivate init(_ frame: LocalFrame) {
    self.init(x: Double(frame.x), y: Double(frame.y))
  }
}

extension PictureArea {
  /// A region of a picture as far as it lies within, or all of the picture.
  package init(_ region: PictureRegion?, width: Int, height: Int) {
    guard let region else {
      self.init(width: width, height: height)
      return
    }
    let (left, top) = (max(0, region.x), max(0, region.y))
    let right = min(Double(width), region.x + region.width)
    let bottom = min(Double(height), region.y + region.height)
    // A region counts from the picture's edge, an area from the centre of the first pixel.
    self.init(x: left - 0.5, y: top - 0.5, width: max(0, right - left), height: max(0, bottom - top))
  }
}
