import Core
import Foundation
import InvertedFile
import Storage
import Testing

@Suite("An index of pictures")
struct InvertedIndexTests {
  @Test("what went in comes out, in one batch or in many", arguments: [1, 3, 50])
  func roundTrip(batch: Int) throws {
    let folder = try TemporaryFolder()
    let pictures = RandomPictures.make(50, seed: 1, aggregates: true)
    let index = try IndexFolder(path: folder.path).create(settings: RandomPictures.settings(aggregates: true))
    for start in stride(from: 0, to: pictures.count, by: batch) {
      try index.apply(IndexChange(additions: Array(pictures[start..<min(start + batch, pictures.count)])))
    }
    let snapshot = try index.snapshot()
    let ids = (0..<50).map { PictureID(rawValue: $0) }
    #expect(try snapshot.newPictures(ids) == pictures)
    for (id, picture) in zip(ids, pictures) {
      #expect(try snapshot.picture(named: picture.name) == id)
      #expect(try snapshot.pictures(withContent: picture.content) == [id])
      #expect(try snapshot.featuresWithSignatures(of: id) == picture.features)
    }
    #expect(IndexCheck.problems(of: IndexFolder(path: folder.path)).isEmpty)
  }

  @Test("settings are read as they were written")
  func settings() throws {
    let folder = try TemporaryFolder()
    let settings = RandomPictures.settings(aggregates: true)
    _ = try IndexFolder(path: folder.path).create(settings: settings)
    #expect(try IndexFolder(path: folder.path).open(writable: false).settings == settings)
  }

  @Test("a removed picture is found by nothing, and the others are left as they are")
  func removal() throws {
    let folder = try TemporaryFolder()
    let pictures = RandomPictures.make(30, seed: 2)
    let index = try IndexFolder(path: folder.path).create(settings: RandomPictures.settings())
    try index.apply(IndexChange(additions: pictures))
    try index.apply(IndexChange(removals: [3, 7, 29, 1000].map { PictureID(rawValue: $0) }))
    let snapshot = try index.snapshot()
    #expect(snapshot.totals.pictures == 27)
    #expect(snapshot.totals.removedPictures == 3)
    #expect(try snapshot.picture(named: pictures[7].name) == nil)
    #expect(try snapshot.pictures(withContent: pictures[7].content).isEmpty)
    #expect(try snapshot.features(of: PictureID(rawValue: 7)) == nil)
    #expect(try snapshot.newPictures([PictureID(rawValue: 8)]) == [pictures[8]])
    #expect(IndexCheck.problems(of: IndexFolder(path: folder.path)).isEmpty)
  }

  @Test("a name can be given again after its picture was removed, also in one transaction")
  func replacement() throws {
    let folder = try TemporaryFolder()
    let pictures = RandomPictures.make(5, seed: 3)
    let index = try IndexFolder(path: folder.path).create(settings: RandomPictures.settings())
    try index.apply(IndexChange(additions: pictures))
    var changed = RandomPictures.make(1, seed: 4)[0]
    changed.name = pictures[2].name
    let ids = try index.apply(IndexChange(removals: [PictureID(rawValue: 2)], additions: [changed]))
    let snapshot = try index.snapshot()
    #expect(ids == 5..<6)
    #expect(try snapshot.picture(named: changed.name) == PictureID(rawValue: 5))
    #expect(try snapshot.newPictures([PictureID(rawValue: 5)]) == [changed])
  }

  @Test("a snapshot keeps its state while pictures come and go")
  func isolation() throws {
    let folder = try TemporaryFolder()
    let pictures = RandomPictures.make(20, seed: 5)
    let index = try IndexFolder(path: folder.path).create(settings: RandomPictures.settings())
    try index.apply(IndexChange(additions: Array(pictures.prefix(10))))
    let before = try index.snapshot()
    try index.apply(
      IndexChange(removals: [PictureID(rawValue: 0)], additions: Array(pictures.suffix(10))))
    #expect(before.totals.pictures == 10)
    #expect(try before.newPictures([PictureID(rawValue: 0)]) == [pictures[0]])
    #expect(try before.picture(named: pictures[15].name) == nil)
    #expect(try index.snapshot().totals.pictures == 19)
  }

  @Test("compaction drops the dead, keeps the living in their order, and leaves the file shorter")
  func compaction() throws {
    let folder = try TemporaryFolder()
    let pictures = RandomPictures.make(400, seed: 6, aggregates: true)
    let place = IndexFolder(path: folder.path)
    let index = try place.create(settings: RandomPictures.settings(aggregates: true))
    for picture in pictures { try index.apply(IndexChange(additions: [picture])) }
    try index.apply(IndexChange(removals: (0..<400).filter { $0 % 3 == 0 }.map { PictureID(rawValue: $0) }))
    let before = index.environment.fileByteCount
    try Compaction(folder: place).run()
    let compacted = try place.open(writable: false)
    let snapshot = try compacted.snapshot()
    let living = pictures.indices.filter { $0 % 3 != 0 }.map { pictures[$0] }
    #expect(
      try snapshot.newPictures((0..<snapshot.idCount).map { PictureID(rawValue: UInt32($0)) }) == living)
    #expect(snapshot.totals.removedPictures == 0)
    #expect(IndexCheck.problems(of: place).isEmpty)
    #expect(compacted.environment.fileByteCount < before)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix("data-") } == [
        "data-2"
      ])
    // The old tables are still there for those who hold them.
    #expect(try index.snapshot().totals.pictures == 266)
  }

  @Test("a compaction that is given up leaves the collection as it was")
  func compactionStopped() throws {
    let folder = try TemporaryFolder()
    let place = IndexFolder(path: folder.path)
    try place.create(settings: RandomPictures.settings()).apply(
      IndexChange(additions: RandomPictures.make(10, seed: 7)))
    let stop = StorageError(.inUse, operation: "test", path: "", "stopped")
    #expect(throws: stop) {
      try Compaction(folder: place, checkpoint: { () throws(StorageError) in throw stop }).run()
    }
    #expect(try place.open(writable: false).snapshot().totals.pictures == 10)
    #expect(IndexCheck.problems(of: place).isEmpty)
  }

  @Test("a lean index keeps words alone")
  func lean() throws {
    let folder = try TemporaryFolder()
    let pictures = RandomPictures.make(60, seed: 8).map(RandomPictures.lean)
    let place = IndexFolder(path: folder.path)
    let index = try place.create(settings: RandomPictures.settings(signatures: false))
    try index.apply(IndexChange(additions: pictures))
    #expect(try index.snapshot().newPictures([PictureID(rawValue: 4)]) == [pictures[4]])
    #expect(IndexCheck.problems(of: place).isEmpty)
  }

  @Test("names of any length are found, those with a common start told apart")
  func longNames() throws {
    let folder = try TemporaryFolder()
    var pictures = RandomPictures.make(4, seed: 9)
    for place in pictures.indices {
      pictures[place].name = String(repeating: "ü", count: 200 + 100 * (place / 2)) + "\(place)"
    }
    let index = try IndexFolder(path: folder.path).create(settings: RandomPictures.settings())
    try index.apply(IndexChange(additions: pictures))
    let snapshot = try index.snapshot()
    for (place, picture) in pictures.enumerated() {
      #expect(try snapshot.picture(named: picture.name) == PictureID(rawValue: UInt32(place)))
    }
    #expect(try snapshot.picture(named: "") == nil)
  }

  @Test("one word that a picture has thousands of times stays in one piece")
  func crowdedWord() throws {
    let folder = try TemporaryFolder()
    let place = IndexFolder(path: folder.path)
    let index = try place.create(settings: RandomPictures.settings())
    var pictures = RandomPictures.make(3, seed: 10)
    let words = [UInt32](repeating: 7, count: 3000)
    pictures[1].features = IndexedFeatures(
      words: words, signatures: words.indices.map { UInt64($0) }, geometry: words.indices.map { UInt64($0) })
    for picture in pictures { try index.apply(IndexChange(additions: [picture])) }
    let ids = (0..<3).map { PictureID(rawValue: $0) }
    #expect(try index.snapshot().newPictures(ids) == pictures)
    try Compaction(folder: place).run()
    #expect(try place.open(writable: false).snapshot().newPictures(ids) == pictures)
    #expect(IndexCheck.problems(of: place).isEmpty)
  }
}
