import Core
import Foundation
import Storage
import Testing

@testable import InvertedFile

@Suite("Vectors of pictures")
struct VectorTests {
  @Test("come out as they went in, in one batch or in many", arguments: [1, 3, 50])
  func roundTrip(batch: Int) throws {
    let folder = try TemporaryFolder()
    let pictures = RandomVectors.pictures(50, seed: 1)
    let index = try RandomVectors.index(folder)
    for start in stride(from: 0, to: pictures.count, by: batch) {
      try index.apply(IndexChange(additions: Array(pictures[start..<min(start + batch, pictures.count)])))
    }
    let snapshot = try index.snapshot()
    #expect(try snapshot.channelSettings() == RandomVectors.channel())
    #expect(try snapshot.vectorCount() == 40)
    #expect(try RandomVectors.all(snapshot) == pictures.map { $0.vectors[.pictures] })
    #expect(try snapshot.newPictures((0..<50).map { PictureID(rawValue: $0) }) == pictures)
    #expect(try snapshot.picturesWithoutVector().map(\.rawValue) == stride(from: 4, to: 50, by: 5).map { $0 })
    #expect(IndexCheck.problems(of: IndexFolder(path: folder.path)).isEmpty)
  }

  @Test("fill one chunk after the other, and a change writes the chunks that it touches")
  func chunks() throws {
    let folder = try TemporaryFolder()
    let dimension = 4096
    let capacity = VectorLayout(dimension: dimension).capacity
    let index = try IndexFolder(path: folder.path).create(settings: RandomPictures.settings())
    let vectors = RandomVectors.make(2 * capacity + 3, seed: 2, dimension: dimension)
    var pictures = RandomPictures.make(vectors.count, seed: 2)
    for place in pictures.indices { pictures[place].vectors[.pictures] = vectors[place] }
    var change = IndexChange(additions: Array(pictures.prefix(capacity - 1)))
    change.channels[.pictures] = .set(RandomVectors.channel(dimension: dimension))
    try index.apply(change)
    try index.apply(IndexChange(additions: Array(pictures.dropFirst(capacity - 1))))
    let snapshot = try index.snapshot()
    let counts = try snapshot.withVectorChunks { (chunks) throws(StorageError) in
      chunks.map { "\($0.firstPicture)+\($0.count)" }
    }
    #expect(counts == ["0+\(capacity)", "\(capacity)+\(capacity)", "\(2 * capacity)+3"])
    #expect(try RandomVectors.all(snapshot) == vectors)
    #expect(IndexCheck.problems(of: IndexFolder(path: folder.path)).isEmpty)
  }

  @Test("of removed pictures are zeros, and a replaced picture has its new one")
  func removal() throws {
    let folder = try TemporaryFolder()
    let pictures = RandomVectors.pictures(20, seed: 3)
    let index = try RandomVectors.index(folder, pictures)
    var replacement = RandomVectors.pictures(1, seed: 30)[0]
    replacement.name = pictures[7].name
    try index.apply(
      IndexChange(removals: [3, 4, 7, 900].map { PictureID(rawValue: $0) }, additions: [replacement]))
    let snapshot = try index.snapshot()
    var expected = pictures.map { $0.vectors[.pictures] } + [replacement.vectors[.pictures]]
    for removed in [3, 4, 7] { expected[removed] = nil }
    #expect(try RandomVectors.all(snapshot) == expected)
    #expect(try snapshot.vectorCount() == 15)
    let removedRow = try snapshot.withVectorChunks { (chunks) throws(StorageError) in
      chunks.first.map { Array($0.numbers(3)) }
    }
    #expect(removedRow == [Int8](repeating: 0, count: RandomVectors.dimension))
    #expect(IndexCheck.problems(of: IndexFolder(path: folder.path)).isEmpty)
  }

  @Test("are given to pictures that are there, and to no others")
  func embedding() throws {
    let folder = try TemporaryFolder()
    let pictures = RandomVectors.pictures(10, seed: 4)
    let index = try RandomVectors.index(folder, pictures)
    try index.apply(IndexChange(removals: [PictureID(rawValue: 4)]))
    let vectors = RandomVectors.make(4, seed: 40)
    var change = IndexChange(removals: [PictureID(rawValue: 2)])
    change.vectors[.pictures] = Dictionary(
      uniqueKeysWithValues: zip([2, 4, 9, 1000].map { PictureID(rawValue: $0) }, vectors))
    try index.apply(change)
    let snapshot = try index.snapshot()
    var expected = pictures.map { $0.vectors[.pictures] }
    expected[2] = nil
    expected[9] = vectors[2]
    #expect(try RandomVectors.all(snapshot) == expected)
    #expect(try snapshot.picturesWithoutVector().isEmpty)
    #expect(IndexCheck.problems(of: IndexFolder(path: folder.path)).isEmpty)
  }

  @Test("stay when their model only moved, and go with another one or with the channel")
  func channel() throws {
    let folder = try TemporaryFolder()
    let pictures = RandomVectors.pictures(10, seed: 5)
    let index = try RandomVectors.index(folder, pictures)
    func set(_ channel: IndexChange.Channel) throws {
      var change = IndexChange()
      change.channels[.pictures] = channel
      try index.apply(change)
      #expect(IndexCheck.problems(of: IndexFolder(path: folder.path)).isEmpty)
    }
    var moved = RandomVectors.channel()
    moved.path = "/elsewhere.slp"
    try set(.set(moved))
    #expect(try index.snapshot().channelSettings() == moved)
    #expect(try RandomVectors.all(index.snapshot()) == pictures.map { $0.vectors[.pictures] })
    try set(.set(RandomVectors.channel("b", dimension: 7)))
    #expect(try index.snapshot().vectorCount() == 0)
    #expect(try index.snapshot().picturesWithoutVector().count == 10)
    try set(.drop)
    #expect(try index.snapshot().channelSettings() == nil)
    #expect(try index.snapshot().newPictures([PictureID(rawValue: 0)])[0].vectors.isEmpty)
  }

  @Test("a snapshot keeps its vectors while they change")
  func isolation() throws {
    let folder = try TemporaryFolder()
    let pictures = RandomVectors.pictures(10, seed: 6)
    let index = try RandomVectors.index(folder, pictures)
    let before = try index.snapshot()
    var change = IndexChange(removals: [PictureID(rawValue: 1)])
    change.channels[.pictures] = .set(RandomVectors.channel("b"))
    try index.apply(change)
    #expect(try before.channelSettings() == RandomVectors.channel())
    #expect(try RandomVectors.all(before) == pictures.map { $0.vectors[.pictures] })
  }

  @Test("move up in a compaction, and take no more room than they need")
  func compaction() throws {
    let folder = try TemporaryFolder()
    let place = IndexFolder(path: folder.path)
    let count = 2 * VectorLayout(dimension: RandomVectors.dimension).capacity
    let vectors = RandomVectors.make(count, seed: 7)
    var pictures = RandomPictures.make(count, seed: 7)
    for at in pictures.indices where at % 5 != 4 { pictures[at].vectors[.pictures] = vectors[at] }
    let index = try RandomVectors.index(folder, pictures)
    let removed = (0..<count).filter { $0 % 3 == 0 }
    try index.apply(IndexChange(removals: removed.map { PictureID(rawValue: UInt32($0)) }))
    try Compaction(folder: place).run()
    let snapshot = try place.open(writable: false).snapshot()
    let living = pictures.indices.filter { $0 % 3 != 0 }.map { pictures[$0].vectors[.pictures] }
    #expect(try RandomVectors.all(snapshot) == living)
    #expect(try snapshot.channelSettings() == RandomVectors.channel())
    #expect(try snapshot.vectorCount() == living.count { $0 != nil })
    #expect(IndexCheck.problems(of: place).isEmpty)
    let bytes = try snapshot.storedByteCounts().first { $0.table == .vectors }?.bytes
    #expect(bytes == 4096 + 4096 * ((living.count * (RandomVectors.dimension + 4) + 2 * 20 + 4095) / 4096))
  }

  @Test("a channel without a single vector survives a compaction")
  func emptyChannel() throws {
    let folder = try TemporaryFolder()
    let index = try RandomVectors.index(folder, RandomPictures.make(5, seed: 8))
    #expect(try index.snapshot().vectorCount() == 0)
    try Compaction(folder: IndexFolder(path: folder.path)).run()
    let snapshot = try IndexFolder(path: folder.path).open(writable: false).snapshot()
    #expect(try snapshot.channelSettings() == RandomVectors.channel())
    #expect(try snapshot.picturesWithoutVector().count == 5)
    #expect(IndexCheck.problems(of: IndexFolder(path: folder.path)).isEmpty)
  }
}
