import Core
import Foundation
import InvertedFile
import Testing

/// Collections as versions of the format wrote them, which every later version of the program opens.
@Suite("A collection of an earlier version")
struct StoredCollectionTests {
  @Test("is sound, has what was put into it, and takes more", arguments: ["collection-1"])
  func opens(name: String) throws {
    let folder = try TemporaryFolder()
    let stored = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Resources/\(name)")
    let path = folder.path + "/" + name
    try FileManager.default.copyItem(atPath: stored.path, toPath: path)
    let place = IndexFolder(path: path)
    #expect(IndexCheck.problems(of: place).isEmpty)
    let index = try place.open(writable: true)
    // It has got the tables that it lacked.
    #expect(index.environment.hasTable("vectors") && index.environment.hasTable("drawings"))
    #expect(IndexCheck.problems(of: place).isEmpty)
    let pictures = try index.snapshot().newPictures((0..<6).map { PictureID(rawValue: $0) })
    #expect(pictures.map(\.name) == (0..<6).map { "generated/\($0).jpg" })
    #expect(pictures.allSatisfy { $0.features.count == 20 && $0.width == 1024 && $0.height == 768 })
    for (number, picture) in pictures.enumerated() {
      let words = QueryWords(
        words: picture.features.words, signatures: picture.features.signatures, wordsPerFeature: 1)
      let found = try index.snapshot().shortlist(for: .words(words), options: ShortlistOptions())
      #expect(found.pictures.first?.picture == PictureID(rawValue: UInt32(number)))
    }
    // Words, signatures and places, to the bit; and no vectors, which nobody knew then.
    let text = "\(pictures)".replacing(", vectors: [:]", with: "")
    let hash = ContentHash(of: Array(text.utf8)).checksum
    #expect(String(hash, radix: 16) == "b425ac888cf1d2d5")
    for channel in VectorChannel.allCases {
      #expect(try index.snapshot().channelSettings(of: channel) == nil)
      #expect(try index.snapshot().picturesWithoutVector(in: channel).count == 6)
    }
    var copy = pictures[0]
    copy.name = "another.jpg"
    try index.apply(IndexChange(additions: [copy]))
    #expect(IndexCheck.problems(of: place).isEmpty)
    for channel in VectorChannel.allCases { try takesVectors(in: channel, place) }
  }

  private func takesVectors(in channel: VectorChannel, _ place: IndexFolder) throws {
    let index = try place.open(writable: true)
    let vectors = RandomVectors.make(7, seed: 1)
    var change = IndexChange()
    change.channels[channel] = .set(RandomVectors.channel())
    change.vectors[channel] = Dictionary(
      uniqueKeysWithValues: vectors.enumerated().map { (PictureID(rawValue: UInt32($0)), $1) })
    try index.apply(change)
    #expect(try RandomVectors.all(index.snapshot(), in: channel) == vectors)
    try Compaction(folder: place).run()
    #expect(try RandomVectors.all(place.open(writable: false).snapshot(), in: channel) == vectors)
    #expect(IndexCheck.problems(of: place).isEmpty)
  }
}
