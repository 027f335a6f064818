import Networks
import Testing

@testable import LocalFeatures

@Suite("Points from a network's maps and lists") struct LearnedReaderTests {
  private let quantisation = DescriptorQuantisation(dimension: 4)

  @Test(
    "points are maxima, the best first by probability times reliability, with the descriptors around them")
  func maps() {
    // 32 × 16 pixels, cells of 8: 4 × 2. Channel c is 1 in cells of column c alone.
    var heatmap = [Float](repeating: 0, count: 32 * 16)
    heatmap[4 * 32 + 4] = 0.6
    heatmap[11 * 32 + 27] = 0.5
    let reliability: [Float] = [0.1, 0, 0, 1, 0.1, 0, 0, 1]
    let descriptors = (0..<4).flatMap { channel in (0..<8).map { Float($0 % 4 == channel ? 1 : 0) } }
    let given = Self.maps(heatmap, reliability: reliability, descriptors: descriptors)
    let features = reader(maxFeatures: 10).features(of: given)
    #expect(features.points.map { [$0.x, $0.y] } == [[27, 11], [4, 4]])
    // On the grid of centres pixel 27 is cell (27.5 / 8) − 0.5 = 2.9375, row 0.9375; beyond column 3 there is nothing.
    #expect(abs(features.points[0].score - 0.5 * 0.9375) < 1e-6)
    #expect(abs(features.points[1].score - 0.6 * 0.1 * 0.9375) < 1e-6)
    let (first, second) = (
      features.descriptors[0..<4].map(Int.init), features.descriptors[4..<8].map(Int.init)
    )
    #expect(first[3] > 185 && first[0...1].allSatisfy { abs($0 - 128) < 4 })
    #expect(second[0] > 185 && second[2...3].allSatisfy { abs($0 - 128) < 4 })
    let one = reader(maxFeatures: 1).features(of: given)
    #expect(one.points == [features.points[0]] && one.descriptors == Array(features.descriptors[0..<4]))
  }

  @Test("there are no points in the padding")
  func padding() {
    var heatmap = [Float](repeating: 0, count: 32 * 16)
    heatmap[4 * 32 + 25] = 0.6
    heatmap[4 * 32 + 4] = 0.3
    heatmap[13 * 32 + 4] = 0.6
    let descriptors = [Float](repeating: 1, count: 32)
    let given = Self.maps(heatmap, reliability: nil, descriptors: descriptors, width: 25, height: 13)
    #expect(reader(maxFeatures: 10).features(of: given).points.map { [$0.x, $0.y] } == [[4, 4]])
    let all = Self.maps(heatmap, reliability: nil, descriptors: descriptors)
    #expect(reader(maxFeatures: 10).features(of: all).points.count == 3)
  }

  @Test("a picture without points has no features")
  func empty() {
    let features = reader(maxFeatures: 10).features(
      of: Self.maps(
        [Float](repeating: 0, count: 32 * 16), reliability: nil, descriptors: [Float](repeating: 1, count: 32)
      ))
    #expect(features.points.isEmpty && features.descriptors.isEmpty)
  }

  @Test("of a list stay points in the picture that reach the threshold, the strongest first")
  func lists() {
    let features = listReader(.pixels).features(
      of: Self.lists(
        places: [3, 4, 10.25, 2, 20, 3, 5, 30, 7, 7], scores: [0.2, 0.9, 0.8, 0.8, 0.1],
        descriptors: [2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 1, 1, 1, 1]))
    #expect(features.points.map(\.x) == [10.25, 3] && features.points.map(\.score) == [0.9, 0.2])
    #expect(features.descriptors == [128, 192, 128, 128, 192, 128, 128, 128])
  }

  @Test("unit coordinates go from the centre of the first pixel to that of the last, padding counted")
  func unitCoordinates() {
    let features = listReader(.unit).features(
      of: Self.lists(
        places: [-1, -1, 0, 0.5, 1, 1], scores: [0.9, 0.8, 0.7],
        descriptors: [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0]))
    // The input is 32 × 32, the picture 20 × 30; the last point lies in the padding.
    #expect(features.points.map { [$0.x, $0.y] } == [[0, 0], [15.5, 23.25]])
  }

  @Test("of equal scores the first come first, and scores below nought count as nought")
  func strongest() {
    #expect(StrongestPoints.indices(of: [0.5, -1, 0.7, 0.5, 0], limit: 4) == [2, 0, 3, 1])
  }

  private func reader(maxFeatures: Int) -> LearnedMapReader {
    LearnedMapReader(
      maxima: HeatmapMaxima(threshold: 0.05, radius: 2), grid: .centres, quantisation: quantisation,
      maxFeatures: maxFeatures)
  }

  private func listReader(_ coordinates: NetworkRecipe.Coordinates) -> LearnedListReader {
    LearnedListReader(threshold: 0.2, coordinates: coordinates, quantisation: quantisation, maxFeatures: 10)
  }

  /// An input of 32 × 16 pixels, of which `width` × `height` are picture.
  private static func maps(
    _ heatmap: [Float], reliability: [Float]?, descriptors: [Float], width: Int = 32, height: Int = 16
  ) -> LearnedMapReader.Maps {
    LearnedMapReader.Maps(
      heatmap: Tensor(shape: [16, 32], values: heatmap),
      reliability: reliability.map { Tensor(shape: [2, 4], values: $0) },
      descriptors: Tensor(shape: [4, 2, 4], values: descriptors), width: width, height: height)
  }

  private static func lists(
    places: [Float], scores: [Float], descriptors: [Float]
  ) -> LearnedListReader.Lists {
    LearnedListReader.Lists(
      places: Tensor(shape: [scores.count, 2], values: places),
      scores: Tensor(shape: [scores.count], values: scores),
      descriptors: Tensor(shape: [scores.count, 4], values: descriptors), width: 20, height: 30,
      paddedWidth: 32, paddedHeight: 32)
  }
}
