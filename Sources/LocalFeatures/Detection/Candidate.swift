/// A point that a detector has found, in its octave's own pixels.
struct Candidate {
  var octave: Int
  var x, y: Float
  /// The scale.
  var sigma: Float
  /// The response's absolute value: how strong the point is.
  var strength: Float
}
