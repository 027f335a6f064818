import Core
import LocalFeatures
import Raster
import Testing

@Suite("Extractor")
struct ExtractorTests {
  static let pictures = (0..<6).map {
    GreyPicture(plane: TestPictures.texture(width: 200 + 20 * $0, seed: UInt64($0)))
  }

  @Test(
    "one thread or many, first time or again: the same features", arguments: FeatureOptions.Detector.allCases)
  func determinism(detector: FeatureOptions.Detector) throws {
    let extractor = try FeatureExtractor(options: options(detector, .rootSIFT, .dominant))
    let alone = Parallel.map(count: Self.pictures.count, jobs: 1) {
      extractor.extract(from: Self.pictures[$0])
    }
    let together = Parallel.map(count: Self.pictures.count, jobs: 4) {
      extractor.extract(from: Self.pictures[$0])
    }
    #expect(alone == together)
    #expect(try FeatureExtractor(options: extractor.options).extract(from: Self.pictures[5]) == alone[5])
  }

  @Test(
    "no more features than asked for, and the strongest of them",
    arguments: FeatureOptions.Orientation.allCases)
  func limit(orientation: FeatureOptions.Orientation) throws {
    let plane = TestPictures.texture(seed: 3)
    let some = try features(of: plane, options(.hessianLaplace, .rootSIFT, orientation, maxFeatures: 40))
    #expect(some.count == 40)
    #expect(zip(some.regions, some.regions.dropFirst()).allSatisfy { $0.strength >= $1.strength })
    let more = try features(of: plane, options(.hessianLaplace, .rootSIFT, orientation, maxFeatures: 5000))
    #expect(more.count > 100)
    #expect(more.regions.first == some.regions.first)
  }

  @Test("as many features as a number can say are all there are", arguments: FeatureOptions.Detector.allCases)
  func noLimit(detector: FeatureOptions.Detector) throws {
    let plane = TestPictures.texture(seed: 3)
    let all = try features(of: plane, options(detector, .rootSIFT, .upright, maxFeatures: .max))
    #expect(try all == features(of: plane, options(detector, .rootSIFT, .upright, maxFeatures: 1_000_000)))
    #expect(all.count > 100)
  }

  @Test("options that make no sense are refused in a sentence")
  func badOptions() {
    var none = FeatureOptions()
    none.maxFeatures = 0
    var tiny = FeatureOptions()
    tiny.maxSide = 3
    var vast = FeatureOptions()
    vast.measurementRegion = 1e9
    var undefined = FeatureOptions()
    undefined.measurementRegion = .nan
    for options in [none, tiny, vast, undefined] {
      #expect(throws: FeatureError.self) { try FeatureExtractor(options: options) }
    }
  }
}

@Suite("Matcher")
struct MatcherTests {
  static func rows(_ count: Int, dimension: Int, seed: UInt64) -> Matrix<UInt8> {
    var random = SeededGenerator(seed: seed)
    let elements = (0..<count * dimension).map { _ in UInt8(random.index(below: 256)) }
    return Matrix(columnCount: dimension, elements: elements)
  }

  @Test("planted pairs are found, strangers are not", arguments: [64, 128, 256])
  func planted(dimension: Int) {
    let strangers = Self.rows(60, dimension: dimension, seed: 1)
    let common = Self.rows(20, dimension: dimension, seed: 2)
    var first = strangers
    var second = Self.rows(50, dimension: dimension, seed: 3)
    for row in 0..<20 {
      first.append(row: common[row])
      second.append(row: common[19 - row].map { $0 ^ 1 })
    }
    let matches = MutualMatcher(greatestRatio: 0.5).matches(.bytes(first), .bytes(second))
    #expect(matches.map(\.first) == Array(60..<80))
    #expect(matches.map(\.second) == (50..<70).reversed())
    #expect(matches.allSatisfy { $0.distance == Float(dimension).squareRoot() })
    let floats = MutualMatcher(greatestRatio: 0.5).matches(Self.floats(first), Self.floats(second))
    #expect(floats == matches)
  }

  private static func floats(_ matrix: Matrix<UInt8>) -> Descriptors {
    .floats(Matrix(columnCount: matrix.columnCount, elements: matrix.elements.map(Float.init)))
  }

  @Test("a row that has two equals is no clear match")
  func ambiguous() {
    let one = Self.rows(1, dimension: 16, seed: 4)
    var twins = one
    twins.append(row: one[0])
    #expect(MutualMatcher(greatestRatio: 0.9).matches(.bytes(one), .bytes(twins)).isEmpty)
    #expect(MutualMatcher(greatestRatio: 1).matches(.bytes(one), .bytes(twins)).count == 1)
  }

  @Test("nothing matches nothing")
  func empty() {
    let none = Descriptors.bytes(Matrix(columnCount: 128))
    let some = Descriptors.bytes(Self.rows(3, dimension: 128, seed: 5))
    #expect(MutualMatcher().matches(none, some).isEmpty)
    #expect(MutualMatcher().matches(some, none).isEmpty)
  }
}
