import Core
import Networks
import Testing

@testable import LocalFeatures

@Suite("Between the cells of a map") struct MapSamplerTests {
  @Test(
    "vectors between cells are those of bicubic interpolation, nought beyond the border",
    arguments: [3, 16, 37])
  func bicubic(channels: Int) {
    let (width, height) = (7, 5)
    var generator = SeededGenerator(seed: 3)
    let planes = (0..<channels * width * height).map { _ in Float(generator.normal()) }
    let places: [(Float, Float)] = [(3, 2), (2.25, 1.75), (0, 0), (-0.5, -0.5), (6.4, 4.3), (5.9, 0.1)]
    for (x, y) in places {
      let found = sample(planes, channels, width, height, x: x, y: y)
      let expected = obvious(planes, channels, width, height, x: Double(x), y: Double(y))
      for channel in 0..<channels {
        #expect(abs(Double(found[channel]) - expected[channel]) < 1e-5, "channel \(channel) at \(x), \(y)")
      }
    }
  }

  @Test("on a cell it is the cell's own vector, scaled to length 1")
  func onCell() {
    let planes: [Float] = [1, 3, 5, 7, 2, 4, 6, 8]  // Two channels of 2 × 2 cells.
    let found = sample(planes, 2, 2, 2, x: 1, y: 0)
    #expect(abs(found[0] - 0.6) < 1e-6 && abs(found[1] - 0.8) < 1e-6)
  }

  @Test("far outside there is nothing, and nothing has no direction")
  func outside() {
    #expect(sample([1, 1, 1, 1], 1, 2, 2, x: 9, y: 0) == [0])
  }

  @Test("the four weights sum up to 1 and mirror each other")
  func weights() {
    for t in [Float(0), 0.25, 0.5, 0.875] {
      let (weights, mirrored) = (MapSampler.weights(t), MapSampler.weights(1 - t))
      #expect(abs(weights.sum() - 1) < 1e-6)
      for i in 0..<4 { #expect(abs(weights[i] - mirrored[3 - i]) < 1e-6) }
    }
    #expect(MapSampler.weights(0) == SIMD4(0, 1, 0, 0))
  }

  @Test("a plane is sampled linearly, with nought around it")
  func bilinear() {
    let plane: [Float] = [1, 2, 3, 4]
    func at(_ x: Float, _ y: Float) -> Float {
      PlaneSampler.bilinear(plane, width: 2, height: 2, x: x, y: y)
    }
    #expect(at(0, 0) == 1 && at(1, 1) == 4 && at(0.5, 0.5) == 2.5 && at(0.25, 0) == 1.25)
    #expect(at(-0.5, 0) == 0.5 && at(1.5, 1.5) == 1 && at(-1, 0) == 0 && at(5, 5) == 0)
  }

  @Test("grids put the first and the last pixel where they say")
  func grids() {
    let (pixels, cells) = (640, 80)
    func places(_ grid: NetworkRecipe.Grid) -> [Float] {
      let map = grid.map(pixels: pixels, cells: cells)
      return [0, 639].map { map.offset + map.step * Float($0) }
    }
    #expect(places(.centres) == [-0.4375, 79.4375])
    #expect(places(.corners) == [0, 79])
    #expect(zip(places(.edges), [-0.5, 79.5]).allSatisfy { abs($0 - $1) < 1e-4 })
  }

  private func sample(
    _ planes: [Float], _ channels: Int, _ width: Int, _ height: Int, x: Float, y: Float
  ) -> [Float] {
    let sampler = MapSampler(planes: planes, channelCount: channels, width: width, height: height)
    var vector = [Float](repeating: .nan, count: channels)
    sampler.writeUnitVector(x: x, y: y, into: &vector)
    return vector
  }

  /// Keys' cubic with a = −0.75, cell by cell.
  private func obvious(
    _ planes: [Float], _ channels: Int, _ width: Int, _ height: Int, x: Double, y: Double
  ) -> [Double] {
    func cubic(_ distance: Double) -> Double {
      let (d, a) = (abs(distance), -0.75)
      if d <= 1 { return (a + 2) * d * d * d - (a + 3) * d * d + 1 }
      return d < 2 ? a * d * d * d - 5 * a * d * d + 8 * a * d - 4 * a : 0
    }
    var sums = [Double](repeating: 0, count: channels)
    for row in 0..<height {
      for column in 0..<width {
        let weight = cubic(x - Double(column)) * cubic(y - Double(row))
        for channel in 0..<channels {
          sums[channel] += weight * Double(planes[channel * width * height + row * width + column])
        }
      }
    }
    let length = sums.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return sums.map { $0 / length }
  }
}
