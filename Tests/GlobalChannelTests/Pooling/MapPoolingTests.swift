import Core
import Networks
import Testing

@testable import GlobalChannel

@Suite struct MapPoolingTests {
  /// Two channels of 2 × 3 cells.
  private static let map = FeatureMap(
    Tensor(shape: [1, 2, 2, 3], values: [1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 12]))

  private func expect(_ pooling: MapPooling, _ expected: [Float], on map: FeatureMap? = Self.map) throws {
    let map = try #require(map)
    let vector = try #require(pooling.vector(of: map))
    let wanted = try #require(expected.normalised())
    #expect(vector.count == wanted.count)
    for (value, goal) in zip(vector, wanted) { #expect(abs(value - goal) < 1e-5, "\(vector), not \(wanted)") }
  }

  @Test("the mean, the largest and the mean of cubes, by hand")
  func simple() throws {
    try expect(.average, [3.5, 2])
    try expect(.maximum, [6, 12])
    // (1 + 8 + 27 + 64 + 125 + 216) / 6 = 73.5 and 1728 / 6 = 288.
    try expect(.generalisedMean(power: 3), [4.188_86, 6.603_85])
    // Of power 1 it is the mean.
    try expect(.generalisedMean(power: 1), [3.5, 2])
    // Powers that are no whole numbers go another way: (Σ x^2.5 / 6)^0.4.
    try expect(.generalisedMean(power: 2.5), [4.052_23, 5.860_31])
  }

  @Test("a single cell is the same for every pooling of maxima and means")
  func oneCell() throws {
    let map = FeatureMap(Tensor(shape: [3, 1, 1], values: [1, 2, 2]))
    for pooling in [MapPooling.average, .maximum, .regions(levels: 3), .generalisedMean(power: 3)] {
      try expect(pooling, [1, 2, 2], on: map)
    }
  }

  @Test("R-MAC adds up the regions' vectors, each of length 1")
  func regions() throws {
    // 2 × 2 cells: one region of level 1, and of level 2 four of a single cell.
    let map = FeatureMap(Tensor(shape: [2, 2, 2], values: [3, 0, 0, 0, 4, 0, 0, 1]))
    // Level 1: (3, 4) / 5. Level 2: (3, 4) / 5, nothing, nothing, (0, 1).
    try expect(.regions(levels: 2), [1.2, 2.6], on: map)
    try expect(.regions(levels: 1), [3, 4], on: map)
  }

  @Test("CroW weighs places and channels as its formula says")
  func crossDimensional() throws {
    let map = try #require(FeatureMap(Tensor(shape: [2, 1, 2], values: [3, 1, 0, 4])))
    let weights = CrossDimensionalWeights(of: map)
    // Sums of places 3 and 5, of length √34.
    let length = Float(34).squareRoot()
    #expect(abs(weights.places[0] - (3 / length).squareRoot()) < 1e-6)
    #expect(abs(weights.places[1] - (5 / length).squareRoot()) < 1e-6)
    // Shares 1 and ½: ln (1.5 / 1) and ln (1.5 / 0.5).
    #expect(abs(weights.channels[0] - 0.405_465) < 1e-5)
    #expect(abs(weights.channels[1] - 1.098_61) < 1e-5)
    let (a, b) = (weights.places[0], weights.places[1])
    try expect(.crossDimensional, [(3 * a + b) * 0.405_465, 4 * b * 1.098_61], on: map)
  }

  @Test("padding doesn't count")
  func padding() throws {
    // 4 × 2 cells of 8 × 4 pixels, of which 4 × 4 are the picture: the right half holds what no picture showed.
    let tensor = Tensor(shape: [1, 1, 2, 4], values: [1, 2, 900, 900, 3, 4, 900, 900])
    let map = try #require(FeatureMap(tensor, width: 4, of: 8, height: 4, of: 4))
    #expect(map.width == 2 && map.height == 2)
    var values: [Float] = []
    map.forEachRow(of: map.region, channel: 0) { values += $0 }
    #expect(values == [1, 2, 3, 4])
  }

  @Test(
    "a cell counts when its middle is in the picture, and one always does",
    arguments: [
      (100, 128, 3), (112, 128, 3), (113, 128, 4), (128, 128, 4), (1, 128, 1), (48, 128, 1), (49, 128, 2),
    ])
  func cells(pixels: Int, padded: Int, expected: Int) throws {
    // Four cells of 32 pixels: their middles are at 16, 48, 80 and 112.
    let tensor = Tensor(shape: [1, 1, 1, 4], values: [1, 1, 1, 1])
    #expect(FeatureMap(tensor, width: pixels, of: padded, height: 1, of: 1)?.width == expected)
  }

  @Test("a map of zeros has no vector, and what is no map is none")
  func nothing() throws {
    let zeros = try #require(FeatureMap(Tensor(shape: [1, 2, 1, 1], values: [0, 0])))
    for pooling in [MapPooling.average, .maximum, .regions(levels: 3), .crossDimensional] {
      #expect(pooling.vector(of: zeros) == nil)
    }
    #expect(FeatureMap(Tensor(shape: [2, 2], values: [1, 2, 3, 4])) == nil)
    #expect(FeatureMap(Tensor(shape: [2, 1, 1, 1], values: [1, 2])) == nil)
    #expect(FeatureMap(Tensor(shape: [1, 0, 2, 2], values: [])) == nil)
  }
}

@Suite struct MapRegionsTests {
  @Test("a square map has 1, 4 and 9 squares, from edge to edge")
  func square() {
    let regions = MapRegions.squares(width: 4, height: 4, levels: 3)
    #expect(regions.count == 14)
    #expect(regions[0] == MapRegion(x: 0, y: 0, width: 4, height: 4))
    #expect(regions[1...4].map(\.x) == [0, 2, 0, 2] && regions[1...4].allSatisfy { $0.width == 2 })
    #expect(regions[5...].map(\.y) == [0, 0, 0, 1, 1, 1, 2, 2, 2])
  }

  @Test("a long map has as many squares along its length as overlap by about two fifths")
  func long() {
    // Steps of 5 for squares of 10 overlap by half, those of 10 not at all, of 3⅓ by two thirds.
    let regions = MapRegions.squares(width: 20, height: 10, levels: 2)
    #expect(regions.prefix(3).map(\.x) == [0, 5, 10] && regions.prefix(3).allSatisfy { $0.y == 0 })
    // Level 2: side 6, four along the length.
    #expect(regions.dropFirst(3).prefix(4).map(\.x) == [0, 4, 9, 14])
    #expect(regions.count == 3 + 8)
    let upright = MapRegions.squares(width: 10, height: 20, levels: 2)
    #expect(upright.count == regions.count && upright.prefix(3).map(\.y) == [0, 5, 10])
  }

  @Test("all regions are in the map, whatever its size")
  func inside() {
    for width in 1...24 {
      for height in 1...24 {
        let regions = MapRegions.squares(width: width, height: height, levels: 4)
        #expect(!regions.isEmpty)
        #expect(
          regions.allSatisfy {
            $0.x >= 0 && $0.y >= 0 && $0.width > 0 && $0.x + $0.width <= width && $0.y + $0.height <= height
          }, "\(width) × \(height)")
      }
    }
  }
}
