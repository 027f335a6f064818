import Core
import Foundation
import LocalFeatures
import Testing

@Suite struct FeatureSetJSONTests {
  private struct Document: Decodable {
    struct Feature: Decodable {
      var x, y, strength: Float
      var shape, descriptor: [Float]
    }

    var path, element: String
    var width, height, count, dimension: Int
    var features: [Feature]
  }

  private func document(_ features: FeatureSet, path: String) throws -> Document {
    try JSONDecoder().decode(Document.self, from: Data(FeatureSetJSON.encode(features, path: path)))
  }

  @Test("every number comes back exactly, and any path")
  func roundTrip() throws {
    let features = SampleFeatures.make(count: 40, dimension: 5)
    let path = "a \"quoted\"\\\n\t\u{1}folder/für.jpg"
    let document = try document(features, path: path)
    #expect(document.path == path && document.element == "uint8")
    #expect(document.width == 4000 && document.height == 3000)
    #expect(document.count == 40 && document.dimension == 5)
    #expect(document.features.map(\.x) == features.regions.map(\.x))
    #expect(document.features.map(\.y) == features.regions.map(\.y))
    #expect(document.features.map(\.shape) == features.regions.map { [$0.xx, $0.xy, $0.yx, $0.yy] })
    guard case .bytes(let matrix) = features.descriptors else { return }
    #expect(document.features.flatMap(\.descriptor) == matrix.elements.map { Float($0) })
  }

  @Test("descriptors may be floats")
  func floats() throws {
    let values: [Float] = [0.1, -1e-12, 3.4e38, 0]
    let region = LocalRegion(x: 1, y: 2, xx: 3, xy: 0, yx: 0, yy: 3, strength: 0.3)
    let features = FeatureSet(
      pictureWidth: 9, pictureHeight: 8, regions: [region, region],
      descriptors: .floats(Matrix(columnCount: 2, elements: values)))
    let document = try document(features, path: "p")
    #expect(document.element == "float32")
    #expect(document.features.flatMap(\.descriptor) == values)
    #expect(document.features.map(\.strength) == [0.3, 0.3])
  }
}
