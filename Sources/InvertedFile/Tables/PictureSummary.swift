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

/// Stored as content (high, low), length of the file, width, height, features, and the name to the end.
extension PictureSummary {
  private static let fixedByteCount = 36

  var encoded: [UInt8] {
    var bytes: [UInt8] = []
    for number in [content.high, content.low, UInt64(fileByteCount)] {
      withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
    for number in [width, height, featureCount] {
      withUnsafeBytes(of: UInt32(number).littleEndian) { bytes.append(contentsOf: $0) }
    }
    return bytes + Array(name.utf8)
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
    guard let name = String(validating: bytes, as: UTF8.self), let length = Int(exactly: long(16)) else {
      throw .damaged("the record of a picture has no name")
    }
    self.init(
      name: name, content: ContentID(high: long(0), low: long(8)), fileByteCount: length,
      width: short(24), height: short(28), featureCount: short(32))
  }
}
