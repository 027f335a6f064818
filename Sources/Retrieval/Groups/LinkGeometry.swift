import Core
import Verification

/// What tells a near-copy from another view: nearly all of it lies on nearly all of the other picture, as a rectangle, points lie
/// where the map says, and a large share of all features has found its like. So copies in another size, compression,
/// brightness or aspect are near-copies, and those with a narrow border cut off; a larger crop is none.
///
/// Among 80 photographs and nine such copies of each, matched shares were 0.25 to 0.90 (half of them above 0.69), and median
/// distances 0.0002 to 0.0015 of the picture's size; views of one object from different places share up to 0.47, mostly less than 0.22.
struct LinkGeometry {
  /// Which share of each picture's area lies on the other.
  let overlapOfQuery, overlapOfTarget: Double
  /// How far the query's outline in the target is from a rectangle, 0 for one: by how much opposite sides differ, and the
  /// cosine of the angle between neighbouring ones, whichever is greater.
  let distortion: Double
  /// The median distance of matched points from where the map says, as a share of the target's size (the square root of its
  /// area).
  let medianResidual: Double

  private static let leastOverlap = 0.8
  private static let greatestDistortion = 0.02
  private static let greatestResidual = 0.003
  private static let leastMatchedShare = 0.25

  /// Sizes in pixels.
  init(_ proof: Proof, query: (width: Int, height: Int), target: (width: Int, height: Int)) {
    let back = PictureArea(width: target.width, height: target.height).corners.compactMap {
      proof.queryFromTarget.apply(x: $0.x, y: $0.y)
    }
    overlapOfTarget = Self.share(of: target, under: proof.quadrilateral)
    overlapOfQuery =
      back.count == 4 ? Self.share(of: query, under: back.map { PicturePoint(x: $0.x, y: $0.y) }) : 0
    distortion = Self.distortion(of: proof.quadrilateral)
    let size = Double(max(1, target.width * target.height)).squareRoot()
    medianResidual = Self.medianResidual(of: proof) / size
  }

  /// `matchedShare`: the inliers as a share of the features of the picture that has fewer.
  func kind(matchedShare: Double) -> PictureLink.Kind {
    let isCopy =
      min(overlapOfQuery, overlapOfTarget) >= Self.leastOverlap && distortion <= Self.greatestDistortion
      && medianResidual <= Self.greatestResidual && matchedShare >= Self.leastMatchedShare
    return isCopy ? .copy : .scene
  }
}

extension LinkGeometry {
  private static func share(of size: (width: Int, height: Int), under corners: [PicturePoint]) -> Double {
    let whole = Double(size.width) * Double(size.height)
    guard whole > 0 else { return 0 }
    let part = ConvexPolygon.part(
      of: corners, x: -0.5...Double(size.width) - 0.5, y: -0.5...Double(size.height) - 0.5)
    return min(1, ConvexPolygon.area(of: part) / whole)
  }

  private static func distortion(of corners: [PicturePoint]) -> Double {
    guard corners.count == 4 else { return .infinity }
    let (a, b, c, d) = (corners[0], corners[1], corners[2], corners[3])
    // Twice the mean of the two horizontal sides, and of the two vertical ones.
    let (rightX, rightY) = (b.x - a.x + c.x - d.x, b.y - a.y + c.y - d.y)
    let (downX, downY) = (d.x - a.x + c.x - b.x, d.y - a.y + c.y - b.y)
    let lengths = length(rightX, rightY) * length(downX, downY)
    guard lengths > 0 else { return .infinity }
    let bend = 2 * length(a.x - b.x + c.x - d.x, a.y - b.y + c.y - d.y) / lengths.squareRoot()
    return max(bend, abs(rightX * downX + rightY * downY) / lengths)
  }

  private static func medianResidual(of proof: Proof) -> Double {
    let distances = proof.matches.compactMap { match in
      proof.targetFromQuery.apply(x: match.query.x, y: match.query.y).map {
        length($0.x - match.target.x, $0.y - match.target.y)
      }
    }.sorted()
    return distances.isEmpty ? .infinity : distances[distances.count / 2]
  }

  private static func length(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
}
