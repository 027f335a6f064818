import Core
import LocalFeatures
import Testing

@Suite struct COLMAPFormatTests {
  private func decode(_ text: String) throws -> FeatureSet {
    try COLMAPFormat.decode(Array(text.utf8), named: "f")
  }

  private let zeros = String(repeating: " 0", count: 128)

  @Test("half a pixel is added, σ is the mean radius, and the angle runs from x towards y")
  func knownAnswer() throws {
    // A quarter turn from x towards y (down): the x axis points down, the y axis to the left.
    let features = FeatureSet(
      pictureWidth: 100, pictureHeight: 100,
      regions: [
        LocalRegion(x: 10, y: 20, xx: 0, xy: -3, yx: 3, yy: 0),
        LocalRegion(x: -0.5, y: 0, xx: 4, xy: 0, yx: 1, yy: 9),
      ], descriptors: .bytes(Matrix(columnCount: 128, elements: [UInt8](repeating: 0, count: 256))))
    #expect(
      String(decoding: try COLMAPFormat.encode(features), as: UTF8.self)
        == "2 128\n10.5 20.5 3 1.570796\(zeros)\n0 0.5 6 0\(zeros)\n")
  }

  @Test("round features come back as they were, within the printed digits")
  func roundTrip() throws {
    let features = SampleFeatures.make(count: 200, isUpright: false, isRound: true)
    let read = try COLMAPFormat.decode(
      try COLMAPFormat.encode(features), named: "f", pictureWidth: 4000, pictureHeight: 3000)
    #expect(read.descriptors == features.descriptors)
    #expect(read.pictureWidth == 4000 && read.pictureHeight == 3000)
    for (a, b) in zip(read.regions, features.regions) {
      #expect(abs(a.x - b.x) <= 0.001 && abs(a.y - b.y) <= 0.001)
      for path in [\LocalRegion.xx, \.xy, \.yx, \.yy] {
        #expect(abs(a[keyPath: path] - b[keyPath: path]) <= 0.0006 + 2e-6 * b.scale)
      }
    }
  }

  @Test("upright ellipses have the orientation 0, however sheared")
  func uprightEllipses() throws {
    let read = try decode(
      String(decoding: try COLMAPFormat.encode(SampleFeatures.make(count: 50)), as: UTF8.self))
    #expect(read.regions.allSatisfy { $0.xy == 0 && $0.yx == 0 && $0.xx > 0 })
  }

  @Test(
    "a broken file is answered with its line and the reason",
    arguments: [
      ("", "f, line 1: the number of features is missing"),
      ("0 64\n", "f, line 1: the dimension must be 128"),
      ("0\n", "f, line 1: the dimension is missing"),
      ("5 128\n", "f, line 2: the file is too short for 5 features"),
      ("1 128\n1 2 0 0ZEROS\n", "f, line 2: SCALE must be above zero"),
      ("1 128\n1 2 -1 0ZEROS\n", "f, line 2: SCALE must be above zero"),
      ("1 128\n1 2 inf 0ZEROS\n", "f, line 2: SCALE must be a number, not 'inf'"),
      ("1 128\n1 2 1 0ZEROS 0\n", "f, line 2: more numbers than expected"),
      ("1 128\n100 200 1 0ZERO", "f, line 2: a descriptor's number must be a number, not 'ZERO'"),
    ])
  func broken(text: String, sentence: String) {
    let whole = text.replacing("ZEROS", with: zeros)
      .replacing("ZERO", with: zeros.dropLast(2) + " ZERO")
    let error = #expect(throws: FeatureError.self) { try decode(String(whole)) }
    #expect(error?.description == sentence)
  }

  @Test("any mutation of the bytes gives features or an error")
  func mutations() throws {
    try Mutations.check(of: try COLMAPFormat.encode(SampleFeatures.make(count: 3))) { bytes in
      try COLMAPFormat.decode(bytes, named: "f")
    }
  }

  @Test("other dimensions and regions without area are refused")
  func unencodable() {
    #expect(throws: FeatureError.self) {
      try COLMAPFormat.encode(SampleFeatures.make(count: 1, dimension: 64))
    }
    var flat = SampleFeatures.make(count: 2)
    flat.regions[1].yy = 0
    #expect(throws: FeatureError("feature 2 has no proper region")) { try COLMAPFormat.encode(flat) }
  }
}
