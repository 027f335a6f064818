/// Some of the postings of one word, as they are stored: a view of bytes that somebody else keeps.
///
/// A posting is one feature: the id of its picture and its signature. Ids rise or repeat; the signatures stand in a column
/// of their own, so that a scan of them is a scan of memory. Numbers are little-endian, at any alignment:
///
///     0  UInt16  postings, at least 1
///     2  UInt8   bits of a gap between ids, 0 to 32
///     3  UInt8   bytes of a signature: 0, 8 or 16
///     4          gaps, one fewer than postings: a bit stream
///     …          signatures
///     …  UInt32  checksum of the entry
///
/// The id of the first posting is in the entry's key. The header and all lengths are checked when the view is made; from then
/// on nothing that is asked of it reads beyond the bytes, whatever they are. The checksum is not looked at here.
package struct PostingBlock {
  package static let headerByteCount = 4
  /// The most postings that a block can count.
  package static let mostPostings = Int(UInt16.max)
  package static let columnWidths = [0, 8, 16]

  package let count: Int
  package let firstPicture: UInt32
  /// Bits of a gap.
  package let gapWidth: Int
  /// Bytes of a signature: 0, 8 or 16.
  package let columnBytes: Int
  /// The signatures one behind the other, at any alignment.
  package let column: UnsafeRawBufferPointer
  let gaps: UnsafeRawBufferPointer

  /// A view of a stored value with its checksum.
  package init(_ value: UnsafeRawBufferPointer, firstPicture: UInt32) throws(InvertedFileError) {
    guard value.count >= Self.headerByteCount + EntryChecksum.byteCount else {
      throw .damaged("a block of postings is too short for its header")
    }
    let count = Int(UInt16(littleEndian: value.loadUnaligned(as: UInt16.self)))
    let (gapWidth, columnBytes) = (Int(value[2]), Int(value[3]))
    guard count > 0 else { throw .damaged("a block of postings is empty") }
    guard gapWidth <= GapCode.greatestWidth else {
      throw .damaged("a block of postings has gaps of \(gapWidth) bits")
    }
    guard Self.columnWidths.contains(columnBytes) else {
      throw .damaged("a block of postings has signatures of \(columnBytes) bytes")
    }
    let expected = Self.byteCount(count: count, gapWidth: gapWidth, columnBytes: columnBytes)
    guard value.count == expected else {
      throw .damaged("a block of postings has \(value.count) bytes instead of \(expected)")
    }
    let columnStart = Self.headerByteCount + GapCode.byteCount(count: count, width: gapWidth)
    self.count = count
    self.firstPicture = firstPicture
    self.gapWidth = gapWidth
    self.columnBytes = columnBytes
    gaps = UnsafeRawBufferPointer(rebasing: value[Self.headerByteCount..<columnStart])
    column = UnsafeRawBufferPointer(rebasing: value[columnStart..<(columnStart + count * columnBytes)])
  }

  /// Bytes of a whole value, checksum included.
  package static func byteCount(count: Int, gapWidth: Int, columnBytes: Int) -> Int {
    headerByteCount + GapCode.byteCount(count: count, width: gapWidth) + count * columnBytes
      + EntryChecksum.byteCount
  }
}

extension PostingBlock {
  /// The key of a block in its table: blocks of a word are neighbours, in the order of their pictures.
  package static func key(word: UInt32, firstPicture: UInt32) -> UInt64 {
    UInt64(word) << 32 | UInt64(firstPicture)
  }

  package static func word(ofKey key: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: key >> 32) }

  package static func firstPicture(ofKey key: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: key) }
}

extension PostingBlock {
  /// Writes the ids of all postings to `out`, which has room for `count`.
  package func decodePictures(into out: UnsafeMutablePointer<UInt32>) throws(InvertedFileError) {
    guard GapCode.read(count: count, width: gapWidth, first: firstPicture, gaps: gaps, into: out) else {
      throw .damaged("a block of postings has a picture id beyond 32 bits")
    }
  }

  package func pictures() throws(InvertedFileError) -> [UInt32] {
    let ids = [UInt32](unsafeUninitializedCapacity: count) { buffer, filled in
      guard let out = buffer.baseAddress else { return }
      let isWithin = GapCode.read(count: count, width: gapWidth, first: firstPicture, gaps: gaps, into: out)
      filled = isWithin ? count : 0
    }
    guard !ids.isEmpty else { throw .damaged("a block of postings has a picture id beyond 32 bits") }
    return ids
  }

  /// Everything that the header doesn't tell: that ids stay within 32 bits and that padding is zero.
  package func validate() throws(InvertedFileError) {
    _ = try pictures()
    guard BitStream.hasZeroPadding(count: count - 1, width: gapWidth, in: gaps) else {
      throw .damaged("a block of postings has bits between its gaps and its signatures")
    }
  }
}
