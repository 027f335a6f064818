import Core
import LocalFeatures

/// Seeded features with regions of believable shapes.
enum SampleFeatures {
  /// `isUpright` keeps the vertical direction (`xy == 0`); `isRound` makes circles.
  static func make(
    count: Int, dimension: Int = 128, seed: UInt64 = 1, isUpright: Bool = true, isRound: Bool = false
  ) -> FeatureSet {
    var random = SeededGenerator(seed: seed)
    var regions: [LocalRegion] = []
    var elements: [UInt8] = []
    for _ in 0..<count {
      regions.append(region(&random, isUpright: isUpright, isRound: isRound))
      for _ in 0..<dimension { elements.append(UInt8(random.index(below: 256))) }
    }
    return FeatureSet(
      pictureWidth: 4000, pictureHeight: 3000, regions: regions,
      descriptors: .bytes(Matrix(columnCount: dimension, elements: elements)))
  }

  private static func region(
    _ random: inout SeededGenerator, isUpright: Bool, isRound: Bool
  ) -> LocalRegion {
    let scale = random.uniform(0.8, 60)
    let (x, y) = (Float(random.uniform(-0.5, 4000)), Float(random.uniform(-0.5, 3000)))
    if isRound {
      let (cosine, sine) = isUpright ? (1, 0) : unitVector(&random)
      let (a, b) = (Float(scale * cosine), Float(scale * sine))
      return LocalRegion(x: x, y: y, xx: a, xy: -b, yx: b, yy: a)
    }
    let stretch = random.uniform(0.5, 2)
    return LocalRegion(
      x: x, y: y, xx: Float(scale * stretch), xy: isUpright ? 0 : Float(scale * random.uniform(-0.4, 0.4)),
      yx: Float(scale * random.uniform(-1, 1)), yy: Float(scale / stretch))
  }

  private static func unitVector(_ random: inout SeededGenerator) -> (Double, Double) {
    let (x, y) = (random.uniform(-1, 1), random.uniform(0.1, 1))
    let length = (x * x + y * y).squareRoot()
    return (x / length, y / length)
  }
}
