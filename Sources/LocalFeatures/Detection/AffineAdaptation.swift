import CKernels
import Core

/// Baumberg's iteration: the shape in which a point's surroundings look the same in every direction.
///
/// A window around the point is sampled under the current shape; the second moments of its gradients tell how the
/// surroundings are stretched there; undoing that stretch gives the next shape. It has settled when the moments are round.
/// The result is the same ellipse whatever the direction from which a flat surface is looked at.
struct AffineAdaptation {
  /// Rounds at most; three in four points need fewer than six.
  var maximumRounds = 16
  /// Settled when the moments' smaller eigenvalue is at least this share of the greater.
  var roundness: Float = 0.9
  /// A point stretched beyond this ratio of axes lies on an edge and is dropped.
  var greatestStretch: Float = 6
  /// The distance of the window's samples, in units of the point's scale.
  var spacing: Float = 0.7
  /// The blur under which gradients are taken, in units of the point's scale: half of it tells shapes apart better than all of it.
  var derivationScale: Float = 0.5

  private let lattice = Lattice.window
  private let weights = Lattice.gaussianWeights(sigma: 2.7)

  /// The shape of area one, symmetric up to a rotation on its right; `nil` when it doesn't settle or degenerates.
  func shape(x: Float, y: Float, sigma: Float, in space: ScaleSpace) -> Shape? {
    let source = space.source(forSigma: derivationScale * sigma)
    let scale = spacing * sigma
    var shape = Shape.identity
    return withUnsafeTemporaryAllocation(of: Float.self, capacity: lattice.u.count) { window in
      guard let start = window.baseAddress else { return nil }
      for _ in 0..<maximumRounds {
        let map = shape.scaled(by: scale / source.step).map(x: x / source.step, y: y / source.step)
        kernels.sample(source.plane, map, lattice.u, lattice.v, lattice.u.count, start)
        guard let round = Stretch(kernels.windowMoments(start, weights)) else { return nil }
        if round.ratio >= roundness { return shape }
        shape = shape.multiplied(by: round.undone)
        guard shape.stretch <= greatestStretch else { return nil }
      }
      return nil
    }
  }
}

/// A 2 × 2 matrix.
struct Shape {
  var xx, xy, yx, yy: Float

  static let identity = Shape(xx: 1, xy: 0, yx: 0, yy: 1)

  func scaled(by factor: Float) -> Shape {
    Shape(xx: xx * factor, xy: xy * factor, yx: yx * factor, yy: yy * factor)
  }

  func multiplied(by other: Shape) -> Shape {
    Shape(
      xx: xx * other.xx + xy * other.yx, xy: xx * other.xy + xy * other.yy,
      yx: yx * other.xx + yy * other.yx, yy: yx * other.xy + yy * other.yy)
  }

  func map(x: Float, y: Float) -> SLAffineMap {
    SLAffineMap(x: x, y: y, xx: xx, xy: xy, yx: yx, yy: yy)
  }

  /// The ratio of the ellipse's axes, at least 1.
  var stretch: Float {
    let sum = xx * xx + xy * xy + yx * yx + yy * yy
    let determinant = abs(xx * yy - xy * yx)
    let root = max(0, sum * sum - 4 * determinant * determinant).squareRoot()
    return determinant > 0 ? (sum + root) / (2 * determinant) : .infinity
  }

  /// The same ellipse with the vertical kept: turned so that the matrix is lower triangular, its diagonal positive.
  var upright: Shape {
    let length = (xx * xx + xy * xy).squareRoot()
    return Shape(
      xx: length, xy: 0, yx: (yx * xx + yy * xy) / length, yy: (xx * yy - xy * yx) / length)
  }

  /// The same ellipse seen in a frame turned by the angle of (cosine, sine).
  func turned(cosine: Float, sine: Float) -> Shape {
    multiplied(by: Shape(xx: cosine, xy: -sine, yx: sine, yy: cosine))
  }
}

/// How the surroundings of a point are stretched, from the second moments of their gradients.
private struct Stretch {
  /// The smaller eigenvalue over the greater.
  let ratio: Float
  /// The inverse square root of the moments, of determinant one: the shape that undoes the stretch.
  let undone: Shape

  /// `nil` for moments without any extent in one direction.
  init?(_ moments: SLMoments) {
    let (a, b, c) = (moments.xx, moments.xy, moments.yy)
    let (mean, half) = ((a + c) / 2, (a - c) / 2)
    let spread = (half * half + b * b).squareRoot()
    let (large, small) = (mean + spread, mean - spread)
    guard small > 1e-6 * large, large > 0 else { return nil }
    ratio = small / large
    // The square root of M is (M + √det·I)/√(trace + 2√det); its inverse, scaled to determinant one, is its adjugate.
    let root = (a * c - b * b).squareRoot()
    let (sxx, sxy, syy) = (a + root, b, c + root)
    let norm = (sxx * syy - sxy * sxy).squareRoot()
    guard norm > 0 else { return nil }
    undone = Shape(xx: syy / norm, xy: -sxy / norm, yx: -sxy / norm, yy: sxx / norm)
  }
}
