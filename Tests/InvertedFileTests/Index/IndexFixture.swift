import Core
import Foundation
import InvertedFile

/// A folder of a test's own, which goes with it.
final class TemporaryFolder {
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "inverted-file-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Pictures made of chance, with few words, so that words are shared and repeated.
enum RandomPictures {
  static let wordCount = 40

  static func make(_ count: Int, seed: UInt64, aggregates: Bool = false, prefix: String = "p") -> [NewPicture]
  {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { number in
      let words = (0..<random.index(below: 60)).map { _ in UInt32(random.index(below: wordCount)) }.sorted()
      let features = IndexedFeatures(
        words: words, signatures: words.map { _ in random.next() },
        geometry: words.map { _ in random.next() >> 20 })
      return NewPicture(
        name: "\(prefix)\(number).jpg", content: ContentID(high: random.next(), low: random.next()),
        fileByteCount: 1000 + number, width: 640, height: 480, features: features,
        aggregates: aggregates
          ? features.distinctWords.map { _ in WideSignature(low: random.next(), high: random.next()) } : [])
    }
  }

  static func settings(aggregates: Bool = false, signatures: Bool = true) -> IndexSettings {
    IndexSettings(
      vocabularyFingerprint: "0123456789abcdef0123456789abcdef", vocabularyPath: "words.slv",
      wordCount: wordCount,
      recipe: Recipe([Property("detector", "dog")]), keepsSignatures: signatures, keepsAggregates: aggregates)
  }

  /// Without what a lean collection doesn't keep.
  static func lean(_ picture: NewPicture) -> NewPicture {
    var picture = picture
    picture.features = IndexedFeatures(words: picture.features.words)
    return picture
  }
}
