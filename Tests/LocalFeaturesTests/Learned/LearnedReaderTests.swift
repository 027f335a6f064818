import Networks
import Testing

@testable import LocalFeatures

@Suite("Points from a network's maps and lists") struct LearnedReaderTests {
  private let quantisation = DescriptorQuantisation(dimension: 4)

  @Test("points are the maxima, the strongest first by probability times reliability, with the descriptors around them")
  func maps() throws {
    // 32 × 16 pixels, cells of 8: 4 × 2. Channel c is 1 in cells of column c alone.
    var heatmap = [Float](repeating: 0, count: 32 * 16)
    heatmap[4 * 32 + 4] = 0.6
    heatmap[11 * 32 + 27] = 0.5
    let reliability: [Float] = [0.1, 0, 0, 1, 0.1, 0, 0, 1]
    let descriptors = (0..<4).flatMap { channel in (0..<8).map { Float($0 % 4 == channel ? 1 : 0) } }
    let features = try reader(maxFeatures: 10).features(
      of: maps(heatmap, 32, 16, reliability: reliability, descriptors: descriptors, channels: 4))
    #expect(features.points.map { [$0.x, $0.y] } == [[27, 11], [4, 4]])
    // On the grid of centres pixel 27 is cell (27.5 / 8) − 0.5 = 2.9375, row 0.9375.
    #expect(abs(features.points[0].score - 0.5 * 0.9375) < 1e-6)
    #expect(abs(features.points[1].score - 0.6 * 0.1 * 0.9375) < 1e-6)
    let (first, second) = (features.descriptors[0..<4].map(Int.init), features.descriptors[4..<8].map(Int.init))
    #expect(first[3] > 185 && first[0...1].allSatisfy { abs($0 - 128) < 4 })
    #expect(second[0] > 185 && second[2...3].allSatisfy { abs($0 - 128) < 4 })
    let one = try reader(maxFeatures: 1).features(
      of: maps(heatmap, 32, 16, reliability: reliability, descriptors: descriptors, channels: 4))
    #expect(one.points == [features.points[0]] && one.descriptors == Array(features.descriptors[0..<4]))
  }

  @Test("there are no points in the padding")
  func padding() throws {
    var heatmap = [Float](repeating: 0, count: 32 * 16)
    heatmap[4 * 32 + 25] = 0.6
    heatmap[4 * 32 + 4] = 0.3
    heatmap[13 * 32 + 4] = 0.6
    var maps = maps(
      heatmap, 32, 16, reliability: nil, descriptors: [Float](repeating: 1, count: 32), channels: 4)
    maps = LearnedMapReader.Maps(
      heatmap: maps.heatmap, reliability: nil, descriptors: maps.descriptors, width: 25, height: 13,
      paddedWidth: 32, paddedHeight: 16)
    #expect(try reader(maxFeatures: 10).features(of: maps).points.map { [$0.x, $0.y] } == [[4, 4]])
  }

  @Test("a heatmap of half the resolution gives places between the input's pixels")
  func coarseHeatmap() throws {
    var heatmap = [Float](repeating: 0, count: 16 * 8)
    heatmap[2 * 16 + 5] = 0.6
    let coarse = LearnedMapReader.Maps(
      heatmap: Tensor(shape: [1, 1, 8, 16], values: heatmap), reliability: nil,
      descriptors: Tensor(shape: [1, 4, 2, 4], values: [Float](repeating: 1, count: 32)), width: 32, height: 16,
      paddedWidth: 32, paddedHeight: 16)
    #expect(try reader(maxFeatures: 10).features(of: coarse).points.map { [$0.x, $0.y] } == [[10.5, 4.5]])
  }

  @Test("a picture without points has no features")
  func empty() throws {
    let features = try reader(maxFeatures: 10).features(
      of: maps(
        [Float](repeating: 0, count: 32 * 16), 32, 16, reliability: nil,
        descriptors: [Float](repeating: 1, count: 32), channels: 4))
    #expect(features.points.isEmpty && features.descriptors.isEmpty)
  }

  @Test("maps of another shape than the recipe says are refused with both")
  func shapes() throws {
    let maps = maps(
      [Float](repeating: 0, count: 32 * 16), 32, 16, reliability: nil,
      descriptors: [Float](repeating: 1, count: 16), channels: 2)
    let error = #expect(throws: FeatureError.self) { try reader(maxFeatures: 10).features(of: maps) }
    #expect(
      error?.description
        == "the network's descriptor map has the shape [1, 2, 2, 4], and should have [1, 4, rows, columns]: correct the recipe"
    )
  }

  @Test("of a list stay points in the picture that reach the threshold, the strongest first")
  func lists() throws {
    let lists = LearnedListReader.Lists(
      places: Tensor(shape: [1, 5, 2], values: [3, 4, 10.25, 2, 20, 3, 5, 30, 7, 7]),
      scores: Tensor(shape: [5], values: [0.2, 0.9, 0.8, 0.8, 0.1]),
      descriptors: Tensor(
        shape: [1, 5, 4],
        values: [2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 1, 1, 1, 1]), width: 20, height: 30)
    let reader = LearnedListReader(threshold: 0.2, quantisation: quantisation, maxFeatures: 10)
    let features = try reader.features(of: lists)
    #expect(features.points.map(\.x) == [10.25, 3] && features.points.map(\.score) == [0.9, 0.2])
    #expect(features.descriptors == [128, 192, 128, 128, 192, 128, 128, 128])
  }

  @Test("lists of different lengths are refused")
  func unequalLists() {
    let lists = LearnedListReader.Lists(
      places: Tensor(shape: [2, 2], values: [1, 1, 2, 2]), scores: Tensor(shape: [2], values: [1, 1]),
      descriptors: Tensor(shape: [1, 4], values: [1, 0, 0, 0]), width: 9, height: 9)
    let reader = LearnedListReader(threshold: 0, quantisation: quantisation, maxFeatures: 10)
    let error = #expect(throws: FeatureError.self) { try reader.features(of: lists) }
    #expect(error?.description.contains("2 points, 2 scores and 1 descriptors") == true)
  }

  @Test("of equal scores the first come first, and scores below nought last")
  func strongest() {
    #expect(StrongestPoints.indices(of: [0.5, -1, 0.7, 0.5, 0], limit: 4) == [2, 0, 3, 1])
  }

  private func reader(maxFeatures: Int) -> LearnedMapReader {
    LearnedMapReader(
      maxima: HeatmapMaxima(threshold: 0.05, radius: 2), grid: .centres, quantisation: quantisation,
      maxFeatures: maxFeatures)
  }

  private func maps(
    _ heatmap: [Float], _ width: Int, _ height: Int, reliability: [Float]?, descriptors: [Float],
    channels: Int
  ) -> LearnedMapReader.Maps {
    let (columns, rows) = (width / 8, height / 8)
    return LearnedMapReader.Maps(
      heatmap: Tensor(shape: [1, 1, height, width], values: heatmap),
      reliability: reliability.map { Tensor(shape: [1, 1, rows, columns], values: $0) },
      descriptors: Tensor(shape: [1, channels, rows, columns], values: descriptors), width: width,
      height: height, paddedWidth: width, paddedHeight: height)
  }
}
