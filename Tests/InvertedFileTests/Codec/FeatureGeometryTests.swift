import Core
import Foundation
import Testing

@testable import InvertedFile

@Suite("Quantised geometry")
struct FeatureGeometryTests {
  static let (width, height) = (1024, 768)

  /// A region by its ellipse and the direction of its up.
  static func region(
    x: Double, y: Double, radius: Double, ratio: Double, axis: Double, up: Double
  ) -> FeatureGeometry {
    // R(axis) · diag(major, minor) has the ellipse; a rotation Q on the right turns its up: S (0, −1) = M Q (0, −1).
    let (major, minor) = (radius * ratio.squareRoot(), radius / ratio.squareRoot())
    let (c, s) = (cos(axis), sin(axis))
    let (mxx, mxy, myx, myy) = (c * major, -s * minor, s * major, c * minor)
    let wanted = (x: sin(up), y: -cos(up))
    let q = ((myy * wanted.x - mxy * wanted.y), (mxx * wanted.y - myx * wanted.x))
    let length = hypot(q.0, q.1)
    let (qx, qy) = (q.0 / length, q.1 / length)
    // Q = (−qy −qx; qx −qy) takes (0, −1) to (qx, qy).
    return FeatureGeometry(
      x: Float(x), y: Float(y), xx: Float(-mxx * qy + mxy * qx), xy: Float(-mxx * qx - mxy * qy),
      yx: Float(-myx * qy + myy * qx), yy: Float(-myx * qx - myy * qy))
  }

  struct Measured {
    let radius, ratio, axis, up: Double
  }

  /// The axes by the singular values of S.
  static func measured(_ g: FeatureGeometry) -> Measured {
    let (xx, xy, yx, yy) = (Double(g.xx), Double(g.xy), Double(g.yx), Double(g.yy))
    let e = (xx + yy) / 2
    let f = (xx - yy) / 2
    let (i, h) = ((yx + xy) / 2, (yx - xy) / 2)
    let (major, minor) = (hypot(e, h) + hypot(f, i), abs(hypot(e, h) - hypot(f, i)))
    let axis = (atan2(i, f) + atan2(h, e)) / 2
    return Measured(
      radius: (major * minor).squareRoot(), ratio: major / minor, axis: axis, up: atan2(-xy, yy))
  }

  /// The least difference of two directions of a period, in degrees.
  static func degrees(_ a: Double, _ b: Double, period: Double) -> Double {
    abs(((a - b) / period).rounded() * period - (a - b)) * 180 / .pi
  }

  @Test("fields stand where the format says")
  func knownBits() {
    // 2⁻³ of the longer side is step (13 − 3) · 20 = 200; a ratio of 2 is step 10; 45° is step 32 of 128.
    let region = Self.region(x: 255.5, y: 575.5, radius: 128, ratio: 2, axis: .pi / 4, up: 0)
    let fields: UInt64 = 1024 | 3072 << 12 | 200 << 24 | 10 << 32 | 32 << 37
    #expect(region.packed(.upright, width: Self.width, height: Self.height) == fields)
    let turned = Self.region(x: 255.5, y: 575.5, radius: 128, ratio: 2, axis: .pi / 4, up: .pi / 2)
    #expect(turned.packed(.oriented, width: Self.width, height: Self.height) == fields | 64 << 44)
    #expect(turned.packed(.upright, width: Self.width, height: Self.height) == fields)
  }

  @Test("restored regions are as near as the steps allow", arguments: FeatureGeometry.Kind.allCases)
  func errorBounds(kind: FeatureGeometry.Kind) {
    var random = SeededGenerator(seed: 31)
    for _ in 0..<20_000 {
      let up = kind == .oriented ? random.uniform(-.pi, .pi) : 0
      let original = Self.region(
        x: random.uniform(-0.5, Double(Self.width) - 0.5), y: random.uniform(-0.5, Double(Self.height) - 0.5),
        radius: exp2(random.uniform(-2.9, 9.6)), ratio: exp2(random.uniform(0, 3.1)),
        axis: random.uniform(0, .pi), up: up)
      let bits = original.packed(kind, width: Self.width, height: Self.height)
      #expect(bits >> UInt64(kind.rawValue) == 0)
      let restored = FeatureGeometry(packed: bits, kind, width: Self.width, height: Self.height)
      #expect(abs(restored.x - original.x) <= Float(Self.width) / 8192 + 0.0001)
      #expect(abs(restored.y - original.y) <= Float(Self.height) / 8192 + 0.0001)
      let (was, now) = (Self.measured(original), Self.measured(restored))
      #expect(abs(now.radius / was.radius - 1) <= 0.02, "\(original)")
      #expect(abs(now.ratio / was.ratio - 1) <= 0.036, "\(original)")
      // The axis of a circle is none; nor is that of what is restored as one.
      if was.ratio > 1.04 { #expect(Self.degrees(was.axis, now.axis, period: .pi) <= 0.72, "\(original)") }
      #expect(Self.degrees(was.up, now.up, period: 2 * .pi) <= 0.71, "\(original)")
      if kind == .upright { #expect(restored.xy == 0 && restored.yy > 0) }
    }
  }

  @Test("what was restored once is restored the same again", arguments: FeatureGeometry.Kind.allCases)
  func stable(kind: FeatureGeometry.Kind) {
    for bits in FeatureRecordTests.geometry(5000, kind, seed: 12) {
      let restored = FeatureGeometry(packed: bits, kind, width: Self.width, height: Self.height)
      let again = restored.packed(kind, width: Self.width, height: Self.height)
      let axis: UInt64 = 127 << 37
      // A circle has no axis to keep.
      let isCircle = bits >> 32 & 31 == 0
      #expect(isCircle ? again & ~axis == bits & ~axis : again == bits)
    }
  }

  @Test("what lies outside the picture or is no number goes to an end")
  func clamped() {
    let sizes: [(Float, UInt64)] = [(1e-9, 0), (.infinity, 0), (.nan, 0), (1e9, 255)]
    for (radius, level) in sizes {
      let region = FeatureGeometry(x: -50, y: 5000, xx: radius, xy: 0, yx: 0, yy: radius)
      let bits = region.packed(.oriented, width: Self.width, height: Self.height)
      #expect(bits & 0xFFF == 0 && bits >> 12 & 0xFFF == 4095)
      if radius.isFinite { #expect(bits >> 24 & 0xFF == level) }
      #expect(bits >> 52 == 0)
    }
    let line = FeatureGeometry(x: .nan, y: .infinity, xx: 5, xy: 0, yx: 0, yy: 0.001)
    let bits = line.packed(.upright, width: Self.width, height: Self.height)
    #expect(bits & 0xFFF == 0 && bits >> 12 & 0xFFF == 4095 && bits >> 32 & 31 == 31)
    let nothing = FeatureGeometry(x: 0, y: 0, xx: 0, xy: 0, yx: 0, yy: 0)
    let restored = FeatureGeometry(
      packed: nothing.packed(.upright, width: 0, height: 0), .upright, width: 0, height: 0)
    #expect(restored.xx.isFinite && restored.yy.isFinite && restored.x.isFinite)
  }
}
