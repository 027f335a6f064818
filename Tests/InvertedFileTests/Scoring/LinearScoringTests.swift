import Core
import InvertedFile
import Storage
import Testing

@Suite("Words that are weighed one by one")
struct LinearScoringTests {
  private static func snapshot(
    of pictures: [NewPicture], in folder: TemporaryFolder
  ) throws -> IndexSnapshot {
    let index = try IndexFolder(path: folder.path).create(settings: RandomPictures.settings(aggregates: true))
    try index.apply(IndexChange(additions: pictures))
    return try index.snapshot()
  }

  private static func pictures() -> [NewPicture] { RandomPictures.make(40, seed: 31, aggregates: true) }

  @Test("scores are scalar products with the pictures' vectors, also below zero")
  func scores() throws {
    let folder = try TemporaryFolder()
    let pictures = Self.pictures()
    let snapshot = try Self.snapshot(of: pictures, in: folder)
    let words = Set(pictures.flatMap(\.features.words)).sorted()
    var generator = SeededGenerator(seed: 5)
    let weights = words.map { (word: $0, weight: Float.random(in: -1...1, using: &generator)) }
    let byWord = Dictionary(uniqueKeysWithValues: weights.map { ($0.word, $0.weight) })
    let expected = try snapshot.vectors(of: pictures.map(\.features.words)).map { vector in
      zip(vector.words, vector.numbers).reduce(0) { $0 + (byWord[$1.0] ?? 0) * $1.1 }
    }
    var options = ShortlistOptions()
    options.kernel = .linear
    let found = try snapshot.shortlist(for: .weights(weights), options: options)
    #expect(found.pictures.count == expected.count { $0 != 0 })
    #expect(found.pictures.contains { $0.score < 0 } && found.pictures.contains { $0.score > 0 })
    for scored in found.pictures {
      #expect(abs(scored.score - expected[Int(scored.picture.rawValue)]) < 1e-4)
    }
    #expect(zip(found.pictures, found.pictures.dropFirst()).allSatisfy { $0.score >= $1.score })
    let best = try #require(found.pictures.first)
    let explained = try snapshot.explanation(of: [best.picture], for: .weights(weights), options: options)
    #expect(abs((explained.first ?? []).reduce(0) { $0 + $1.score } - best.score) < 1e-4)
  }

  @Test("vectors have length 1, rising words, and only words that pictures have")
  func vectors() throws {
    let folder = try TemporaryFolder()
    let pictures = Self.pictures()
    let snapshot = try Self.snapshot(of: pictures, in: folder)
    let known = try #require(pictures.first { $0.features.distinctWordCount > 2 }?.features.words)
    let vectors = try snapshot.vectors(of: [known.reversed() + [.max, 1 << 30], [], [.max]])
    #expect(vectors.count == 3 && vectors[1].words.isEmpty && vectors[2].words.isEmpty)
    #expect(vectors[0].words == Set(known).sorted())
    #expect(abs(vectors[0].numbers.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
  }

  @Test("a query with more features finds what one of all of them finds")
  func adding() throws {
    let folder = try TemporaryFolder()
    let pictures = Self.pictures()
    let snapshot = try Self.snapshot(of: pictures, in: folder)
    let (a, b) = (pictures[3].features, pictures[8].features)
    let first = QueryWords(words: a.words, signatures: a.signatures, wordsPerFeature: 1)
    let grown = first.adding(words: b.words, signatures: b.signatures)
    let whole = QueryWords(
      words: a.words + b.words, signatures: a.signatures + b.signatures, wordsPerFeature: 1)
    #expect(
      grown.featureCount == whole.featureCount && grown.entries.map(\.word) == whole.entries.map(\.word))
    let found = try snapshot.shortlist(for: .words(grown), options: ShortlistOptions())
    #expect(
      found.pictures == (try snapshot.shortlist(for: .words(whole), options: ShortlistOptions())).pictures)
    let same = try snapshot.shortlist(
      for: .words(first.adding(words: [], signatures: [])), options: ShortlistOptions())
    #expect(
      same.pictures == (try snapshot.shortlist(for: .words(first), options: ShortlistOptions())).pictures)
  }
}
