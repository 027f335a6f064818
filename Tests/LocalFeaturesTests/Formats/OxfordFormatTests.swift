import Core
import LocalFeatures
import Testing

@Suite struct OxfordFormatTests {
  private let measurementRegion: Float = 5.196

  private func text(_ features: FeatureSet) throws -> String {
    String(decoding: try OxfordFormat.encode(features, measurementRegion: measurementRegion), as: UTF8.self)
  }

  private func decode(_ text: String) throws -> FeatureSet {
    try OxfordFormat.decode(Array(text.utf8), named: "f", measurementRegion: measurementRegion)
  }

  @Test("a circle and a slanted ellipse are written as worked out by hand")
  func knownAnswer() throws {
    // M = 2 · shape. Circle of radius 4: a = c = 1/16. Σ = (4 2; 2 5) has the inverse (5 −2; −2 4) / 16.
    let features = FeatureSet(
      pictureWidth: 100, pictureHeight: 100,
      regions: [
        LocalRegion(x: 10.5, y: -0.25, xx: 2, xy: 0, yx: 0, yy: 2),
        LocalRegion(x: 1234.5678, y: 7, xx: 1, xy: 0, yx: 0.5, yy: 1),
      ], descriptors: .bytes(Matrix(columnCount: 3, elements: [0, 7, 255, 10, 99, 100])))
    let bytes = try OxfordFormat.encode(features, measurementRegion: 2)
    #expect(
      String(decoding: bytes, as: UTF8.self) == """
        3
        2
        10.5 -0.25 0.0625 0 0.0625 0 7 255
        1234.568 7 0.3125 -0.125 0.25 10 99 100

        """)
  }

  @Test("upright features come back as they were, within the printed digits")
  func roundTrip() throws {
    let features = SampleFeatures.make(count: 300)
    let read = try OxfordFormat.decode(
      try OxfordFormat.encode(features, measurementRegion: measurementRegion), named: "f",
      measurementRegion: measurementRegion, pictureWidth: 4000, pictureHeight: 3000)
    #expect(read.descriptors == features.descriptors)
    #expect(read.pictureWidth == 4000 && read.pictureHeight == 3000)
    for (a, b) in zip(read.regions, features.regions) {
      #expect(abs(a.x - b.x) <= 0.0007 && abs(a.y - b.y) <= 0.0007)
      let tolerance = 1e-5 * b.scale
      #expect(a.xy == 0)
      #expect(abs(a.xx - b.xx) <= tolerance && abs(a.yx - b.yx) <= tolerance && abs(a.yy - b.yy) <= tolerance)
    }
  }

  @Test("a turned region comes back upright, as the same ellipse")
  func turnedRegion() throws {
    let features = SampleFeatures.make(count: 100, dimension: 2, isUpright: false)
    let read = try decode(try text(features))
    for (a, b) in zip(read.regions, features.regions) {
      #expect(a.xy == 0 && a.yy > 0)
      let tolerance = 1e-4 * b.scale * b.scale
      #expect(abs(a.xx * a.xx - (b.xx * b.xx + b.xy * b.xy)) <= 4 * tolerance)
      #expect(abs(a.xx * a.yx - (b.xx * b.yx + b.xy * b.yy)) <= 4 * tolerance)
      #expect(abs(a.scale - b.scale) <= 1e-4 * b.scale)
    }
  }

  @Test("no features are a file of two lines")
  func empty() throws {
    let features = SampleFeatures.make(count: 0)
    #expect(try text(features) == "128\n0\n")
    #expect(try decode("128\n0\n").count == 0)
    #expect(try decode("128\n0").descriptors.dimension == 128)
  }

  @Test("other programs' blanks, line ends and notations are read")
  func leniency() throws {
    let read = try decode("2\r\n1\r\n  1e1\t2.50 +.25 -0 25E-2   7 255.0 \r\n\n")
    #expect(read.regions.first?.x == 10 && read.regions.first?.y == 2.5)
    #expect(read.descriptors == .bytes(Matrix(columnCount: 2, elements: [7, 255])))
  }

  @Test(
    "a broken file is answered with its line and the reason",
    arguments: [
      ("", "f, line 1: the dimension is missing"),
      ("0\n0\n", "f, line 1: the dimension must be 1 to 65536"),
      ("1.5\n0\n", "f, line 1: the dimension must be 1 to 65536"),
      ("x\n0\n", "f, line 1: the dimension must be a number, not 'x'"),
      ("1\n-1\n", "f, line 2: the number of features must be 0 to 2147483647"),
      ("1\n9999999999\n", "f, line 2: the number of features must be 0 to 2147483647"),
      ("1\n2000000000\n1 2 1 0 1 5", "f, line 3: the file is too short for 2000000000 features"),
      ("1 2\n0\n", "f, line 1: more numbers than expected"),
      ("1\n1\n1 2 1 0 1\n", "f, line 3: the file is too short for 1 features"),
      ("1\n1\n10 20 10 0 10\n", "f, line 3: a descriptor's number is missing"),
      ("1\n1\n1 2 1 0 1 5 6\n", "f, line 3: more numbers than expected"),
      ("1\n1\n1 2 1 0 1 256\n", "f, line 3: a descriptor's number must be 0 to 255"),
      ("1\n1\n1 2 1 0 1 -1\n", "f, line 3: a descriptor's number must be 0 to 255"),
      ("1\n1\n1 2 1 0 1 7x\n", "f, line 3: a descriptor's number must be a number, not '7x'"),
      ("1\n1\nnan 2 1 0 1 7\n", "f, line 3: x must be a number, not 'nan'"),
      ("1\n1\n1e9 2 1 0 1 7\n", "f, line 3: x is out of range"),
      ("1\n1\n1 2 1e999 0 1 7\n", "f, line 3: a is out of range"),
      ("1\n1\n1 2 1e 0 1 7\n", "f, line 3: a must be a number, not '1e'"),
      ("1\n1\n1 2 1 1 1 7\n", "f, line 3: a, b and c describe no ellipse"),
      ("1\n1\n1 2 -1 0 -1 7\n", "f, line 3: a, b and c describe no ellipse"),
      ("1\n1\n1 2 0 0 0 7\n", "f, line 3: a, b and c describe no ellipse"),
      ("1\n1\n1 2 1e-300 0 1e-300 7\n", "f, line 3: a, b and c describe no ellipse"),
      ("1\n1\n1 2 1 0 1 7\n1 2 1 0 1 7\n", "f, line 4: more features than the header says"),
    ])
  func broken(text: String, sentence: String) {
    let error = #expect(throws: FeatureError.self) { try decode(text) }
    #expect(error?.description == sentence)
  }

  @Test("any mutation of the bytes gives features or an error")
  func mutations() throws {
    let whole = try OxfordFormat.encode(SampleFeatures.make(count: 4, dimension: 6), measurementRegion: 3)
    try Mutations.check(of: whole) { bytes in
      try OxfordFormat.decode(bytes, named: "f", measurementRegion: 3)
    }
  }

  @Test("floats and regions without area are refused")
  func unencodable() {
    let region = LocalRegion(x: 1, y: 1, xx: 1, xy: 0, yx: 0, yy: 0)
    let flat = FeatureSet(
      pictureWidth: 9, pictureHeight: 9, regions: [region],
      descriptors: .bytes(Matrix(columnCount: 1, elements: [1])))
    #expect(throws: FeatureError("feature 1 has no proper region")) { try text(flat) }
    let floats = FeatureSet(
      pictureWidth: 9, pictureHeight: 9, regions: [], descriptors: .floats(Matrix(columnCount: 1)))
    #expect(throws: FeatureError.self) { try text(floats) }
  }
}
