import Raster
import Testing

@testable import SyntheticScenes

@Suite("what is sampled of an object")
struct SamplingTests {
  @Test(
    "an object seen n times smaller is sampled where it has been halved log₂ n times",
    arguments: [(1.0, 0, 0), (2, 1, 0), (4, 2, 0), (3, 1, 128), (0.5, 0, 0)])
  func levels(shrinking: Double, level: Int, blend: UInt32) {
    let footprint = Footprint(
      objectFromView: [shrinking, 0, 7, 0, shrinking, -3, 0, 0, 1], x: 20, y: 30)
    #expect(footprint.level == level && footprint.blend == blend && footprint.taps == 1)
  }

  @Test("an object squeezed in one direction is sampled along that direction")
  func anisotropy() {
    let footprint = Footprint(objectFromView: [4, 0, 0, 0, 1, 0, 0, 0, 1], x: 0, y: 0)
    #expect(footprint.taps == 4 && footprint.level == 0)
    #expect(abs(abs(footprint.axisX) - 4) < 1e-12 && abs(footprint.axisY) < 1e-12)
  }

  @Test("a level of a pyramid fades out over one pixel beyond its border")
  func border() {
    let picture = ColourPicture(width: 3, height: 2, filledWith: Colour(red: 200, green: 100, blue: 40))
    var pyramid = Pyramid(picture)
    let level = pyramid.level(0)
    // The middle of the object's first pixel is 256 from the middle of the border's.
    #expect(level.sample(x: 256, y: 256) == 256 &* SIMD4(200, 100, 40, 255))
    #expect(level.sample(x: 128, y: 256) == 128 &* SIMD4(200, 100, 40, 255))
    #expect(level.sample(x: 0, y: 256) == .zero && level.sample(x: 4 * 256, y: 256) == .zero)
    #expect(level.sample(x: -1, y: 256) == .zero && level.sample(x: 256, y: Int.max) == .zero)
    #expect(pyramid.level(9).width == 1 && pyramid.level(9).index == 2)
  }
}
