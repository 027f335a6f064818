import Core
import LocalFeatures
import Raster
import Testing

@Suite("Description")
struct DescriptionTests {
  static let texture = TestPictures.texture(seed: 7)

  @Test("rows have their length", arguments: FeatureOptions.Descriptor.allCases)
  func length(descriptor: FeatureOptions.Descriptor) throws {
    let set = try features(of: Self.texture, options(.hessianAffine, descriptor))
    let dimension = set.descriptors.dimension
    #expect(dimension == (descriptor == .centreSymmetricLBP ? 256 : 128))
    for row in 0..<set.count {
      let bytes = set.bytes[row * dimension..<(row + 1) * dimension]
      let length = Double(bytes.reduce(0) { $0 + Int($1) * Int($1) }).squareRoot()
      // Clipping at 255 may shorten a row that one part dominates.
      #expect(length < 524 && length > 420, "row \(row): \(length)")
    }
  }

  @Test("a change of light leaves descriptors as they are", arguments: FeatureOptions.Descriptor.allCases)
  func light(descriptor: FeatureOptions.Descriptor) throws {
    let extractor = try FeatureExtractor(options: options(.hessianAffine, descriptor))
    let regions = extractor.extract(from: GreyPicture(plane: Self.texture)).regions
    let changed = Plane(
      width: Self.texture.width, height: Self.texture.height,
      pixels: Self.texture.pixels.map { 0.5 * $0 + 60 })
    let before = extractor.describe(regions, in: GreyPicture(plane: Self.texture))[0]
    let after = extractor.describe(regions, in: GreyPicture(plane: changed))[0]
    let differences = zip(before.bytes, after.bytes).map { abs(Int($0) - Int($1)) }
    #expect(differences.filter { $0 > 2 }.count < differences.count / 500)
  }

  @Test(
    "describing the found regions again gives the same bytes", arguments: FeatureOptions.Orientation.allCases)
  func again(orientation: FeatureOptions.Orientation) throws {
    let extractor = try FeatureExtractor(options: options(.hessianAffine, .rootSIFT, orientation))
    let picture = GreyPicture(plane: Self.texture)
    let found = extractor.extract(from: picture)
    #expect(extractor.describe(found.regions, in: picture)[0] == found)
  }

  @Test("a quarter turn of the query finds the upright features of the turned picture")
  func turned() throws {
    let extractor = try FeatureExtractor(options: options())
    let turned = extractor.extract(from: GreyPicture(plane: TestPictures.quarterTurned(Self.texture)))
    let sets = extractor.extract(from: GreyPicture(plane: Self.texture), turns: Turn.evenly(4))
    let matches = sets.map { Self.agreeing(turned, $0) { ($0.y, Float(Self.texture.height - 1) - $0.x) } }
    #expect(matches[1] > turned.count * 9 / 10, "\(matches) of \(turned.count)")
    #expect(
      matches[0] < turned.count / 10 && matches[2] < turned.count / 10 && matches[3] < turned.count / 10)
  }

  @Test(
    "a mirrored query finds the features of the mirrored picture",
    arguments: FeatureOptions.Orientation.allCases)
  func mirrored(orientation: FeatureOptions.Orientation) throws {
    let extractor = try FeatureExtractor(options: options(.hessianAffine, .rootSIFT, orientation))
    let mirrored = extractor.extract(from: GreyPicture(plane: TestPictures.mirrored(Self.texture)))
    let sets = extractor.extract(
      from: GreyPicture(plane: Self.texture), turns: [.none, Turn(isMirrored: true)])
    let matches = sets.map { Self.agreeing(mirrored, $0) { (Float(Self.texture.width - 1) - $0.x, $0.y) } }
    #expect(matches[1] > mirrored.count * 9 / 10, "\(matches) of \(mirrored.count)")
    // Round blobs look the same in a mirror.
    #expect(matches[0] < mirrored.count / 5)
  }

  @Test("with dominant orientations a turned picture keeps its matches")
  func dominant() throws {
    let extractor = try FeatureExtractor(options: options(.hessianAffine, .rootSIFT, .dominant))
    let turned = extractor.extract(from: GreyPicture(plane: TestPictures.quarterTurned(Self.texture)))
    let straight = extractor.extract(from: GreyPicture(plane: Self.texture))
    let matches = Self.agreeing(turned, straight) { ($0.y, Float(Self.texture.height - 1) - $0.x) }
    #expect(matches > turned.count * 8 / 10, "\(matches) of \(turned.count)")
  }

  @Test("a given region on the border or beyond it is described all the same")
  func border() throws {
    let extractor = try FeatureExtractor(options: options())
    let regions = [(-5, -5), (319, 239), (1e6, -1e6)].map { (x: Float, y: Float) in
      LocalRegion(x: x, y: y, xx: 4, xy: 0, yx: 0, yy: 4)
    }
    let set = extractor.describe(regions, in: GreyPicture(plane: Self.texture))[0]
    #expect(set.count == 3)
    // Far outside there is nothing but the border's colour.
    #expect(set.bytes[256..<384].allSatisfy { $0 == 0 })
  }

  @Test("a picture of one pixel can be asked for descriptions")
  func onePixel() throws {
    let extractor = try FeatureExtractor(options: options())
    let region = LocalRegion(x: 0, y: 0, xx: 2, xy: 0, yx: 0, yy: 2)
    let picture = GreyPicture(plane: Plane(width: 1, height: 1, filledWith: 9))
    #expect(extractor.describe([region], in: picture)[0].bytes.allSatisfy { $0 == 0 })
  }

  /// How many mutual matches agree with where the second set's points lie in the first set's picture, seen from there.
  static func agreeing(
    _ first: FeatureSet, _ second: FeatureSet, secondFromFirst: (LocalRegion) -> (x: Float, y: Float)
  ) -> Int {
    MutualMatcher(greatestRatio: 1).matches(first.descriptors, second.descriptors).filter { match in
      let expected = secondFromFirst(first.regions[match.first])
      let found = second.regions[match.second]
      return abs(found.x - expected.x) < 2 && abs(found.y - expected.y) < 2
    }.count
  }
}
