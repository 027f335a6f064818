import Core

/// The numbers of all correspondences of a pair as columns, padded to whole vectors, in units of the pictures: lengths of the
/// first are divided by the square root of its area, lengths of the second by that of its own. Tolerances then mean the same for
/// any two pictures, and numbers are near one.
struct CorrespondenceColumns {
  typealias Lanes = SIMD8<Float>

  let count: Int
  /// Places in the first and the second picture.
  let firstX, firstY, secondX, secondY: [Lanes]
  /// log₂ of the linear size of each region.
  let firstSize, secondSize: [Lanes]
  /// The area of the first region by that of the second.
  let areaRatio: [Lanes]
  /// By how much sizes may differ from what a map says, in octaves, and the same as a factor of areas; infinite where sizes mean nothing.
  let octaves, areaFactor: [Lanes]
  /// How surely the descriptors belong together; nought in the padding.
  let weight: [Lanes]
  /// What lengths were divided by, and what was subtracted from places before.
  let units: PairUnits

  init(_ pair: PicturePair) {
    let units = PairUnits(pair)
    let all = pair.correspondences
    func column(_ value: (Correspondence) -> Float) -> [Lanes] {
      (0..<(all.count + 7) / 8).map { block in
        var lanes = Lanes.zero
        for lane in 0..<min(8, all.count - 8 * block) { lanes[lane] = value(all[8 * block + lane]) }
        return lanes
      }
    }
    count = all.count
    self.units = units
    firstX = column { Float((Double($0.first.x) - units.firstX) / units.first) }
    firstY = column { Float((Double($0.first.y) - units.firstY) / units.first) }
    secondX = column { Float((Double($0.second.x) - units.secondX) / units.second) }
    secondY = column { Float((Double($0.second.y) - units.secondY) / units.second) }
    firstSize = column { Self.size($0.first, unit: units.first) }
    secondSize = column { Self.size($0.second, unit: units.second) }
    areaRatio = zip(firstSize, secondSize).map { first, second in
      var ratio = Lanes.zero
      for lane in 0..<8 { ratio[lane] = Float(powerOfTwo(2 * Double(first[lane] - second[lane]))) }
      return ratio
    }
    let tolerances = Self.octaves(pair.frames)
    octaves = column { $0.isPoint ? tolerances.point : tolerances.region }
    let factors = (
      point: Float(powerOfTwo(2 * Double(tolerances.point))),
      region: Float(powerOfTwo(2 * Double(tolerances.region)))
    )
    areaFactor = column { $0.isPoint ? factors.point : factors.region }
    // What is no number is not above 0 either.
    weight = column { $0.closeness > 0 ? min(1, $0.closeness) : 0 }
  }

  /// log₂ √|det|, kept finite for regions that are flat.
  private static func size(_ frame: LocalFrame, unit: Double) -> Float {
    Float(binaryLogarithm(max(1e-12, Double(abs(frame.determinant)) / (unit * unit))) / 2)
  }

  /// Where both kinds stand together, each has its own tolerance.
  private static func octaves(_ frames: FrameKind) -> (point: Float, region: Float) {
    guard frames != .mixed else {
      return (Tolerances.octaves(of: .points), Tolerances.octaves(of: .regions))
    }
    let tolerance = Tolerances.octaves(of: frames)
    return (tolerance, tolerance)
  }

  func place(_ index: Int) -> (x: Double, y: Double, toX: Double, toY: Double) {
    let (block, lane) = (index / 8, index % 8)
    return (
      Double(firstX[block][lane]), Double(firstY[block][lane]), Double(secondX[block][lane]),
      Double(secondY[block][lane])
    )
  }

  func weight(_ index: Int) -> Float { weight[index / 8][index % 8] }
}

/// Lengths of a pair of pictures: the square roots of their areas, and their middles.
struct PairUnits {
  let first, second: Double
  let firstX, firstY, secondX, secondY: Double

  init(_ pair: PicturePair) {
    first = max(1, (pair.first.width * pair.first.height).squareRoot())
    second = max(1, (pair.second.width * pair.second.height).squareRoot())
    firstX = pair.first.x + pair.first.width / 2
    firstY = pair.first.y + pair.first.height / 2
    secondX = pair.second.x + pair.second.width / 2
    secondY = pair.second.y + pair.second.height / 2
  }

  /// A map between units as one between pixels.
  func pixels(_ map: PlaneTransform) -> PlaneTransform? {
    let toUnits = PlaneTransform(
      xx: 1 / first, xy: 0, x1: -firstX / first, yx: 0, yy: 1 / first, y1: -firstY / first)
    let toPixels = PlaneTransform(xx: second, xy: 0, x1: secondX, yx: 0, yy: second, y1: secondY)
    return (toPixels * map * toUnits).normalised
  }
}
