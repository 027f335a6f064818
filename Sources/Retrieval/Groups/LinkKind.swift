import Core

/// Tells near-copies from other views: of a near-copy nearly all lies on nearly all of the other picture, points lie within a
/// small part of its size from where the map says, and a large share of all features has found its like.
///
/// A crop is no near-copy in this sense, nor is a photograph of a photograph with a frame around it.
struct LinkGeometry {
  let overlapOfQuery, overlapOfTarget: Double
  /// The median distance of matched points from where the map says, as a share of the target's size (the square root of its
  /// area).
  let medianResidual: Double

  static let leastOverlap = 0.8
  static let greatestResidual = 0.005
  static let leastMatchedShare = 0.25

  /// Sizes in pixels.
  init(_ proof: Proof, query: (width: Int, height: Int), target: (width: Int, height: Int)) {
    overlapOfTarget = Self.share(of: target, under: proof.quadrilateral)
    let corners = Self.corners(of: target).compactMap { proof.queryFromTarget.apply(x: $0.x, y: $0.y) }
    overlapOfQuery =
      corners.count == 4
      ? Self.share(of: query, under: corners.map { PicturePoint(x: $0.x, y: $0.y) }) : 0
    let size = Double(max(1, target.width * target.height)).squareRoot()
    medianResidual = Self.medianResidual(of: proof) / size
  }

  func kind(matchedShare: Double) -> PictureLink.Kind {
    min(overlapOfQuery, overlapOfTarget) >= Self.leastOverlap && medianResidual <= Self.greatestResidual
      && matchedShare >= Self.leastMatchedShare ? .copy : .scene
  }

  /// From the top left one clockwise; pixel centres are whole numbers.
  private static func corners(of size: (width: Int, height: Int)) -> [PicturePoint] {
    let (right, bottom) = (Double(size.width) - 0.5, Double(size.height) - 0.5)
    return [(-0.5, -0.5), (right, -0.5), (right, bottom), (-0.5, bottom)].map { PicturePoint(x: $0.0, y: $0.1) }
  }

  private static func share(of size: (width: Int, height: Int), under corners: [PicturePoint]) -> Double {
    let whole = Double(size.width) * Double(size.height)
    guard whole > 0 else { return 0 }
    let part = ConvexPolygon.part(
      of: corners, x: -0.5...Double(size.width) - 0.5, y: -0.5...Double(size.height) - 0.5)
    return min(1, ConvexPolygon.area(of: part) / whole)
  }

  private static func medianResidual(of proof: Proof) -> Double {
    let squares = proof.matches.compactMap { match -> Double? in
      guard let place = proof.targetFromQuery.apply(x: match.query.x, y: match.query.y) else { return nil }
      let (x, y) = (place.x - match.target.x, place.y - match.target.y)
      return x * x + y * y
    }.sorted()
    return squares.isEmpty ? .infinity : squares[squares.count / 2].squareRoot()
  }
}
