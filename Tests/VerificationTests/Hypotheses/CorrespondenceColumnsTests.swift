import Testing

@testable import Verification

@Suite("correspondences as columns") struct CorrespondenceColumnsTests {
  private static func pair(count: Int) -> PicturePair {
    var planted = PlantedPair(seed: 7)
    planted.second = PictureArea(x: 20, y: -30, width: 90, height: 160)
    planted.scatter(count: count)
    return planted.pair
  }

  @Test("lengths are divided by the square roots of areas, from the middles on, worked by hand")
  func units() {
    // Areas of 400 × 100 and 90 × 160: 200 and 120.
    let pair = PicturePair(
      first: PictureArea(x: 10, y: 20, width: 400, height: 100),
      second: PictureArea(x: 0, y: 0, width: 90, height: 160),
      correspondences: [
        Correspondence(
          firstFeature: 5, secondFeature: 9, first: LocalFrame(x: 310, y: 20, size: 50),
          second: LocalFrame(x: 45, y: 140, size: 15), closeness: 0.25)
      ])
    let columns = CorrespondenceColumns(pair)
    let place = columns.place(0)
    #expect(place == (0.5, -0.25, 0, 0.5))
    #expect(columns.weight(0) == 0.25 && columns.count == 1)
    // Sizes of 50 / 200 and 15 / 120.
    #expect(columns.firstSize[0][0] == -2 && columns.secondSize[0][0] == -3)
    #expect(columns.areaRatio[0][0] == 4)
  }

  @Test("columns are whole vectors, and the padding weighs nothing", arguments: [0, 1, 7, 8, 9, 17])
  func padding(count: Int) {
    let columns = CorrespondenceColumns(Self.pair(count: count))
    let blocks = (count + 7) / 8
    #expect(columns.count == count && columns.weight.count == blocks && columns.secondY.count == blocks)
    for index in 0..<8 * blocks { #expect((columns.weight(index) > 0) == (index < count)) }
  }

  @Test("what stands in the padding obeys no map, though it lies where the identity takes it")
  func paddingObeysNothing() {
    let columns = CorrespondenceColumns(Self.pair(count: 1))
    var found: [Int] = []
    for map in [PlaneTransform.identity, PlaneTransform(xx: 1, xy: 0, x1: 0, yx: 0, yy: 1, y1: 0, px: 1e-9)] {
      Residuals(map, columns).forEach(within: 100, columns) { index, _ in found.append(index) }
    }
    #expect(found.allSatisfy { $0 == 0 })
    let hypothesis = AffineHypothesis(xx: 1, xy: 0, yx: 0, yy: 1, x1: 0, y1: 0)
    #expect(hypothesis.support(in: columns, tolerance: 100) <= 1)
  }

  @Test("a map of units takes pixels where it takes units", arguments: [PlaneTransform.slanted, .receding])
  func pixels(map: PlaneTransform) throws {
    // Numbers of pixels as a map of units: moves and perspective shrink with the size.
    let inUnits = PlaneTransform(
      xx: map.xx, xy: map.xy, x1: map.x1 / 300, yx: map.yx, yy: map.yy, y1: map.y1 / 300, px: map.px * 300,
      py: map.py * 300)
    let pair = Self.pair(count: 30)
    let columns = CorrespondenceColumns(pair)
    let inPixels = try #require(columns.units.pixels(inUnits))
    for (index, correspondence) in pair.correspondences.enumerated() {
      let place = columns.place(index)
      let there = try #require(inUnits.apply(x: place.x, y: place.y))
      let found = try #require(
        inPixels.apply(x: Double(correspondence.first.x), y: Double(correspondence.first.y)))
      #expect(abs(found.x - (65 + 120 * there.x)) < 1e-3 && abs(found.y - (50 + 120 * there.y)) < 1e-3)
    }
    #expect(inPixels.p1 == 1)
  }

  @Test("closeness counts from 0 to 1; of none it is nothing")
  func closeness() {
    var planted = PlantedPair(seed: 1)
    let frame = LocalFrame(x: 1, y: 1, size: 3)
    for closeness: Float in [-1, 0, 0.5, 1, 7, .infinity, .nan] {
      planted.append(frame, frame, closeness: closeness)
    }
    let columns = CorrespondenceColumns(planted.pair)
    #expect((0..<7).map(columns.weight) == [0, 0, 0.5, 1, 1, 1, 0])
  }

  @Test("pictures of no size and flat regions keep sizes finite")
  func flat() {
    let none = PictureArea(x: 0, y: 0, width: 0, height: 5)
    let units = PairUnits(PicturePair(first: none, second: none, correspondences: []))
    #expect(units.first == 1 && units.second == 1)
    var planted = PlantedPair(seed: 1)
    planted.append(LocalFrame(x: 1, y: 1, size: 0), LocalFrame(x: 1, y: 1, size: 3))
    let columns = CorrespondenceColumns(planted.pair)
    #expect(columns.firstSize[0][0].isFinite && columns.firstSize[0][0] < -15)
  }
}
