import Core
import Foundation
import Storage
import Testing

@testable import InvertedFile

/// Rows of drawings beside vectors, of another dimension and of other pictures.
@Suite("Drawing rows")
struct DrawingRowTests {
  private static let dimension = 37

  private let folder: TemporaryFolder
  private let pictures: [NewPicture]
  private let index: InvertedIndex

  private var place: IndexFolder { IndexFolder(path: folder.path) }

  init() throws {
    folder = try TemporaryFolder()
    pictures = Self.pictures(30, seed: 1)
    index = try RandomVectors.index(folder)
    var change = IndexChange(additions: pictures)
    change.channels[.drawings] = .set(Self.settings())
    try index.apply(change)
  }

  private static func settings(_ fingerprint: String = "keys") -> ChannelSettings {
    RandomVectors.channel(fingerprint, dimension: dimension)
  }

  /// With vectors but for every fifth, and drawing rows but for every third.
  private static func pictures(_ count: Int, seed: UInt64) -> [NewPicture] {
    var pictures = RandomVectors.pictures(count, seed: seed)
    let rows = RandomVectors.make(count, seed: seed + 2000, dimension: dimension)
    for place in pictures.indices where place % 3 != 2 { pictures[place].vectors[.drawings] = rows[place] }
    return pictures
  }

  private func expect(_ expected: [NewPicture?], in index: InvertedIndex) throws {
    let snapshot = try index.snapshot()
    for channel in VectorChannel.allCases {
      let vectors = expected.map { $0?.vectors[channel] }
      #expect(try RandomVectors.all(snapshot, in: channel) == vectors, "\(channel)")
      #expect(try snapshot.vectorCount(of: channel) == vectors.count { $0 != nil })
      let without = expected.indices.filter { expected[$0] != nil && vectors[$0] == nil }
      #expect(try snapshot.picturesWithoutVector(in: channel).map(\.rawValue) == without.map { UInt32($0) })
    }
    #expect(IndexCheck.problems(of: place).isEmpty)
  }

  @Test("come out as they went in, and vectors as well")
  func roundTrip() throws {
    try expect(pictures, in: index)
    let snapshot = try index.snapshot()
    #expect(try snapshot.newPictures((0..<30).map { PictureID(rawValue: $0) }) == pictures)
    #expect(try snapshot.channelSettings(of: .drawings) == Self.settings())
    #expect(try snapshot.channelSettings(of: .pictures) == RandomVectors.channel())
    let bytes = try snapshot.storedByteCounts().first { $0.table == .drawings }?.bytes
    #expect(bytes == 4096)
  }

  @Test("go with removed and replaced pictures, as vectors do")
  func removal() throws {
    var replacement = Self.pictures(1, seed: 30)[0]
    replacement.name = pictures[7].name
    try index.apply(
      IndexChange(removals: [0, 2, 4, 7].map { PictureID(rawValue: $0) }, additions: [replacement]))
    var expected: [NewPicture?] = pictures + [replacement]
    for removed in [0, 2, 4, 7] { expected[removed] = nil }
    try expect(expected, in: index)
  }

  @Test("move up in a compaction together with vectors")
  func compaction() throws {
    try index.apply(IndexChange(removals: (0..<30).filter { $0 % 4 == 1 }.map { PictureID(rawValue: $0) }))
    try Compaction(folder: place).run()
    let living = pictures.indices.filter { $0 % 4 != 1 }.map { pictures[$0] }
    let compacted = try place.open(writable: false)
    try expect(living, in: compacted)
    #expect(try compacted.snapshot().channelSettings(of: .drawings) == Self.settings())
  }

  @Test("are dropped, made anew and given to pictures without a word to the vectors, and the other way round")
  func independence() throws {
    var change = IndexChange()
    change.channels[.drawings] = .drop
    try index.apply(change)
    var expected = pictures
    for place in expected.indices { expected[place].vectors[.drawings] = nil }
    try expect(expected, in: index)
    #expect(try index.snapshot().channelSettings(of: .drawings) == nil)

    let rows = RandomVectors.make(2, seed: 5, dimension: Self.dimension)
    change.channels = [.drawings: .set(Self.settings("others")), .pictures: .drop]
    change.vectors[.drawings] = [PictureID(rawValue: 3): rows[0], PictureID(rawValue: 29): rows[1]]
    try index.apply(change)
    for place in expected.indices { expected[place].vectors = [:] }
    expected[3].vectors[.drawings] = rows[0]
    expected[29].vectors[.drawings] = rows[1]
    try expect(expected, in: index)
    try Compaction(folder: place).run()
    try expect(expected, in: place.open(writable: false))
  }

  @Test("that cannot be what was written are told apart from vectors")
  func damage() throws {
    try index.write { (transaction, totals) throws(StorageError) in
      _ = try Removal(index: index).remove([PictureID(rawValue: 1)], in: &transaction, &totals)
      try transaction.setVectorCount(3, of: .drawings, in: index.environment)
    }
    #expect(
      IndexCheck.problems(of: place) == [
        "picture 1 was removed and has a vector", "picture 1 was removed and has a drawing row",
        "3 pictures are said to have a drawing row, and 20 have one",
      ])
    try index.write { (transaction, _) throws(StorageError) in
      _ = try transaction.delete(index.environment.table(.meta), VectorChannel.drawings.settingsKey)
    }
    let problems = IndexCheck.problems(of: place)
    #expect(problems.contains("there are drawing rows, and nothing says what they come from"))
  }
}
