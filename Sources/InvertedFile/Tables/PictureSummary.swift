/// What is known of a picture besides its features.
package struct PictureSummary: Sendable, Equatable {
  package let name: String
  package let content: ContentID
  /// How long the file is.
  package let fileByteCount: Int
  package let width: Int
  package let height: Int
  package let featureCount: Int

  package init(
    name: String, content: ContentID, fileByteCount: Int, width: Int, height: Int, featureCount: Int
  ) {
    self.name = name
    self.content = content
    self.fileByteCount = fileByteCount
    self.width = width
    self.height = height
    self.featureCount = featureCount
  }

  init(_ picture: NewPicture) {
    self.init(
      name: picture.name, content: picture.content, fileByteCount: picture.fileByteCount,
      width: picture.width, height: picture.height, featureCount: picture.features.count)
  }
}

/// The entry of a picture: what is known of it, and where its feature record lies.
///
/// Stored as content (high, low), length of the file, place of the record, then its length, width, height, features, and the name
/// to the end.
struct PictureEntry: Equatable {
  let summary: PictureSummary
  let record: RecordPlace

  private static let fixedByteCount = 48

  init(summary: PictureSummary, record: RecordPlace) {
    self.summary = summary
    self.record = record
  }

  var encoded: [UInt8] {
    let longs = [
      summary.content.high, summary.content.low, UInt64(summary.fileByteCount), UInt64(record.offset),
    ]
    let shorts = [record.byteCount, summary.width, summary.height, summary.featureCount].map { UInt32($0) }
    return longs.flatMap(\.littleEndianBytes) + shorts.flatMap(\.littleEndianBytes) + Array(summary.name.utf8)
  }

  init(_ payload: UnsafeRawBufferPointer) throws(InvertedFileError) {
    guard payload.count > Self.fixedByteCount else { throw .damaged("the record of a picture is too short") }
    func long(_ offset: Int) -> UInt64 {
      UInt64(littleEndian: payload.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    func short(_ offset: Int) -> Int {
      Int(UInt32(littleEndian: payload.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }
    let bytes = UnsafeRawBufferPointer(rebasing: payload[Self.fixedByteCount...])
    guard let name = String(validating: bytes, as: UTF8.self), let length = Int(exactly: long(16)),
      let offset = Int(exactly: long(24)), offset < Int.max / 2
    else { throw .damaged("the record of a picture has no name") }
    record = RecordPlace(offset: offset, byteCount: short(32))
    summary = PictureSummary(
      name: name, content: ContentID(high: long(0), low: long(8)), fileByteCount: length,
      width: short(36), height: short(40), featureCount: short(44))
  }
}
