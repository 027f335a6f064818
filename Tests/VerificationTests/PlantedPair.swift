import Core

@testable import Verification

/// Pairs of pictures whose map is known: correspondences that obey it, and others by chance.
struct PlantedPair {
  static let area = PictureArea(width: 400, height: 300)

  var first = Self.area
  var second = Self.area
  /// By how much places are off, in pixels.
  var noise = 0.0
  /// By how much each number of a shape is off, as a share of the region's size.
  var shapeNoise = 0.0
  /// What frames say; without shapes they are circles of a pixel, mirrored where `mirrors`.
  var frames = FrameKind.regions
  var mirrors = false
  private var random: SeededGenerator
  private(set) var correspondences: [Correspondence] = []

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  var pair: PicturePair {
    PicturePair(
      first: first, second: second,
      correspondences: frames == .regions ? correspondences : correspondences.map(shapeless), frames: frames)
  }

  private func shapeless(_ correspondence: Correspondence) -> Correspondence {
    var shapeless = correspondence
    let (a, b) = (correspondence.first, correspondence.second)
    shapeless.first = LocalFrame(x: a.x, y: a.y, xx: mirrors ? -1 : 1, xy: 0, yx: 0, yy: 1)
    shapeless.second = LocalFrame(x: b.x, y: b.y, xx: 1, xy: 0, yx: 0, yy: 1)
    return shapeless
  }

  /// Adds correspondences that obey a map; points that leave the second picture are drawn again.
  mutating func plant(_ map: PlaneTransform, count: Int) {
    var planted = 0
    for _ in 0..<100 * count where planted < count {
      let (x, y) = place(in: first)
      guard let there = map.apply(x: x, y: y), contains(there.x, there.y) else { continue }
      let shape = shape()
      append(
        LocalFrame(x: Float(x), y: Float(y), shape),
        LocalFrame(
          x: Float(there.x + noise * random.normal()), y: Float(there.y + noise * random.normal()),
          disturbed(map.derivative(x: x, y: y) * shape)))
      planted += 1
    }
    precondition(planted == count, "the map leaves the second picture")
  }

  /// Adds correspondences of features that have nothing to do with each other.
  mutating func scatter(count: Int) {
    for _ in 0..<count {
      let (from, to) = (place(in: first), place(in: second))
      append(
        LocalFrame(x: Float(from.x), y: Float(from.y), shape()),
        LocalFrame(x: Float(to.x), y: Float(to.y), shape()))
    }
  }

  /// Adds a correspondence of two features of which no other one is.
  mutating func append(_ first: LocalFrame, _ second: LocalFrame, closeness: Float? = nil) {
    let number = UInt32(correspondences.count)
    correspondences.append(
      Correspondence(
        firstFeature: number, secondFeature: number, first: first, second: second,
        closeness: closeness ?? Float(random.uniform(0.3, 1))))
  }

  mutating func shuffle() { correspondences.shuffle(using: &random) }

  private mutating func place(in area: PictureArea) -> (x: Double, y: Double) {
    (random.uniform(area.x, area.x + area.width), random.uniform(area.y, area.y + area.height))
  }

  private func contains(_ x: Double, _ y: Double) -> Bool {
    x >= second.x && y >= second.y && x <= second.x + second.width && y <= second.y + second.height
  }

  /// An upright region of 3 to 12 pixels, a little slanted.
  private mutating func shape() -> Shape {
    let size = random.uniform(3, 12)
    let stretch = random.uniform(0.8, 1.25)
    return Shape(xx: size * stretch, xy: 0, yx: size * random.uniform(-0.3, 0.3), yy: size / stretch)
  }

  private mutating func disturbed(_ shape: Shape) -> Shape {
    let size = abs(shape.determinant).squareRoot() * shapeNoise
    return Shape(
      xx: shape.xx + size * random.normal(), xy: shape.xy + size * random.normal(),
      yx: shape.yx + size * random.normal(), yy: shape.yy + size * random.normal())
  }
}

/// A matrix of 2 × 2 numbers in double precision.
struct Shape {
  var xx, xy, yx, yy: Double

  var determinant: Double { xx * yy - xy * yx }

  static func * (a: Shape, b: Shape) -> Shape {
    Shape(
      xx: a.xx * b.xx + a.xy * b.yx, xy: a.xx * b.xy + a.xy * b.yy,
      yx: a.yx * b.xx + a.yy * b.yx, yy: a.yx * b.xy + a.yy * b.yy)
  }
}

extension LocalFrame {
  init(x: Float, y: Float, _ shape: Shape) {
    self.init(
      x: x, y: y, xx: Float(shape.xx), xy: Float(shape.xy), yx: Float(shape.yx), yy: Float(shape.yy))
  }

  /// A round region.
  init(x: Float, y: Float, size: Float) {
    self.init(x: x, y: y, xx: size, xy: 0, yx: 0, yy: size)
  }
}

extension PlaneTransform {
  /// Of a turn by an angle whose cosine and sine are 0.8 and 0.6, a slant and unequal scales.
  static let slanted = PlaneTransform(xx: 0.72, xy: -0.41, x1: 110, yx: 0.48, yy: 0.66, y1: -10)
  /// A plane that recedes to the right.
  static let receding = PlaneTransform(
    xx: 1.1, xy: 0.08, x1: 12, yx: 0.12, yy: 0.95, y1: 9, px: 0.0009, py: 0.0003)

  /// The map of small steps around a point, by differences.
  func derivative(x: Double, y: Double) -> Shape {
    let step = 1e-4
    guard let left = apply(x: x - step, y: y), let right = apply(x: x + step, y: y),
      let above = apply(x: x, y: y - step), let below = apply(x: x, y: y + step)
    else { return Shape(xx: .nan, xy: .nan, yx: .nan, yy: .nan) }
    return Shape(
      xx: (right.x - left.x) / (2 * step), xy: (below.x - above.x) / (2 * step),
      yx: (right.y - left.y) / (2 * step), yy: (below.y - above.y) / (2 * step))
  }

  /// The greatest distance between where two maps take the corners of an area.
  func distance(to other: PlaneTransform, at area: PictureArea) -> Double {
    let corners = [
      (area.x, area.y), (area.x + area.width, area.y), (area.x, area.y + area.height),
      (area.x + area.width, area.y + area.height),
    ]
    return corners.map { x, y in
      guard let a = apply(x: x, y: y), let b = other.apply(x: x, y: y) else { return Double.infinity }
      return ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
    }.max() ?? .infinity
  }

  /// Whether all nine numbers are near another's.
  func isNear(_ other: PlaneTransform, within tolerance: Double = 1e-9) -> Bool {
    zip(rowMajor, other.rowMajor).allSatisfy { abs($0 - $1) <= tolerance }
  }
}
