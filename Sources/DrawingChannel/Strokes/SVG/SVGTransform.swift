import Core
import Raster

/// An affine map of the plane: (x, y) goes to (a·x + c·y + e, b·x + d·y + f), in the letters of SVG.
struct SVGTransform: Equatable {
  var a = 1.0
  var b = 0.0
  var c = 0.0
  var d = 1.0
  var e = 0.0
  var f = 0.0

  func callAsFunction(_ point: Point) -> Point {
    Point(x: a * point.x + c * point.y + e, y: b * point.x + d * point.y + f)
  }

  /// First `inner`, then this one.
  func after(_ inner: SVGTransform) -> SVGTransform {
    SVGTransform(
      a: a * inner.a + c * inner.b, b: b * inner.a + d * inner.b, c: a * inner.c + c * inner.d,
      d: b * inner.c + d * inner.d, e: a * inner.e + c * inner.f + e, f: b * inner.e + d * inner.f + f)
  }

  static func translation(_ x: Double, _ y: Double) -> SVGTransform { SVGTransform(e: x, f: y) }

  static func scaling(_ x: Double, _ y: Double) -> SVGTransform { SVGTransform(a: x, d: y) }

  static func rotation(degrees: Double) -> SVGTransform {
    let angle = degrees * .pi / 180
    return SVGTransform(a: cosine(angle), b: sine(angle), c: -sine(angle), d: cosine(angle))
  }
}

extension SVGTransform {
  /// At most so many maps in one attribute.
  private static let mostMaps = 64

  /// The value of a `transform` attribute; maps that are not understood end it.
  init(_ text: String) {
    self.init()
    for part in text.split(separator: ")").prefix(Self.mostMaps) {
      let halves = part.split(separator: "(", maxSplits: 1)
      guard halves.count == 2 else { return }
      let name = halves[0].drop { !$0.isLetter }.prefix { $0.isLetter }
      var numbers = SVGNumbers(String(halves[1]))
      guard let map = Self.map(String(name), numbers.takeAll(atMost: 6)) else { return }
      self = after(map)
    }
  }

  private static func map(_ name: String, _ n: [Double]) -> SVGTransform? {
    switch (name, n.count) {
    case ("matrix", 6): SVGTransform(a: n[0], b: n[1], c: n[2], d: n[3], e: n[4], f: n[5])
    case ("translate", 1): translation(n[0], 0)
    case ("translate", 2): translation(n[0], n[1])
    case ("scale", 1): scaling(n[0], n[0])
    case ("scale", 2): scaling(n[0], n[1])
    case ("rotate", 1): rotation(degrees: n[0])
    case ("rotate", 3):
      translation(n[1], n[2]).after(rotation(degrees: n[0])).after(translation(-n[1], -n[2]))
    case ("skewX", 1): SVGTransform(c: tangent(n[0]))
    case ("skewY", 1): SVGTransform(b: tangent(n[0]))
    default: nil
    }
  }

  private static func tangent(_ degrees: Double) -> Double {
    let angle = degrees * .pi / 180
    // At a right angle there is nothing left to see.
    return abs(cosine(angle)) > 1e-9 ? sine(angle) / cosine(angle) : 0
  }
}

extension Point {
  func moved(by step: Point) -> Point { Point(x: x + step.x, y: y + step.y) }

  /// The point as far beyond `centre` as this one is before it.
  func mirrored(at centre: Point) -> Point {
    Point(x: 2 * centre.x - x, y: 2 * centre.y - y)
  }

  func mixed(with other: Point, _ share: Double) -> Point {
    Point(x: x + (other.x - x) * share, y: y + (other.y - y) * share)
  }
}
