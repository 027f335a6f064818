import Core
import Testing

@testable import Evaluation

@Suite("Where the pixels of a copy come from") struct CopyViewTests {
  private func view(_ kind: CopyKind, _ width: Int, _ height: Int, seed: UInt64 = 1) -> CopyView {
    var random = SeededGenerator(seed: seed)
    return CopyView(kind, width: width, height: height, random: &random)
  }

  private func isNear(_ place: (x: Double, y: Double), _ x: Double, _ y: Double) -> Bool {
    abs(place.x - x) < 1e-9 && abs(place.y - y) < 1e-9
  }

  @Test("maps are composed from right to left and undone by their reverse")
  func maps() {
    let map = ProjectiveMap(rows: [2, 1, 3, 0, 1, -4, 0.001, 0.002, 1])
    #expect(isNear(map.apply(0, 0), 3, -4))
    let expected: (x: Double, y: Double) = (403 / 1.5, 196 / 1.5)
    #expect(isNear(map.apply(100, 200), expected.x, expected.y))
    let there = map.apply(70, 30)
    #expect(isNear(map.reversed.apply(there.x, there.y), 70, 30))
    #expect(isNear(map.after(.translation(5, 6)).apply(65, 24), there.x, there.y))
  }

  @Test(
    "a crop keeps the aspect and a share of the area, within the picture",
    arguments: [
      (CopyKind.cropHalf, 0.5, 339, 226), (.cropQuarter, 0.25, 240, 160),
    ])
  func crop(_ kind: CopyKind, share: Double, width: Int, height: Int) {
    var places: Set<String> = []
    for seed in 0..<50 {
      let crop = view(kind, 480, 320, seed: UInt64(seed))
      #expect(crop.width == width && crop.height == height)
      let corner = crop.originalFromCopy.apply(0, 0)
      #expect(corner.x >= 0 && corner.y >= 0)
      #expect(corner.x + Double(width) <= 480 && corner.y + Double(height) <= 320)
      #expect(corner.x == corner.x.rounded() && corner.y == corner.y.rounded())
      #expect(isNear(crop.originalFromCopy.apply(9, 4), corner.x + 9, corner.y + 4))
      places.insert("\(corner)")
    }
    #expect(places.count > 40)
    let kept = Double(width * height) / Double(480 * 320)
    #expect(abs(kept - share) < 0.005)
  }

  @Test("a quarter turn goes clockwise: the top left corner comes from the bottom left one")
  func quarterTurn() {
    let turned = view(.rotatedQuarter, 480, 320)
    #expect(turned.width == 320 && turned.height == 480)
    #expect(turned.originalFromCopy.apply(0, 0) == (0, 319))
    #expect(turned.originalFromCopy.apply(319, 0) == (0, 0))
    #expect(turned.originalFromCopy.apply(0, 479) == (479, 319))
  }

  @Test("a slight turn goes clockwise about the centre, in a frame that holds all corners")
  func slightTurn() {
    let turned = view(.rotatedSlightly, 480, 320)
    // 480 cos 15° + 320 sin 15° = 546.47 and 480 sin 15° + 320 cos 15° = 433.33
    #expect(turned.width == 547 && turned.height == 434)
    #expect(isNear(turned.originalFromCopy.apply(273, 216.5), 239.5, 159.5))
    // 100 pixels to the right of the centre, seen 15° further down.
    let place = turned.originalFromCopy.apply(369.59258262890683, 242.38190451025207)
    #expect(isNear(place, 339.5, 159.5))
    let ends: [(Double, Double)] = [(-0.5, -0.5), (479.5, -0.5), (479.5, 319.5), (-0.5, 319.5)]
    for (x, y) in ends {
      let corner = turned.originalFromCopy.reversed.apply(x, y)
      #expect(corner.x >= -0.5 && corner.x <= 546.5 && corner.y >= -0.5 && corner.y <= 433.5)
    }
  }

  @Test("a mirror exchanges left and right; a quarter of each side keeps the borders where they are")
  func mirrorAndScale() {
    #expect(view(.mirrored, 480, 320).originalFromCopy.apply(0, 7) == (479, 7))
    let small = view(.shrunk, 480, 322)
    #expect(small.width == 120 && small.height == 81)
    #expect(isNear(small.originalFromCopy.apply(-0.5, -0.5), -0.5, -0.5))
    #expect(isNear(small.originalFromCopy.apply(119.5, 80.5), 479.5, 321.5))
    #expect(view(.shrunk, 1, 1).width == 1)
  }

  @Test("recompressed and overlaid copies stay in place", arguments: [CopyKind.recompressed, .overlaid])
  func unmoved(_ kind: CopyKind) {
    let same = view(kind, 48, 32)
    #expect(same.width == 48 && same.height == 32 && same.originalFromCopy == .identity)
  }

  @Test("a photographed print lies whole within the frame, with table around it, in perspective")
  func print() {
    for seed in 0..<100 {
      let map = view(.printed, 480, 320, seed: UInt64(seed)).originalFromCopy.reversed
      let ends: [(Double, Double)] = [(-0.5, -0.5), (479.5, -0.5), (479.5, 319.5), (-0.5, 319.5)]
      let corners = ends.map { map.apply($0.0, $0.1) }
      for corner in corners {
        #expect(corner.x > 10 && corner.x < 469 && corner.y > 5 && corner.y < 314)
      }
      // A factor of 0.7 to 0.8 on each side, times the cosine of at most 15°.
      let share = area(of: corners) / Double(480 * 320)
      #expect(share > 0.46 && share < 0.66)
      #expect(isNear(map.apply(239.5, 159.5), 239.5, 159.5))
      #expect(corners[0].x + corners[2].x != corners[1].x + corners[3].x, "no parallelogram")
    }
  }

  private func area(of corners: [(x: Double, y: Double)]) -> Double {
    var twice = 0.0
    for (a, b) in zip(corners, corners.dropFirst() + corners.prefix(1)) { twice += a.x * b.y - b.x * a.y }
    return twice / 2
  }
}
