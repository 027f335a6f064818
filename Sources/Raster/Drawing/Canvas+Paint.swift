/// Strokes in a paint of their own: translucent ones, that leave visible what they lie on.
extension Canvas {
  /// Several open paths with round ends and corners, joined where they cross, so that a translucent paint is nowhere
  /// laid on twice.
  package mutating func strokePaths(_ paths: [[Point]], paint: Paint, thickness: Double) {
    guard thickness > 0 else { return }
    fill(outlines: paths.flatMap { Self.capsules(along: $0, thickness: thickness) }, paint: paint)
  }
}
