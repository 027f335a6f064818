import Core
import InvertedFile

/// Vectors made of chance.
enum RandomVectors {
  static let dimension = 24

  static func channel(_ fingerprint: String = "a", dimension: Int = dimension) -> ChannelSettings {
    ChannelSettings(
      fingerprint: fingerprint, name: "model \(fingerprint)", path: "/models/\(fingerprint).slp",
      dimension: dimension)
  }

  static func make(_ count: Int, seed: UInt64, dimension: Int = dimension) -> [PictureVector] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      PictureVector(
        numbers: (0..<dimension).map { _ in Int8(truncatingIfNeeded: random.next()) },
        scale: Float(1 + random.index(below: 1000)) / 4096)
    }
  }

  /// Random pictures with vectors, but for every fifth.
  static func pictures(_ count: Int, seed: UInt64, prefix: String = "p") -> [NewPicture] {
    var pictures = RandomPictures.make(count, seed: seed, prefix: prefix)
    let vectors = make(count, seed: seed + 1000)
    for place in pictures.indices where place % 5 != 4 { pictures[place].vectors[.pictures] = vectors[place] }
    return pictures
  }

  /// A new collection with a channel, and its folder's handle.
  static func index(_ folder: TemporaryFolder, _ pictures: [NewPicture] = []) throws -> InvertedIndex {
    let index = try IndexFolder(path: folder.path).create(settings: RandomPictures.settings())
    var change = IndexChange(additions: pictures)
    change.channels[.pictures] = .set(channel())
    try index.apply(change)
    return index
  }

  /// The vectors of all numbers that were ever given, as one asks for each.
  static func all(
    _ snapshot: borrowing IndexSnapshot, in channel: VectorChannel = .pictures
  ) throws -> [PictureVector?] {
    var vectors: [PictureVector?] = []
    for id in 0..<snapshot.idCount {
      vectors.append(try snapshot.vector(of: PictureID(rawValue: UInt32(id)), in: channel))
    }
    return vectors
  }
}
