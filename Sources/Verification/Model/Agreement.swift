/// How two pictures agree: one map that many correspondences obey.
package struct Agreement: Sendable, Equatable {
  /// What kind of map was adopted, the simplest that the evidence carries.
  package enum Model: String, Sendable, CaseIterable {
    case similarity
    case affine
    case homography
    /// Two views of a scene in depth: points lie near each other's epipolar lines, and `secondFromFirst` is the map of the
    /// plane that most of them lie near.
    case epipolar
  }

  package var model: Model
  package var secondFromFirst: PlaneTransform
  /// The fundamental matrix between pixels, row by row, for `epipolar`: (x', y', 1) F (x, y, 1)ᵀ = 0.
  package var fundamental: [Double]?
  /// The correspondences that obey, as indices, rising; one to one.
  package var inliers: [Int]
  /// How many places they are, when those that stand close together count as one.
  package var effectiveInlierCount: Double
  /// What speaks for it: inliers weighted by their descriptors, crowds reduced, the more the tighter they obey.
  package var evidence: Double
  /// log₁₀ of the probability that two pictures of different things agree so well; 0 at most.
  package var logChance: Double
  /// Whether the map exchanges left and right.
  package var isMirrored: Bool { secondFromFirst.determinant < 0 }
}
