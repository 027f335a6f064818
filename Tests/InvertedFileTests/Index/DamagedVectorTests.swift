import Core
import Storage
import Testing

@testable import InvertedFile

/// Entries that a sound writer never makes, with the right checksums: what the tables say of each other must tell.
@Suite("Vectors that cannot be what was written")
struct DamagedVectorTests {
  private func problems(
    _ pictures: [NewPicture] = RandomVectors.pictures(6, seed: 1),
    _ damage: (InvertedIndex, inout WriteTransaction) throws -> Void
  ) throws -> [String] {
    let folder = try TemporaryFolder()
    let index = try RandomVectors.index(folder, pictures)
    #expect(IndexCheck.problems(of: IndexFolder(path: folder.path)).isEmpty)
    var failure: (any Error)?
    try index.write { (transaction, _) throws(StorageError) in
      do { try damage(index, &transaction) } catch { failure = error }
    }
    if let failure { throw failure }
    return IndexCheck.problems(of: IndexFolder(path: folder.path))
  }

  private func rows(_ index: InvertedIndex) throws -> [UInt8] {
    let layout = VectorLayout(dimension: RandomVectors.dimension)
    return try index.snapshot().withVectorChunks { (chunks) throws(StorageError) in
      #expect(chunks.count == 1 && chunks[0].count <= layout.capacity)
      return VectorRows(chunks[0]).encoded
    }
  }

  @Test("a chunk of another length")
  func length() throws {
    let found = try problems { index, transaction in
      try transaction.putSealed(.vectors, of: index.environment, 0, Array(rows(index).dropLast()))
    }
    #expect(found.count == 1 && found[0].contains("chunk 0 of the vectors has another length"))
  }

  @Test("rows of pictures that never were")
  func strangers() throws {
    let found = try problems { index, transaction in
      let more = [UInt8](repeating: 0, count: 28 * 7)
      try transaction.putSealed(.vectors, of: index.environment, 0, more)
    }
    #expect(found.count == 1 && found[0].contains("pictures that never were"))
  }

  @Test("a removed picture with a vector")
  func removed() throws {
    let found = try problems { index, transaction in
      var totals = try transaction.totals(of: index.environment)
      _ = try Removal(index: index).remove([PictureID(rawValue: 1)], in: &transaction, &totals)
      try transaction.setTotals(totals, of: index.environment)
    }
    #expect(found.contains("picture 1 was removed and has a vector"))
  }

  @Test("a scale that no vector has, and numbers without a scale", arguments: [Float.nan, -1, .infinity, 0])
  func scales(scale: Float) throws {
    let found = try problems { index, transaction in
      var bytes = try rows(index)
      let place = bytes.count - 4
      bytes.replaceSubrange(place..., with: scale.bitPattern.littleEndianBytes)
      try transaction.putSealed(.vectors, of: index.environment, 0, bytes)
    }
    #expect(found.first?.hasPrefix(scale == 0 ? "picture 5 has numbers" : "the vector of picture 5") == true)
    #expect(found.last == "5 pictures are said to have a vector, and 4 have one")
  }

  @Test("settings that cannot be read, or are missing")
  func settings() throws {
    let strange = try problems { index, transaction in
      try transaction.putSealed(
        .meta, of: index.environment, Array("channel".utf8), Array("dimension=0\n".utf8))
    }
    #expect(strange.count == 1 && strange[0].contains("settings of its vectors cannot be read"))
    let missing = try problems { index, transaction in
      try transaction.delete(index.environment.table(.meta), Array("channel".utf8))
    }
    #expect(missing == ["there are vectors, and nothing says what they come from"])
  }

  @Test("another number of vectors than there are")
  func count() throws {
    let found = try problems { index, transaction in
      try transaction.setVectorCount(7, of: .pictures, in: index.environment)
    }
    #expect(found == ["7 pictures are said to have a vector, and 5 have one"])
  }
}
