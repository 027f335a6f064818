import Core
import Foundation
import Raster
import SyntheticScenes
import Testing

@testable import LocalFeatures

/// A network and the runtime, neither of which comes with the source.
private enum Network {
  static let count = 300

  /// `nil` where there is no network.
  static let extractor: LearnedFeatureExtractor? = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    let model = ["/../shared/models/", "/../../shared/models/"].map { root + $0 + "xfeat/xfeat.onnx" }
      .first(where: FileManager.default.fileExists)
    guard let model else { return nil }
    let recipe = """
      {"name": "XFeat", "kind": "local", "file": "\(model)", "dimension": 64,
       "input": {"name": "image", "channels": "grey", "side": 640, "multiple": 32},
       "outputs": {"heatmap": "keypoint_map", "reliability": "reliability", "descriptors": "descriptors"},
       "points": {"threshold": 0.05, "grid": "edges", "count": \(count), "region": 16}}
      """
    let path = FileManager.default.temporaryDirectory.path + "/scaled-\(UUID().uuidString).json"
    guard FileManager.default.createFile(atPath: path, contents: Data(recipe.utf8)) else { return nil }
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try? LearnedFeatureExtractor(recipePath: path)
  }()

  static let comment: Comment =
    "the network of ../shared/models or the runtime that `make deep` fetches is not there"
}

@Suite(
  "Features of a picture that is looked at in several sizes",
  .enabled(if: Network.extractor != nil, Network.comment))
struct ScaledExtractionTests {
  private static func picture(width: Int, height: Int) throws -> DecodedPicture {
    let scene = try PictureFile.encodedPNG(Scene(kind: .facade, seed: 5).picture(width: 560, height: 420))
    let grey = try PictureFile.readGrey(
      bytes: scene, named: "scene", maxSide: 640, options: PictureFile.ReadingOptions())
    return DecodedPicture(
      GreyPicture(
        plane: grey.plane.resampled(toWidth: width, height: height), originalWidth: width,
        originalHeight: height))
  }

  @Test(
    "half of the limit at each of five sizes, one of them larger than the picture, strongest first, all within it"
  )
  func sizes() throws {
    let extractor = try #require(Network.extractor)
    let set = try extractor.extractAtScales(from: try Self.picture(width: 560, height: 420))
    let radii = Dictionary(grouping: set.regions.map(\.scale)) { (log2(16 / $0) * 2).rounded() / 2 }
    #expect(Set(radii.keys) == [0.5, 0, -0.5, -1, -1.5], "\(radii.keys.sorted())")
    #expect(radii[0.5]?.count == Network.count / 2 && radii[0]?.count == Network.count / 2)
    #expect(radii.values.allSatisfy { $0.count <= Network.count / 2 })
    #expect(zip(set.regions, set.regions.dropFirst()).allSatisfy { $0.strength >= $1.strength })
    #expect(set.regions.allSatisfy { (-0.5..<559.5).contains($0.x) && (-0.5..<419.5).contains($0.y) })
    #expect(set.descriptors.count == set.count && set.descriptors.dimension == 64)
  }

  @Test("a picture and the same at a third of its size have points in common, each where it is in the other")
  func common() throws {
    let extractor = try #require(Network.extractor)
    let whole = try Self.picture(width: 560, height: 420), small = try Self.picture(width: 187, height: 140)
    func right(_ a: FeatureSet, _ b: FeatureSet) -> Int {
      MutualMatcher(greatestRatio: 1).matches(a.descriptors, b.descriptors).count { match in
        let (p, q) = (a.regions[match.first], b.regions[match.second])
        return abs((p.x + 0.5) / 3 - q.x - 0.5) < 2 && abs((p.y + 0.5) / 3 - q.y - 0.5) < 2
      }
    }
    let scaled = right(try extractor.extractAtScales(from: whole), try extractor.extractAtScales(from: small))
    let plain = right(try extractor.extract(from: whole)[0], try extractor.extract(from: small)[0])
    #expect(scaled > 60 && scaled > 3 * plain, "\(scaled) at several sizes, \(plain) at one")
  }

  @Test("a picture too small for the smaller sizes is looked at in those that are left")
  func tiny() throws {
    let extractor = try #require(Network.extractor)
    let set = try extractor.extractAtScales(from: try Self.picture(width: 120, height: 90))
    #expect(Set(set.regions.map { (log2(16 / $0.scale) * 2).rounded() / 2 }).isSubset(of: [0.5, 0]))
    #expect(set.count > 0)
  }
}
