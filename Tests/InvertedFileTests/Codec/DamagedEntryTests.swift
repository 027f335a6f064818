import Core
import Testing

@testable import InvertedFile

/// Whatever the bytes are, views refuse them or stay within them: they end at a page that may not be read.
@Suite("Damaged blocks and records")
struct DamagedEntryTests {
  static let blocks: [[UInt8]] = [0, 8, 16].flatMap { columnBytes in
    [1, 2, 40].map { count in
      let pictures = PostingBlockTests.pictures(count, greatestGap: 90, first: 1000)
      return PostingBlockTests.encoded(pictures, columnBytes: columnBytes)
    }
  }

  static let records: [[UInt8]] = FeatureRecordTests.kinds.flatMap { kind in
    [0, 1, 40].map { count in
      let words = PostingBlockTests.pictures(count, greatestGap: 90, first: 1000)
      return FeatureRecordTests.encoded(words, FeatureRecordTests.geometry(count, kind), kind)
    }
  }

  /// Everything that can be asked of a block; the number of its postings, `nil` when it is refused.
  static func useBlock(_ bytes: UnsafeRawBufferPointer) throws -> Int? {
    guard let block = try? PostingBlock(bytes, firstPicture: 1000) else { return nil }
    var pictures = [UInt32](repeating: 0, count: block.count)
    let decodes = (try? block.decodePictures(into: &pictures)) != nil
    #expect(block.column.count == block.count * block.columnBytes)
    #expect(block.count * (1 + block.columnBytes) <= bytes.count + block.count)
    #expect(!decodes || zip(pictures, pictures.dropFirst()).allSatisfy { $0 <= $1 })
    if (try? block.validate()) != nil { #expect(decodes) }
    var (indices, distances) = (
      [UInt16](repeating: 0, count: block.count), [UInt8](repeating: 0, count: block.count)
    )
    if block.columnBytes == 8 {
      let near = block.postings(near: 0, threshold: 64, indices: &indices, distances: &distances)
      #expect(near == block.count)
    } else if block.columnBytes == 16 {
      let near = block.postings(near: (0, 0), threshold: 128, indices: &indices, distances: &distances)
      #expect(near == block.count)
    }
    return block.count
  }

  static func useRecord(_ bytes: UnsafeRawBufferPointer) throws -> Int? {
    guard let record = try? FeatureRecord(bytes) else { return nil }
    let words = try? record.words()
    #expect(words.map { $0.count == record.count } ?? true)
    for feature in stride(from: 0, to: record.count, by: max(1, record.count / 100)) {
      guard let bits = record.packedGeometry(of: feature), let kind = record.geometryKind else { break }
      let geometry = FeatureGeometry(packed: bits, kind, width: 640, height: 480)
      #expect(geometry.xx.isFinite && geometry.yy.isFinite)
    }
    _ = try? record.validate()
    return record.count
  }

  /// At the end of memory that may be read.
  static func atEndOfPage<R>(_ bytes: [UInt8], _ body: (UnsafeRawBufferPointer) throws -> R) throws -> R {
    try PostingKernelTests.withBytesBeforeClosedPage(bytes) {
      try body(UnsafeRawBufferPointer(start: $0, count: bytes.count))
    }
  }

  @Test("every beginning of a block or record is refused")
  func prefixes() throws {
    for (entries, use) in [(Self.blocks, Self.useBlock), (Self.records, Self.useRecord)] {
      for entry in entries {
        for count in 0..<entry.count {
          #expect(
            try Self.atEndOfPage(Array(entry[..<count]), use) == nil, "\(count) of \(entry.count) bytes")
        }
        #expect(try Self.atEndOfPage(entry, use) != nil)
        #expect(try Self.atEndOfPage(entry + [0], use) == nil, "a byte too many")
      }
    }
  }

  @Test(
    "every byte changed in every way is noticed by the checksum, and does no harm where that isn't looked at")
  func changedBytes() throws {
    for (entries, use) in [(Self.blocks, Self.useBlock), (Self.records, Self.useRecord)] {
      for entry in entries {
        let key: UInt64 = 4
        var sealed = entry
        sealed.withUnsafeMutableBytes { EntryChecksum.seal($0, table: 6, key: key) }
        for (index, flip) in Self.flips(of: sealed) {
          var changed = sealed
          changed[index] ^= flip
          try Self.atEndOfPage(changed) { bytes in
            _ = try use(bytes)
            #expect(!EntryChecksum.verifies(bytes, table: 6, key: key), "byte \(index) ^ \(flip)")
          }
        }
      }
    }
  }

  /// All 255 changes of the header's bytes, single bits of the others.
  private static func flips(of bytes: [UInt8]) -> [(index: Int, flip: UInt8)] {
    bytes.indices.flatMap { index in
      index < FeatureRecord.headerByteCount
        ? (1...255).map { (index, UInt8($0)) } : (0..<8).map { (index, UInt8(1) << UInt8($0)) }
    }
  }

  @Test("random bytes do no harm")
  func randomBytes() throws {
    var random = SeededGenerator(seed: 77)
    for _ in 0..<3000 {
      var bytes = (0..<random.index(below: 200)).map { _ in UInt8(random.index(below: 256)) }
      // A likely header, so that more than the first test is reached.
      if bytes.count > 12 { bytes.replaceSubrange(1..<4, with: [0, UInt8(random.index(below: 34)), 8]) }
      _ = try Self.atEndOfPage(bytes, Self.useBlock)
      _ = try Self.atEndOfPage(bytes, Self.useRecord)
    }
  }

  @Test("bits between the parts, and numbers beyond 32 bits, don't pass the full check")
  func fullCheck() throws {
    var block = PostingBlockTests.encoded([1000, 1000, 1005], columnBytes: 8)
    block[4] |= 0x40
    try block.withUnsafeBytes { bytes in
      let view = try PostingBlock(bytes, firstPicture: 1000)
      #expect(
        throws: InvertedFileError.damaged("a block of postings has bits between its gaps and its signatures")
      ) {
        try view.validate()
      }
      let high = try PostingBlock(bytes, firstPicture: .max - 4)
      #expect(throws: InvertedFileError.damaged("a block of postings has a picture id beyond 32 bits")) {
        try high.validate()
      }
      #expect(throws: InvertedFileError.self) { _ = try high.pictures() }
    }
    var record = FeatureRecordTests.encoded([8, 9, 10], [1, 2, 3], .upright)
    record[13 + 16] |= 0x10
    _ = record.withUnsafeBytes { bytes in
      #expect(throws: InvertedFileError.damaged("a record of features has bits behind its numbers")) {
        try FeatureRecord(bytes).validate()
      }
    }
    var empty = FeatureRecordTests.encoded([], [], nil)
    empty[4] = 1
    _ = empty.withUnsafeBytes { bytes in
      #expect(throws: InvertedFileError.self) { try FeatureRecord(bytes).validate() }
    }
  }
}
