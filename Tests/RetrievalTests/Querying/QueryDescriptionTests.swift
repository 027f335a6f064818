import Core
import LocalFeatures
import Raster
import Testing
import Vocabulary

@testable import Retrieval

@Suite("Describing queries") struct QueryDescriptionTests {
  private let folder: TestFolder
  private let vocabulary: Vocabulary
  private let describer: PictureDescriber
  private let picture: UndecodedPicture

  init() throws {
    folder = try TestFolder()
    vocabulary = try Samples.vocabulary(in: folder)
    describer = try PictureDescriber(vocabulary: vocabulary)
    picture = try UndecodedPicture(.bytes(Samples.file(0), name: "query.png"))
  }

  private func describe(
    _ change: (inout QueryDescriptionOptions) -> Void = { _ in }
  ) throws -> QueryDescription {
    var options = QueryDescriptionOptions()
    change(&options)
    return try describer.describe(query: picture, options)
  }

  @Test("each feature has its nearest words, and a signature in each")
  func words() throws {
    let features = try FeatureExtractor().extract(
      from: PictureFile.readGrey(bytes: picture.bytes, named: "query"))
    guard case .bytes(let rows) = features.descriptors else { return }
    let centres = vocabulary.centres().rows
    let embedding = try #require(vocabulary.hamming)

    let query = try describe().rotations[0]
    #expect(query.wordsPerFeature == 3 && query.words.count == 3 * query.count)
    #expect(query.regions == features.regions)
    for feature in stride(from: 0, to: query.count, by: 7) {
      let distances = (0..<centres.rowCount).map { word in
        zip(rows[feature], centres[word]).reduce(0) {
          $0 + (Int($1.0) - Int($1.1)) * (Int($1.0) - Int($1.1))
        }
      }
      let nearest = distances.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }.prefix(3)
      let places = 3 * feature..<3 * feature + 3
      #expect(Array(query.words[places]) == nearest.map { UInt32($0) })
      #expect(
        Array(query.signatures[places])
          == nearest.map { embedding.signature(of: Array(rows[feature]), word: UInt32($0)) })
    }
  }

  @Test("one word a feature is what the picture has when it is in a collection")
  func sameAsIngested() throws {
    let query = try describe { $0.wordsPerFeature = 1 }.rotations[0]
    let ingested = try describer.describe(picture).features
    let order = query.words.indices.sorted { (query.words[$0], $0) < (query.words[$1], $1) }
    #expect(order.map { query.words[$0] } == ingested.words)
    #expect(order.map { query.signatures[$0] } == ingested.signatures)
    #expect(order.map { query.regions[$0] } == ingested.regions)
  }

  @Test("where there are fewer words than asked for, the rest are none")
  func fewWords() throws {
    let query = try describe { $0.wordsPerFeature = 256 }.rotations[0]
    #expect(query.count > 0)
    for feature in 0..<query.count {
      let words = query.words[256 * feature..<256 * (feature + 1)]
      #expect(Set(words.prefix(Samples.wordCount)).count == Samples.wordCount)
      #expect(words.dropFirst(Samples.wordCount).allSatisfy { $0 == noWord })
    }
    for count in [0, -1, 257] {
      #expect(throws: RetrievalError.self) { try describe { $0.wordsPerFeature = count } }
    }
  }

  @Test("a region keeps exactly the features whose centres lie in it")
  func region() throws {
    let whole = try describe().rotations[0]
    let query = try describe { $0.region = PictureRegion(x: 60, y: 40, width: 100, height: 80) }.rotations[0]
    let inside = whole.regions.indices.filter { index in
      let region = whole.regions[index]
      return region.x >= 59.5 && region.x < 159.5 && region.y >= 39.5 && region.y < 119.5
    }
    #expect((1..<whole.count).contains(inside.count))
    #expect(query.regions == inside.map { whole.regions[$0] })
    #expect(query.words == inside.flatMap { whole.words[3 * $0..<3 * $0 + 3] })
    #expect(query.signatures == inside.flatMap { whole.signatures[3 * $0..<3 * $0 + 3] })
  }

  @Test("four quarters of a picture share out its features")
  func quarters() throws {
    let count = try describe().rotations[0].count
    let counts = try [(0.0, 0.0), (160, 0), (0, 120), (160, 120)].map { x, y in
      try describe { $0.region = PictureRegion(x: x, y: y, width: 160, height: 120) }.rotations[0].count
    }
    #expect(counts.reduce(0, +) == count && counts.allSatisfy { $0 < count })
  }

  @Test("an empty region and one outside the picture are errors, one that reaches over the border is none")
  func badRegions() throws {
    func message(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> String {
      let region = PictureRegion(x: x, y: y, width: width, height: height)
      let error = #expect(throws: RetrievalError.self) { try describe { $0.region = region } }
      return error?.description ?? ""
    }
    #expect(message(10, 10, 0, 5).contains("10,10,0,5 is empty"))
    #expect(message(10, 10, 5, -1).contains("empty"))
    #expect(message(320, 0, 10, 10).contains("outside the picture, which has 320 × 240 pixels"))
    #expect(message(-10, 0, 10, 10).contains("outside"))
    #expect(message(.nan, 0, 10, 10).contains("four numbers"))
    #expect(message(0, 0, .infinity, 10).contains("four numbers"))
    let all = try describe { $0.region = PictureRegion(x: -50, y: -50, width: 1000, height: 1000) }
    #expect(try all.rotations[0].count == describe().rotations[0].count)
  }

  @Test("rotations are turns of the same points, the first being none")
  func rotations() throws {
    for count in QueryDescriptionOptions.Rotations.allCases {
      let query = try describe { $0.rotations = count }
      #expect(query.rotations.map(\.turn) == Turn.evenly(count.rawValue))
      for rotation in query.rotations {
        #expect(rotation.regions.map(\.x) == query.rotations[0].regions.map(\.x))
      }
      #expect(try query.rotations[0].words == describe().rotations[0].words)
    }
  }

  @Test("a turned query finds the words of the picture in one of its rotations")
  func turned() throws {
    let upright = try PictureFile.readGrey(bytes: picture.bytes, named: "query").plane
    var turned = Plane(width: upright.height, height: upright.width)
    for y in 0..<upright.height {
      for x in 0..<upright.width { turned[upright.height - 1 - y, x] = upright[x, y] }
    }
    var options = QueryDescriptionOptions.oneWord
    options.rotations = .four
    let query = try describer.describe(
      query: UndecodedPicture(.bytes(PictureFile.encodedPNG(turned), name: "turned")), options)
    let words = Set(try describer.describe(picture).features.words)
    let shared = query.rotations.map { words.intersection($0.words).count }
    let matching = try query.rotations.map { rotation in
      try Self.sameWords(rotation, describe { $0.wordsPerFeature = 1 }.rotations[0], height: upright.height)
    }
    // Turning the picture by three quarters more makes it stand upright again.
    #expect(matching[3] > 0.8, "\(matching), \(shared)")
    #expect([0, 1, 2].allSatisfy { matching[$0] < 0.5 }, "\(matching)")
  }

  /// The share of the upright picture's features that the turned one has at the same place in the same word.
  private static func sameWords(_ turned: QueryFeatures, _ upright: QueryFeatures, height: Int) -> Double {
    let found = upright.regions.indices.count { index in
      let place = upright.regions[index]
      return turned.regions.indices.contains { other in
        let (x, y) = (turned.regions[other].y, Float(height - 1) - turned.regions[other].x)
        return abs(x - place.x) < 1 && abs(y - place.y) < 1 && turned.words[other] == upright.words[index]
      }
    }
    return Double(found) / Double(upright.count)
  }

  @Test("where features have orientations of their own, one description serves all turns")
  func dominant() throws {
    let describer = try PictureDescriber(
      vocabulary: Samples.vocabulary(in: folder, .init(orientation: .dominant)))
    var options = QueryDescriptionOptions()
    options.rotations = .eight
    #expect(try describer.describe(query: picture, options).rotations.map(\.turn) == [.none])
  }

  @Test("a query without features is no error")
  func noFeatures() throws {
    let query = try describer.describe(query: UndecodedPicture(.bytes(Samples.emptyFile(), name: "grey")))
    #expect(query.rotations.count == 1 && query.rotations[0].count == 0)
  }
}
