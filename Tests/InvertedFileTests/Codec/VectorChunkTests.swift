import Core
import Testing

@testable import InvertedFile

@Suite("Chunks of vectors")
struct VectorChunkTests {
  @Test(
    "so many rows lie together, for ever",
    arguments: [(1, 24_572), (24, 3949), (64, 1867), (128, 496), (512, 246), (1280, 51), (2048, 63)])
  func capacity(dimension: Int, rows: Int) {
    #expect(VectorLayout(dimension: dimension).capacity == rows)
  }

  @Test(
    "a full chunk fills its pages but for less than one row", arguments: [1, 24, 128, 512, 1280, 2048, 4096])
  func filling(dimension: Int) {
    let layout = VectorLayout(dimension: dimension)
    let byteCount = layout.capacity * layout.rowByteCount + 16 + EntryChecksum.byteCount
    let pages = (byteCount + 4095) / 4096
    #expect((16...32).contains(pages))
    #expect(pages * 4096 - byteCount < layout.rowByteCount)
  }

  @Test("what was put into rows is shown by the view of their bytes")
  func roundTrip() throws {
    let vectors = RandomVectors.make(3, seed: 1)
    let layout = VectorLayout(dimension: RandomVectors.dimension)
    var rows = VectorRows(dimension: RandomVectors.dimension)
    rows.set(0, vectors[0])
    rows.set(4, vectors[1])
    rows.set(2, vectors[2])
    rows.set(0, nil)
    #expect(rows.gain == 2)
    var bytes = rows.encoded
    EntryChecksum.append(to: &bytes, table: 10, key: 2)
    try bytes.withUnsafeBytes { bytes in
      let chunk = try VectorChunk(bytes, number: 2, layout: layout)
      #expect(chunk.firstPicture == UInt32(2 * layout.capacity))
      #expect((0..<chunk.count).map(chunk.vector) == [nil, nil, vectors[2], nil, vectors[1]])
      #expect(chunk.numbers(0).allSatisfy { $0 == 0 })
      #expect(Array(chunk.rows.suffix(RandomVectors.dimension)) == vectors[1].numbers)
    }
  }

  @Test("bytes of a length that no rows have are refused, and so are more rows than a chunk has")
  func lengths() {
    let layout = VectorLayout(dimension: 24)
    for byteCount in [0, 3, 4, 31, 33, (layout.capacity + 1) * 28 + 4] {
      let bytes = [UInt8](repeating: 0, count: byteCount)
      #expect(throws: InvertedFileError.self, "\(byteCount) bytes") {
        try bytes.withUnsafeBytes { _ = try VectorChunk($0, number: 0, layout: layout) }
      }
    }
    let one = [UInt8](repeating: 0, count: 32)
    #expect(throws: InvertedFileError.self) {
      try one.withUnsafeBytes { _ = try VectorChunk($0, number: 1 << 40, layout: layout) }
    }
  }

  @Test("a scale that no vector has counts as none", arguments: [-1, Float.nan, .infinity, 0])
  func scales(scale: Float) throws {
    var bytes: [UInt8] = [1, 2]
    bytes += scale.bitPattern.littleEndianBytes + [0, 0, 0, 0]
    try bytes.withUnsafeBytes { bytes in
      let chunk = try VectorChunk(bytes, number: 0, layout: VectorLayout(dimension: 2))
      #expect(chunk.count == 1 && chunk.scale(0) == 0 && chunk.vector(0) == nil)
    }
  }
}
