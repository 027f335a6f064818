import Raster
import SyntheticScenes

@testable import Retrieval

/// Small pictures to compare, and their comparison.
enum PictureComparisonSamples {
  static let (width, height) = (400, 300)

  static func scene(_ kind: SceneKind, seed: UInt64 = 3) -> ColourPicture {
    Scene(kind: kind, seed: seed).picture(width: width, height: height)
  }

  static func source(_ picture: ColourPicture, name: String = "picture") throws -> QuerySource {
    .bytes(try PictureFile.encodedPNG(picture), name: name)
  }

  static func compare(
    _ a: ColourPicture, _ b: ColourPicture, _ change: (inout ComparisonOptions) -> Void = { _ in }
  ) throws -> ComparisonReport {
    var options = ComparisonOptions()
    change(&options)
    return try PictureComparison(options: options).compare(source(a, name: "a"), source(b, name: "b"))
  }

  /// The picture that has at each place what another one has elsewhere.
  static func picture(
    width: Int, height: Int, of source: ColourPicture, _ place: (_ x: Int, _ y: Int) -> (x: Int, y: Int)
  ) -> ColourPicture {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(3 * width * height)
    for y in 0..<height {
      for x in 0..<width {
        let from = place(x, y)
        let start = 3 * (from.y * source.width + from.x)
        bytes += source.bytes[start..<start + 3]
      }
    }
    return ColourPicture(width: width, height: height, bytes: bytes)
  }

  /// A picture tiled from a square of a scene.
  static func tiling(_ kind: SceneKind, seed: UInt64 = 3, side: Int) -> ColourPicture {
    let source = scene(kind, seed: seed)
    return picture(width: width, height: height, of: source) { (150 + $0 % side, 100 + $1 % side) }
  }
}

extension ComparisonReport {
  /// How far the map of A's corners is from the truth, in pixels of B.
  func error(_ truth: (_ x: Double, _ y: Double) -> (x: Double, y: Double)) -> Double {
    guard let proof else { return .infinity }
    let (right, bottom) = (Double(a.width - 1), Double(a.height - 1))
    return [(0, 0), (right, 0), (right, bottom), (0, bottom)].map { x, y in
      guard let found = proof.targetFromQuery.apply(x: x, y: y) else { return Double.infinity }
      let expected = truth(x, y)
      let (dx, dy) = (found.x - expected.x, found.y - expected.y)
      return (dx * dx + dy * dy).squareRoot()
    }.max() ?? .infinity
  }

  /// All but what the clock decides.
  var withoutTimings: ComparisonReport {
    var report = self
    report.timings = Timings()
    return report
  }
}
