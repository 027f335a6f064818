import Verification

/// Why a picture is taken to show the same as the query, and where in it the query lies.
///
/// Coordinates are pixels of the pictures as their files have them after EXIF orientation; (0, 0) is the centre of the top
/// left pixel.
public struct Proof: Sendable, Equatable {
  /// Whether the number of false alarms is below what was allowed.
  public internal(set) var isSame: Bool
  /// Matched points that obey the map, one to one.
  public internal(set) var inlierCount: Int
  /// The same with points that stand close together counted as one place.
  public internal(set) var effectiveInlierCount: Double
  /// Pairs of features that looked alike, whether they obey the map or not.
  public internal(set) var candidateCount: Int
  /// What speaks for the map: the inliers by how alike their descriptors are, crowds reduced, and the more the more exactly they obey.
  public internal(set) var evidence: Double
  /// log₁₀ of the number of false alarms: how many pictures of other things, among as many as were searched, would agree
  /// so well by chance.
  public internal(set) var logNFA: Double
  public internal(set) var model: Model
  /// Takes points of the query to the result.
  public internal(set) var targetFromQuery: PlaneTransform
  /// Takes points of the result to the query.
  public internal(set) var queryFromTarget: PlaneTransform
  /// For `epipolar`: the fundamental matrix, row by row. Points (x, y) of the query and (x', y') of the result satisfy
  /// (x', y', 1) F (x, y, 1)ᵀ = 0.
  public internal(set) var fundamentalMatrix: [Double]?
  /// The corners of the query (or of its region) in the result, from the query's top left one clockwise as the query is seen;
  /// they may lie outside of the result.
  public internal(set) var quadrilateral: [PicturePoint]
  /// The rectangle around that, within the result.
  public internal(set) var box: PictureRegion
  /// Which share of the query (or of its region) the hull of the matched points covers, 0 to 1.
  public internal(set) var coverage: Double
  /// Whether left and right are exchanged.
  public internal(set) var isMirrored: Bool
  /// The matched points themselves, the surest first.
  public internal(set) var matches: [PointMatch]

  /// The kind of map.
  public enum Model: String, Sendable, Codable, CaseIterable {
    case similarity
    case affine
    case homography
    /// Two views of a scene in depth; the map is that of the plane which most points lie near.
    case epipolar
  }
}

/// A point of a picture in pixels.
public struct PicturePoint: Sendable, Equatable, Codable {
  public var x, y: Double

  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}

/// A point of the query and the same point in a result.
public struct PointMatch: Sendable, Equatable {
  public let query: PicturePoint
  public let target: PicturePoint

  public init(query: PicturePoint, target: PicturePoint) {
    self.query = query
    self.target = target
  }
}
