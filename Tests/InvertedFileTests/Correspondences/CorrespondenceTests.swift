import Core
import InvertedFile
import Testing

@Suite("Correspondences of candidates")
struct CorrespondenceTests {
  private static let wordsPerFeature = 3

  /// Three different words a feature, sometimes none, and signatures of chance.
  private struct Query {
    var words: [UInt32] = []
    var signatures: [UInt64] = []

    init(features: Int, seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      for _ in 0..<features {
        let first = UInt32(random.index(below: RandomPictures.wordCount))
        words += [
          first, (first + 7) % UInt32(RandomPictures.wordCount),
          random.index(below: 5) == 0 ? .max : (first + 9) % UInt32(RandomPictures.wordCount),
        ]
        signatures += (0..<wordsPerFeature).map { _ in random.next() }
      }
    }

    var prepared: QueryWords {
      QueryWords(words: words, signatures: signatures, wordsPerFeature: wordsPerFeature)
    }

    func expected(_ picture: NewPicture, threshold: Int) -> [CorrespondenceReference.Match] {
      CorrespondenceReference.matches(
        words, signatures, wordsPerFeature: wordsPerFeature, with: picture.features, threshold: threshold)
    }
  }

  /// Chance's signatures differ in about 32 bits.
  private static func options(mostPerFeature: Int = 1000, mostPerPicture: Int = 100_000)
    -> CorrespondenceOptions
  {
    var options = CorrespondenceOptions()
    options.threshold = 30
    options.mostPerFeature = mostPerFeature
    options.mostPerPicture = mostPerPicture
    return options
  }

  private static func index(_ pictures: [NewPicture], _ folder: TemporaryFolder) throws -> InvertedIndex {
    let index = try IndexFolder(path: folder.path).create(settings: RandomPictures.settings())
    try index.apply(IndexChange(additions: pictures))
    return index
  }

  private static func ids(_ numbers: [Int]) -> [PictureID] { numbers.map { PictureID(rawValue: UInt32($0)) } }

  /// Few candidates among many pictures are sought in each block, many are met by looking at all.
  @Test(
    "all pairs within the threshold are found, for few candidates and for many", arguments: [1, 3, 150, 600])
  func definition(count: Int) throws {
    let folder = try TemporaryFolder()
    let pictures = RandomPictures.make(600, seed: 31)
    let query = Query(features: 50, seed: 1)
    let snapshot = try Self.index(pictures, folder).snapshot()
    let chosen = (0..<count).map { ($0 * 77 + 5) % 600 }
    let found = try snapshot.matches(of: Self.ids(chosen), with: query.prepared, options: Self.options())
    #expect(found.candidates.map(\.picture) == Self.ids(chosen))
    for (number, candidate) in zip(chosen, found.candidates) {
      let plain = found.plain(candidate)
      #expect(plain.sorted() == query.expected(pictures[number], threshold: 30).sorted())
      #expect(
        zip(plain, plain.dropFirst()).allSatisfy {
          ($0.queryFeature, $0.distance) <= ($1.queryFeature, $1.distance)
        })
      #expect(candidate.width == 640 && candidate.height == 480)
    }
    #expect(
      found.matches.count == found.candidates.reduce(0) { $0 + $1.range.count } && !found.matches.isEmpty)
  }

  @Test("each match has its feature's place and its word's weight")
  func placesAndWeights() throws {
    let folder = try TemporaryFolder()
    let pictures = RandomPictures.make(60, seed: 32)
    let query = Query(features: 50, seed: 2)
    let snapshot = try Self.index(pictures, folder).snapshot()
    let reference = ScoringReference(pictures: pictures)
    let found = try snapshot.matches(of: Self.ids([40, 3]), with: query.prepared, options: Self.options())
    for candidate in found.candidates {
      let features = pictures[Int(candidate.picture.rawValue)].features
      #expect(!candidate.range.isEmpty)
      for match in found[candidate] {
        let feature = Int(match.feature)
        #expect(
          match.geometry
            == FeatureGeometry(packed: features.geometry[feature], .upright, width: 640, height: 480))
        #expect(abs(Double(match.weight) - reference.weight(of: features.words[feature])) < 1e-5)
      }
    }
  }

  @Test("batches, order of ingestion, removals and compaction change no match")
  func invariance() throws {
    let folders = try (TemporaryFolder(), TemporaryFolder())
    let pictures = RandomPictures.make(80, seed: 33)
    let query = Query(features: 50, seed: 3)
    let expected = try Self.index(pictures, folders.0).snapshot().matches(
      of: Self.ids([30, 20]), with: query.prepared, options: Self.options())
    let place = IndexFolder(path: folders.1.path)
    let other = try place.create(settings: RandomPictures.settings())
    for picture in RandomPictures.make(9, seed: 34, prefix: "gone") + pictures.reversed() {
      try other.apply(IndexChange(additions: [picture]))
    }
    try other.apply(IndexChange(removals: (0..<9).map { PictureID(rawValue: $0) }))
    for compacts in [false, true] {
      if compacts { try Compaction(folder: place).run() }
      let chosen = Self.ids([79 - 30, 79 - 20].map { compacts ? $0 : $0 + 9 })
      let found = try place.open(writable: false).snapshot().matches(
        of: chosen, with: query.prepared, options: Self.options())
      #expect(found.matches == expected.matches)
      #expect(found.candidates.map(\.range) == expected.candidates.map(\.range))
    }
  }

  @Test("of the matches of one query feature the nearest are kept", arguments: [1, 2, 3])
  func mostPerFeature(most: Int) throws {
    let folder = try TemporaryFolder()
    let pictures = RandomPictures.make(60, seed: 35)
    let query = Query(features: 50, seed: 4)
    let snapshot = try Self.index(pictures, folder).snapshot()
    let found = try snapshot.matches(
      of: Self.ids(Array(0..<60)), with: query.prepared, options: Self.options(mostPerFeature: most))
    var dropped = 0
    for (picture, candidate) in zip(pictures, found.candidates) {
      let all = Dictionary(grouping: query.expected(picture, threshold: 30), by: \.queryFeature)
      let kept = Dictionary(grouping: found.plain(candidate), by: \.queryFeature)
      #expect(Set(kept.keys) == Set(all.keys))
      for (feature, matches) in all {
        #expect(kept[feature]?.map(\.distance) == Array(matches.map(\.distance).sorted().prefix(most)))
        #expect(Set(kept[feature] ?? []).isSubset(of: matches))
        dropped += max(0, matches.count - most)
      }
    }
    #expect(dropped > 0)
  }

  @Test("of the matches of one picture the nearest are kept, in their order", arguments: [0, 1, 7, 20])
  func mostPerPicture(most: Int) throws {
    let folder = try TemporaryFolder()
    let pictures = RandomPictures.make(60, seed: 36)
    let query = Query(features: 50, seed: 5)
    let snapshot = try Self.index(pictures, folder).snapshot()
    let ids = Self.ids(Array(0..<60))
    let all = try snapshot.matches(of: ids, with: query.prepared, options: Self.options())
    let found = try snapshot.matches(
      of: ids, with: query.prepared, options: Self.options(mostPerPicture: most))
    #expect(all.candidates.contains { $0.range.count > most })
    for (whole, part) in zip(all.candidates, found.candidates) {
      let (whole, part) = (all.plain(whole), found.plain(part))
      #expect(part.map(\.distance).sorted() == Array(whole.map(\.distance).sorted().prefix(most)))
      // What is kept stands as it stood.
      let kept = Set(part)
      #expect(whole.filter(kept.contains) == part)
    }
  }

  @Test("no candidates, a query without features and words that nobody has give no matches")
  func nothing() throws {
    let folder = try TemporaryFolder()
    let snapshot = try Self.index(RandomPictures.make(20, seed: 37), folder).snapshot()
    let query = Query(features: 20, seed: 6).prepared
    #expect(try snapshot.matches(of: [], with: query).candidates.isEmpty)
    let none = QueryWords(words: [], signatures: [], wordsPerFeature: 3)
    let unknown = QueryWords(words: [9000], signatures: [0], wordsPerFeature: 1)
    for query in [none, unknown] {
      let found = try snapshot.matches(of: Self.ids([4, 2]), with: query)
      #expect(found.candidates.map(\.range) == [0..<0, 0..<0] && found.matches.isEmpty)
    }
  }
}
