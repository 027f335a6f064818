import Core
import Testing

@testable import Verification

@Suite("maps of single correspondences") struct AffineHypothesisTests {
  /// The hypothesis of one correspondence, and it as a map of pixels.
  private static func hypothesis(
    _ first: LocalFrame, _ second: LocalFrame
  ) -> (AffineHypothesis, PlaneTransform)? {
    var planted = PlantedPair(seed: 1)
    planted.second = PictureArea(x: 30, y: 10, width: 640, height: 200)
    planted.append(first, second)
    let columns = CorrespondenceColumns(planted.pair)
    guard let found = AffineHypothesis(planted.correspondences[0], at: columns.place(0), columns.units),
      let pixels = columns.units.pixels(found.transform)
    else { return nil }
    return (found, pixels)
  }

  /// A point of the unit disc in a region.
  private static func point(_ frame: LocalFrame, _ u: Float, _ v: Float) -> (x: Double, y: Double) {
    (Double(frame.x + frame.xx * u + frame.xy * v), Double(frame.y + frame.yx * u + frame.yy * v))
  }

  @Test("the first region goes exactly to the second: its middle and its rim", arguments: 0..<20)
  func exact(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    func frame() -> LocalFrame {
      LocalFrame(
        x: Float(random.uniform(0, 400)), y: Float(random.uniform(0, 200)),
        xx: Float(random.uniform(4, 12)), xy: Float(random.uniform(-3, 3)),
        yx: Float(random.uniform(-3, 3)), yy: Float(random.uniform(-12, 12)))
    }
    let (first, second) = (frame(), frame())
    let (_, map) = try #require(Self.hypothesis(first, second))
    for (u, v): (Float, Float) in [(0, 0), (1, 0), (0, 1), (-0.6, 0.8)] {
      let (from, to) = (Self.point(first, u, v), Self.point(second, u, v))
      let found = try #require(map.apply(x: from.x, y: from.y))
      #expect(abs(found.x - to.x) < 2e-3 && abs(found.y - to.y) < 2e-3, "\(u), \(v): \(found) for \(to)")
    }
    #expect((map.determinant < 0) == (first.determinant * second.determinant < 0))
  }

  @Test("upright regions keep the vertical")
  func upright() throws {
    let (hypothesis, _) = try #require(
      Self.hypothesis(
        LocalFrame(x: 9, y: 9, xx: 3, xy: 0, yx: 1, yy: 4),
        LocalFrame(x: 80, y: 30, xx: 5, xy: 0, yx: -2, yy: 4)))
    #expect(hypothesis.xy == 0 && hypothesis.yx != 0)
  }

  @Test("regions that are flat or not finite mean no map")
  func refused() {
    let sound = LocalFrame(x: 9, y: 9, size: 4)
    let broken = [
      LocalFrame(x: 9, y: 9, size: 0), LocalFrame(x: 9, y: 9, xx: 2, xy: 4, yx: 1, yy: 2),
      LocalFrame(x: .nan, y: 9, size: 4), LocalFrame(x: 9, y: .infinity, size: 4),
      LocalFrame(x: 9, y: 9, size: .nan), LocalFrame(x: 9, y: 9, size: .infinity),
      LocalFrame(x: 9, y: 9, xx: .nan, xy: 0, yx: 0, yy: 1), LocalFrame(x: 9, y: 9, size: 1e30),
    ]
    #expect(Self.hypothesis(sound, sound) != nil)
    for frame in broken {
      #expect(Self.hypothesis(sound, frame) == nil, "\(frame)")
      #expect(Self.hypothesis(frame, sound) == nil, "\(frame)")
    }
  }

  @Test("support is the sum of weights of those that obey, less the farther off", arguments: 0..<6)
  func support(seed: UInt64) throws {
    var planted = PlantedPair(seed: seed)
    planted.noise = 4
    planted.shapeNoise = 0.3
    let map = seed.isMultiple(of: 2) ? PlaneTransform.slanted : .identity
    planted.plant(map, count: 41)
    planted.scatter(count: 60)
    let pair = planted.pair
    let columns = CorrespondenceColumns(pair)
    for index in [0, 5, 20, 77] {
      let hypothesis = try #require(
        AffineHypothesis(pair.correspondences[index], at: columns.place(index), columns.units))
      let found = Double(hypothesis.support(in: columns, tolerance: 0.06))
      let reference = EvidenceReference(pair)
      let expected = reference.obeying(hypothesis.transform, within: 0.06).reduce(0) { $0 + $1.weight }
      #expect(abs(found - expected) < 1e-3 * max(1, expected), "\(index): \(found) for \(expected)")
      #expect(found >= Double(columns.weight(index)) * 0.999)
    }
  }
}
