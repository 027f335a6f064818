/// What speaks for a map: the correspondences that obey it, one to one, each weighted by how surely its descriptors belong together.
///
/// Points that crowd together are not as many proofs. Both pictures are divided into cells of a twentieth of their size, and n inliers
/// in one cell count √n together (see `CrowdShare`); of the two cells that a correspondence lies in, the fuller one counts. The windows of one façade
/// still add up, the threads of one curtain do not.
struct Evidence {
  /// Indices of correspondences, the weightiest first.
  var inliers: [Int] = []
  /// The tolerance within which they obey.
  var tolerance = Tolerances.search
  /// How many places they are.
  var effectiveCount = 0.0
  /// The sum of the weights, crowds reduced, times what the tolerance is worth.
  var amount = 0.0

  static let none = Evidence()
}
