import Core

/// The affine map that one correspondence of two regions means: the one that takes the first region to the second,
/// A = S₂ S₁⁻¹. Upright regions give maps that keep the vertical, which have five degrees of freedom instead of six.
struct AffineHypothesis {
  /// In units of the pictures (`PairUnits`): second = (xx xy; yx yy) first + (x1, y1).
  let xx, xy, yx, yy, x1, y1: Float

  init(xx: Float, xy: Float, yx: Float, yy: Float, x1: Float, y1: Float) {
    self.xx = xx
    self.xy = xy
    self.yx = yx
    self.yy = yy
    self.x1 = x1
    self.y1 = y1
  }

  /// `nil` for regions that are flat or not finite.
  init?(
    _ correspondence: Correspondence, at place: (x: Double, y: Double, toX: Double, toY: Double),
    _ units: PairUnits
  ) {
    let (a, b) = (correspondence.first, correspondence.second)
    let determinant = a.determinant
    guard determinant.isFinite, abs(determinant) > 1e-6, b.determinant.isFinite, abs(b.determinant) > 1e-6
    else {
      return nil
    }
    let scale = Float(units.first / units.second) / determinant
    let xx = (b.xx * a.yy - b.xy * a.yx) * scale
    let xy = (b.xy * a.xx - b.xx * a.xy) * scale
    let yx = (b.yx * a.yy - b.yy * a.yx) * scale
    let yy = (b.yy * a.xx - b.yx * a.xy) * scale
    let x1 = Float(place.toX) - xx * Float(place.x) - xy * Float(place.y)
    let y1 = Float(place.toY) - yx * Float(place.x) - yy * Float(place.y)
    guard [xx, xy, yx, yy, x1, y1].allSatisfy(\.isFinite) else { return nil }
    self.init(xx: xx, xy: xy, yx: yx, yy: yy, x1: x1, y1: y1)
  }

  var determinant: Float { xx * yy - xy * yx }

  var transform: PlaneTransform {
    PlaneTransform(
      xx: Double(xx), xy: Double(xy), x1: Double(x1), yx: Double(yx), yy: Double(yy), y1: Double(y1))
  }

  /// The sum of the weights of all correspondences that obey, each the less the farther off it is. What is repeated counts as often
  /// as it is there; this is for choosing which maps are looked at closely.
  ///
  /// With `everyBlock` above 1, of a sample: eight correspondences, and those after so many blocks of eight again.
  func support(in columns: CorrespondenceColumns, tolerance: Float, everyBlock: Int = 1) -> Float {
    typealias Lanes = CorrespondenceColumns.Lanes
    let scale = abs(determinant).squareRoot()
    let reach = tolerance * min(1, scale)
    let inverse = 1 / (reach * reach)
    let size = Float(binaryLogarithm(Double(scale)))
    var sum = Lanes.zero
    for block in stride(from: 0, to: columns.weight.count, by: everyBlock) {
      let (x, y) = (columns.firstX[block], columns.firstY[block])
      let dx = x * xx + y * xy + (x1 - columns.secondX[block])
      let dy = x * yx + y * yy + (y1 - columns.secondY[block])
      let near = 1 - (dx * dx + dy * dy) * inverse
      let octaves = columns.firstSize[block] + (size - columns.secondSize[block])
      let isRight =
        (near .> 0) .& (octaves .< columns.octaves[block])
        .& (octaves .> -columns.octaves[block])
      sum += (columns.weight[block] * near).replacing(with: 0, where: .!isRight)
    }
    return sum.sum()
  }
}
