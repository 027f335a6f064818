import Core
import Raster
import Testing

@testable import Networks

@Suite(
  "The documented networks", .enabled(if: RuntimeHere.isThere, RuntimeHere.comment),
  .enabled(if: SharedModels.areThere, SharedModels.comment))
struct SharedModelTests {
  /// Rectangles of many colours: corners for every detector.
  private static let picture: ColourPicture = {
    var picture = ColourPicture(width: 200, height: 150, filledWith: .white)
    for y in 0..<150 {
      for x in 0..<200 {
        let cell = (x / 23) * 5 + (y / 17) * 3
        for channel in 0..<3 {
          picture.bytes[3 * (y * 200 + x) + channel] = UInt8((cell * 37 + channel * 91) % 256)
        }
      }
    }
    return picture
  }()

  private static func open(_ recipe: String, _ path: String) throws -> PictureNetwork {
    try PictureNetwork(recipePath: SharedModels.recipes + "/\(recipe).json", networkPath: path)
  }

  @Test("XFeat: probabilities and unit descriptors on a grid of eight pixels")
  func xfeat() throws {
    let output = try Self.open("xfeat", SharedModels.xfeat).run(Self.picture)
    let heatMap = try #require(output[.heatmap]), descriptors = try #require(output[.descriptors])
    #expect(heatMap.shape == [160, 224] && output[.reliability]?.shape == [20, 28])
    #expect(heatMap.values.allSatisfy { (0...1).contains($0) } && heatMap.values.count { $0 > 0.05 } > 20)
    #expect(descriptors.shape == [64, 20, 28])
    let length = (0..<64).reduce(Float(0)) {
      $0 + descriptors.values[$1 * 560] * descriptors.values[$1 * 560]
    }
    #expect(abs(length - 1) < 1e-3)
  }

  @Test("ALIKED: lists of points within the padded input, with unit descriptors")
  func aliked() throws {
    let output = try Self.open("aliked", SharedModels.aliked).run(Self.picture)
    let points = try #require(output[.keypoints]), descriptors = try #require(output[.descriptors])
    let count = points.shape[0]
    let scores = try #require(output[.scores])
    #expect(scores.shape == [count] && descriptors.shape == [count, 128])
    // Where there are fewer than top_k points, others of no score fill the list, some outside.
    let strong = (0..<count).filter { scores.values[$0] > 0.05 }
    #expect(strong.count > 100)
    #expect(strong.allSatisfy { (-1...224).contains(points.values[2 * $0]) })
    #expect(strong.allSatisfy { (-1...160).contains(points.values[2 * $0 + 1]) })
    let length = descriptors.values[..<128].reduce(0) { $0 + $1 * $1 }
    #expect(abs(length - 1) < 1e-3)
  }

  @Test("MobileNetEdgeTPU: a map of 32 pixels a cell, the same bits from any number of threads")
  func mobileNet() throws {
    let network = try Self.open("mobilenet-edgetpu", SharedModels.mobileNet)
    let map = try #require(try network.run(Self.picture)[.map])
    #expect(map.shape == [1280, 5, 7] && map.values.contains { $0 > 0 })
    let others = Parallel.map(count: 8, jobs: 4) { _ in (try? network.run(Self.picture))?[.map] }
    #expect(others.allSatisfy { $0 == map })
  }

  @Test("a network that is cut or has flipped bits is refused or runs, and never ends the process")
  func damaged() throws {
    let bytes = try PictureFile.readBytes(atPath: SharedModels.xfeat)
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<12 {
      let count = Int.random(in: 1..<bytes.count, using: &generator)
      #expect((try? TinyNetwork.open(Array(bytes.prefix(count)))) == nil)
    }
    let input = Tensor(shape: [1, 1, 32, 32], values: (0..<1024).map { Float($0 % 97) })
    for _ in 0..<40 {
      var damaged = bytes
      damaged[Int.random(in: 0..<bytes.count, using: &generator)] ^=
        1 << UInt8.random(in: 0..<8, using: &generator)
      _ = try? TinyNetwork.open(damaged).run([("image", input)], outputs: ["descriptors", "keypoint_map"])
    }
  }
}
