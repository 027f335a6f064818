import Core
import InvertedFile
import Storage
import Testing

@Suite("A shortlist")
struct ShortlistTests {
  /// Pictures with features, since a score over a length of nothing is none.
  private static func pictures(_ count: Int, seed: UInt64) -> [NewPicture] {
    RandomPictures.make(3 * count, seed: seed, aggregates: true).filter { $0.features.count > 5 }.prefix(
      count
    ).map { $0 }
  }

  private static func index(_ pictures: [NewPicture], _ folder: TemporaryFolder) throws -> InvertedIndex {
    let index = try IndexFolder(path: folder.path).create(settings: RandomPictures.settings(aggregates: true))
    try index.apply(IndexChange(additions: pictures))
    return index
  }

  /// Chance's signatures differ in about 32 bits, so a wide threshold lets some of them match.
  private static func options(_ kernel: ShortlistOptions.Kernel, count: Int = 1000) -> ShortlistOptions {
    var options = ShortlistOptions()
    options.kernel = kernel
    options.count = count
    options.threshold = 30
    return options
  }

  private static func query(_ features: IndexedFeatures) -> ShortlistQuery {
    .words(QueryWords(words: features.words, signatures: features.signatures, wordsPerFeature: 1))
  }

  private static func aggregates(_ picture: NewPicture) -> [(word: UInt32, signature: WideSignature)] {
    zip(picture.features.distinctWords, picture.aggregates).map { ($0, $1) }
  }

  private func expectEqual(_ found: Shortlist, _ expected: [Double]) {
    let wanted = expected.indices.filter { expected[$0] > 0 }.sorted {
      (expected[$1], $0) < (expected[$0], $1)
    }
    #expect(found.pictures.count == wanted.count)
    for scored in found.pictures {
      let score = expected[Int(scored.picture.rawValue)]
      #expect(abs(Double(scored.score) - score) < 1e-4 * (1 + score), "picture \(scored.picture.rawValue)")
    }
  }

  @Test("Hamming scores are those of the definition", arguments: ShortlistOptions.Burstiness.allCases)
  func hamming(burstiness: ShortlistOptions.Burstiness) throws {
    let folder = try TemporaryFolder()
    let pictures = Self.pictures(60, seed: 21)
    let snapshot = try Self.index(pictures, folder).snapshot()
    var options = Self.options(.hamming)
    options.burstiness = burstiness
    let query = pictures[11].features
    let found = try snapshot.shortlist(for: Self.query(query), options: options)
    expectEqual(found, ScoringReference(pictures: pictures).hamming(query, options))
    #expect(found.pictures.first?.picture == PictureID(rawValue: 11))
  }

  @Test(
    "distances of word vectors are those of dense vectors",
    arguments: [
      ShortlistOptions.VectorDistance.cosine, .minkowski(1), .minkowski(2), .minkowski(1.5), .minkowski(0.5),
    ])
  func bagOfWords(distance: ShortlistOptions.VectorDistance) throws {
    let folder = try TemporaryFolder()
    let pictures = Self.pictures(60, seed: 22)
    let snapshot = try Self.index(pictures, folder).snapshot()
    let query = pictures[7].features
    let found = try snapshot.shortlist(for: Self.query(query), options: Self.options(.bagOfWords(distance)))
    let expected = ScoringReference(pictures: pictures).bagOfWords(query.words, distance)
    for scored in found.pictures {
      #expect(abs(Double(scored.score) - expected[Int(scored.picture.rawValue)]) < 1e-4)
    }
    #expect(found.pictures.first?.picture == PictureID(rawValue: 7))
    #expect(abs((found.pictures.first?.score ?? 0) - 1) < 1e-4)
  }

  @Test("the selective match kernel gives what its definition says")
  func selectiveMatch() throws {
    let folder = try TemporaryFolder()
    let pictures = Self.pictures(60, seed: 23)
    let snapshot = try Self.index(pictures, folder).snapshot()
    let query = Self.aggregates(pictures[5])
    let found = try snapshot.shortlist(for: .aggregates(query), options: Self.options(.selectiveMatch))
    expectEqual(found, ScoringReference(pictures: pictures).selectiveMatch(query))
    #expect(found.pictures.first?.picture == PictureID(rawValue: 5))
  }

  @Test("a shorter list is the start of a longer one", arguments: [0, 1, 5, 59])
  func exactTop(count: Int) throws {
    let folder = try TemporaryFolder()
    let pictures = Self.pictures(60, seed: 24)
    let snapshot = try Self.index(pictures, folder).snapshot()
    let query = Self.query(pictures[0].features)
    let all = try snapshot.shortlist(for: query, options: Self.options(.hamming))
    let some = try snapshot.shortlist(for: query, options: Self.options(.hamming, count: count))
    #expect(some.pictures == Array(all.pictures.prefix(count)))
    #expect(some.candidateCount == all.pictures.count)
  }

  @Test("batches, order of ingestion and compaction change no score")
  func invariance() throws {
    let folders = try (TemporaryFolder(), TemporaryFolder())
    let pictures = Self.pictures(60, seed: 25)
    let query = Self.query(pictures[30].features)
    let snapshot = try Self.index(pictures, folders.0).snapshot()
    let expected = try snapshot.shortlist(for: query, options: Self.options(.hamming)).pictures
    let place = IndexFolder(path: folders.1.path)
    let other = try place.create(settings: RandomPictures.settings(aggregates: true))
    for picture in pictures.reversed() { try other.apply(IndexChange(additions: [picture])) }
    for compacts in [false, true] {
      if compacts { try Compaction(folder: place).run() }
      let found = try place.open(writable: false).snapshot().shortlist(
        for: query, options: Self.options(.hamming))
      let scores = Dictionary(
        uniqueKeysWithValues: found.pictures.map { (59 - $0.picture.rawValue, $0.score) })
      #expect(scores.count == expected.count)
      for scored in expected {
        #expect(abs(scores[scored.picture.rawValue, default: -1] - scored.score) < 1e-6)
      }
    }
  }

  @Test(
    "removed and forbidden pictures have no part in anything",
    arguments: [ShortlistOptions.Kernel.hamming, .bagOfWords(.cosine), .selectiveMatch])
  func exclusion(kernel: ShortlistOptions.Kernel) throws {
    let folders = try (TemporaryFolder(), TemporaryFolder())
    let pictures = Self.pictures(60, seed: 26)
    let index = try Self.index(pictures, folders.0)
    let gone = (0..<60).filter { $0 % 4 == 1 }
    try index.apply(IndexChange(removals: gone.map { PictureID(rawValue: UInt32($0)) }))
    let living = pictures.indices.filter { $0 % 4 != 1 }
    let fresh = try Self.index(living.map { pictures[$0] }, folders.1)
    let query =
      kernel == .selectiveMatch ? .aggregates(Self.aggregates(pictures[2])) : Self.query(pictures[2].features)
    let found = try index.snapshot().shortlist(for: query, options: Self.options(kernel))
    let expected = try fresh.snapshot().shortlist(for: query, options: Self.options(kernel))
    #expect(found.pictures.map(\.score) == expected.pictures.map(\.score))
    #expect(
      found.pictures.map { Int($0.picture.rawValue) }
        == expected.pictures.map { living[Int($0.picture.rawValue)] })
    let allowed = (0..<60).map { $0 < 10 }
    let few = try index.snapshot().shortlist(for: query, options: Self.options(kernel), allowed: allowed)
    #expect(!few.pictures.isEmpty)
    #expect(few.pictures.allSatisfy { $0.picture.rawValue < 10 })
  }

  @Test(
    "the words that explain a score add up to it",
    arguments: [
      ShortlistOptions.Kernel.hamming, .bagOfWords(.cosine), .bagOfWords(.minkowski(1)), .selectiveMatch,
    ])
  func explanation(kernel: ShortlistOptions.Kernel) throws {
    let folder = try TemporaryFolder()
    let pictures = Self.pictures(40, seed: 27)
    let snapshot = try Self.index(pictures, folder).snapshot()
    let query =
      kernel == .selectiveMatch ? .aggregates(Self.aggregates(pictures[9])) : Self.query(pictures[9].features)
    let options = Self.options(kernel, count: 5)
    let found = try snapshot.shortlist(for: query, options: options)
    let words = try snapshot.explanation(of: found.pictures.map(\.picture), for: query, options: options)
    #expect(words.count == 5)
    for (scored, words) in zip(found.pictures, words) {
      #expect(abs(words.reduce(0) { $0 + $1.score } - scored.score) < 1e-4)
      #expect(Set(words.map(\.word)).isSubset(of: pictures[Int(scored.picture.rawValue)].features.words))
    }
  }

  @Test("the cap leaves out the commonest words")
  func cap() throws {
    let folder = try TemporaryFolder()
    let pictures = Self.pictures(60, seed: 28)
    let snapshot = try Self.index(pictures, folder).snapshot()
    let query = Self.query(pictures[1].features)
    var options = Self.options(.hamming)
    let all = try snapshot.shortlist(for: query, options: options)
    options.mostPostings = 100
    let capped = try snapshot.shortlist(for: query, options: options)
    #expect(all.leftOutWordCount == 0)
    #expect(capped.leftOutWordCount > 0)
    #expect(capped.usedWordCount + capped.leftOutWordCount == all.usedWordCount)
  }

  @Test("an empty collection, an empty query and unknown words find nothing")
  func nothing() throws {
    let folders = try (TemporaryFolder(), TemporaryFolder())
    let pictures = Self.pictures(5, seed: 29)
    let empty = try Self.index([], folders.0).snapshot()
    #expect(
      try empty.shortlist(for: Self.query(pictures[0].features), options: Self.options(.hamming)).pictures
        .isEmpty)
    let full = try Self.index(pictures, folders.1).snapshot()
    let unknown = IndexedFeatures(words: [39, 1000], signatures: [1, 2])
    let none = Self.query(IndexedFeatures(words: []))
    for kernel in [ShortlistOptions.Kernel.hamming, .bagOfWords(.cosine), .bagOfWords(.minkowski(1))] {
      #expect(try full.shortlist(for: none, options: Self.options(kernel)).pictures.isEmpty)
      _ = try full.shortlist(for: Self.query(unknown), options: Self.options(kernel))
    }
  }
}
