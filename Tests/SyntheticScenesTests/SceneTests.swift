import Raster
import Testing

@testable import SyntheticScenes

@Suite("scenes")
struct SceneTests {
  @Test("the same seed gives the same bytes", arguments: SceneKind.allCases)
  func reproducible(kind: SceneKind) {
    let scene = Scene(kind: kind, seed: 77)
    #expect(scene.picture(width: 160, height: 120) == scene.picture(width: 160, height: 120))
  }

  @Test("different seeds give pictures that have little to do with each other", arguments: SceneKind.allCases)
  func distinct(kind: SceneKind) {
    let planes = (0..<5).map { detail(of: Scene(kind: kind, seed: $0).picture(width: 160, height: 120)) }
    for i in 0..<5 {
      for j in 0..<i {
        let value = correlation(planes[i], planes[j])
        #expect(abs(value) < 0.4, "seeds \(i) and \(j): \(value)")
      }
    }
  }

  @Test("pictures are neither flat nor plain noise", arguments: SceneKind.allCases)
  func structured(kind: SceneKind) {
    for seed in 0..<4 as Range<UInt64> {
      let grey = greyValues(Scene(kind: kind, seed: seed).picture(width: 200, height: 150))
      let neighbours = (0..<grey.count - 1).map { grey[$0 + 1] }
      let mean = grey.reduce(0, +) / Double(grey.count)
      let variance = grey.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(grey.count)
      #expect(variance > 100, "seed \(seed)")
      #expect(correlation(Array(grey.dropLast()), neighbours) > 0.5, "seed \(seed)")
    }
  }

  @Test("any size can be made, from one pixel on", arguments: [(1, 1), (7, 3), (33, 200), (500, 40)])
  func sizes(width: Int, height: Int) {
    for kind in SceneKind.allCases {
      let picture = Scene(kind: kind, seed: 5).picture(width: width, height: height)
      #expect(picture.width == width && picture.height == height)
    }
  }

  @Test("a collection has no object twice")
  func collection() {
    let scenes = (0..<6000).map { Scene(number: $0, ofCollection: 3) }
    #expect(Set(scenes).count == 6000)
    #expect(Set(scenes).isDisjoint(with: (0..<6000).map { Scene(number: $0, ofCollection: 4) }))
  }

  @Test("noise has mean 0, deviation 1, and is as smooth as asked")
  func noise() {
    let plane = NoiseField(seed: 3, wavelength: 8, octaves: 1).plane(width: 400, height: 400)
    let values = plane.pixels.map(Double.init)
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    #expect(abs(mean) < 0.1 && abs(variance - 1) < 0.1)
    // A cubic B-spline of uniform values cannot change by more than this from one pixel to the next.
    for x in 1..<400 { #expect(abs(plane[x, 200] - plane[x - 1, 200]) < 2 / 8 / 0.27) }
  }
}

/// The mean of the channels, pixel by pixel.
func greyValues(_ picture: ColourPicture) -> [Double] {
  (0..<picture.width * picture.height).map { pixel -> Double in
    let sum =
      Int(picture.bytes[3 * pixel]) + Int(picture.bytes[3 * pixel + 1]) + Int(picture.bytes[3 * pixel + 2])
    return Double(sum) / 3
  }
}

/// Grey values without the coarsest brightness, which houses share since the sky is always above.
func detail(of picture: ColourPicture) -> [Double] {
  let coarse = picture.scaled(toWidth: 4, height: 4)
  let low = greyValues(coarse)
  return greyValues(picture).enumerated().map { index, value in
    let (x, y) = (index % picture.width * 4 / picture.width, index / picture.width * 4 / picture.height)
    return value - low[4 * y + x]
  }
}

func correlation(_ a: [Double], _ b: [Double]) -> Double {
  let meanA = a.reduce(0, +) / Double(a.count)
  let meanB = b.reduce(0, +) / Double(b.count)
  var (ab, aa, bb) = (0.0, 0.0, 0.0)
  for (x, y) in zip(a, b) {
    ab += (x - meanA) * (y - meanB)
    aa += (x - meanA) * (x - meanA)
    bb += (y - meanB) * (y - meanB)
  }
  return ab / (aa * bb).squareRoot()
}
