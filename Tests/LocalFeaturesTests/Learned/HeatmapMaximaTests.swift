import Core
import Testing

@testable import LocalFeatures

@Suite("Maxima of a map") struct HeatmapMaximaTests {
  private let maxima = HeatmapMaxima(threshold: 0.05, radius: 2)

  @Test("maxima of random maps are those that a search without shortcuts finds, wherever the padding begins")
  func agreesWithTheObvious() {
    var generator = SeededGenerator(seed: 7)
    for (width, height, pitch) in [(40, 30, 48), (16, 16, 16), (33, 5, 33), (3, 2, 32), (1, 1, 1)] {
      // Few levels, so that equal neighbours are common.
      let map = (0..<pitch * height).map { _ in Float(generator.index(below: 12)) / 100 }
      let found = points(map, width: width, height: height, pitch: pitch)
      #expect(found == obvious(map, width: width, height: height, pitch: pitch), "\(width) × \(height)")
      #expect(width < 16 || !found.isEmpty)
    }
  }

  @Test("a plateau is one point, its first")
  func plateau() {
    var map = [Float](repeating: 0, count: 20 * 10)
    for x in 8...9 { for y in 4...5 { map[y * 20 + x] = 0.5 } }
    #expect(points(map, width: 20, height: 10) == [HeatmapMaxima.Point(x: 8, y: 4, value: 0.5)])
  }

  @Test("neither padding nor what it holds counts")
  func padding() {
    var map = [Float](repeating: 0, count: 32 * 8)
    map[3 * 32 + 19] = 0.3
    map[3 * 32 + 20] = 0.9  // The first column of the padding.
    #expect(points(map, width: 20, height: 8, pitch: 32) == [HeatmapMaxima.Point(x: 19, y: 3, value: 0.3)])
    #expect(points(map, width: 32, height: 8) == [HeatmapMaxima.Point(x: 20, y: 3, value: 0.9)])
  }

  @Test("the threshold itself is not above it")
  func threshold() {
    #expect(points([0.05, 0, 0, 0, 0.0501], width: 5, height: 1).map(\.x) == [4])
  }

  private func points(_ map: [Float], width: Int, height: Int, pitch: Int? = nil) -> [HeatmapMaxima.Point] {
    maxima.points(of: map, width: width, height: height, pitch: pitch ?? width)
  }

  private func obvious(_ map: [Float], width: Int, height: Int, pitch: Int) -> [HeatmapMaxima.Point] {
    var points: [HeatmapMaxima.Point] = []
    for y in 0..<height {
      for x in 0..<width where map[y * pitch + x] > 0.05 {
        let value = map[y * pitch + x]
        var isMaximum = true
        for v in 0..<height where abs(v - y) <= 2 {
          for u in 0..<width where abs(u - x) <= 2 && (u, v) != (x, y) {
            let other = map[v * pitch + u]
            if other > value || other == value && (v, u) < (y, x) { isMaximum = false }
          }
        }
        if isMaximum { points.append(HeatmapMaxima.Point(x: x, y: y, value: value)) }
      }
    }
    return points
  }
}
