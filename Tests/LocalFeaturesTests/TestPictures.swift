import Core
import LocalFeatures
import Raster

/// Pictures of known content.
enum TestPictures {
  /// A dark elliptic Gaussian blob on a light ground: standard deviations `a` along `angle` and `b` across it.
  static func blob(
    width: Int = 160, height: Int = 120, x: Double, y: Double, a: Double, b: Double? = nil, angle: Double = 0
  ) -> Plane {
    let across = b ?? a
    let (c, s) = (cosine(angle), sine(angle))
    let pixels = (0..<width * height).map { i in
      let (dx, dy) = (Double(i % width) - x, Double(i / width) - y)
      let (u, v) = ((c * dx + s * dy) / a, (-s * dx + c * dy) / across)
      return Float(220 - 150 * exponential(-(u * u + v * v) / 2))
    }
    return Plane(width: width, height: height, pixels: pixels)
  }

  /// Smooth random texture: blobs of random place, size, stretch and brightness.
  static func texture(width: Int = 320, height: Int = 240, seed: UInt64, blobs: Int = 350) -> Plane {
    var random = SeededGenerator(seed: seed)
    var plane = Plane(width: width, height: height, filledWith: 128)
    for _ in 0..<blobs {
      let (x, y) = (random.uniform(0, Double(width)), random.uniform(0, Double(height)))
      let (a, b) = (random.uniform(1.2, 8), random.uniform(1.2, 8))
      let (angle, height) = (random.uniform(0, .pi), random.uniform(-60, 60))
      add(to: &plane, x: x, y: y, a: a, b: b, angle: angle, height: height)
    }
    return plane
  }

  private static func add(
    to plane: inout Plane, x: Double, y: Double, a: Double, b: Double, angle: Double, height: Double
  ) {
    let reach = Int(4 * max(a, b))
    let (c, s) = (cosine(angle), sine(angle))
    for row in max(0, Int(y) - reach)...min(plane.height - 1, Int(y) + reach) {
      for column in max(0, Int(x) - reach)...min(plane.width - 1, Int(x) + reach) {
        let (dx, dy) = (Double(column) - x, Double(row) - y)
        let (u, v) = ((c * dx + s * dy) / a, (-s * dx + c * dy) / b)
        plane[column, row] += Float(height * exponential(-(u * u + v * v) / 2))
      }
    }
  }

  /// A quarter turn from +x towards +y: what was at (x, y) is at (height − 1 − y, x).
  static func quarterTurned(_ plane: Plane) -> Plane {
    var turned = Plane(width: plane.height, height: plane.width)
    for y in 0..<plane.height {
      for x in 0..<plane.width { turned[plane.height - 1 - y, x] = plane[x, y] }
    }
    return turned
  }

  /// Left and right exchanged.
  static func mirrored(_ plane: Plane) -> Plane {
    var mirrored = plane
    for y in 0..<plane.height {
      for x in 0..<plane.width { mirrored[plane.width - 1 - x, y] = plane[x, y] }
    }
    return mirrored
  }
}

/// Options that differ from the default in what is named.
func options(
  _ detector: FeatureOptions.Detector = .hessianAffine, _ descriptor: FeatureOptions.Descriptor = .rootSIFT,
  _ orientation: FeatureOptions.Orientation = .upright, maxFeatures: Int = 2000
) -> FeatureOptions {
  var options = FeatureOptions()
  options.detector = detector
  options.descriptor = descriptor
  options.orientation = orientation
  options.maxFeatures = maxFeatures
  return options
}

func features(of plane: Plane, _ options: FeatureOptions) throws -> FeatureSet {
  try FeatureExtractor(options: options).extract(from: GreyPicture(plane: plane))
}

extension FeatureSet {
  /// The descriptors' bytes, row after row.
  var bytes: [UInt8] {
    guard case .bytes(let matrix) = descriptors else { return [] }
    return matrix.elements
  }
}
