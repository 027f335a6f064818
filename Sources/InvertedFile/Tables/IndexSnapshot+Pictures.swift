import Storage

/// Finding pictures, and what is known of each.
extension IndexSnapshot {
  /// The picture of a name.
  package func picture(named name: String) throws(StorageError) -> PictureID? {
    try transaction.picture(named: name, in: environment)
  }

  /// The pictures with this content, in the order of their ids.
  package func pictures(withContent content: ContentID) throws(StorageError) -> [PictureID] {
    var cursor = try transaction.cursor(environment.table(.contents))
    var found: [PictureID] = []
    var isThere = try cursor.seek(content.bytes)
    while isThere, let id = ContentKey.picture(in: cursor.keyBytes, of: content) {
      found.append(id)
      isThere = try cursor.next()
    }
    return found
  }

  /// `nil` for a picture that was removed, or never was.
  package func summary(of picture: PictureID) throws(StorageError) -> PictureSummary? {
    try transaction.entry(of: picture, in: environment)?.summary
  }

  /// Every picture, in the order of ids.
  package func forEachPicture(
    _ body: (PictureID, PictureSummary) throws(StorageError) -> Void
  ) throws(StorageError) {
    var cursor = try transaction.cursor(environment.table(.pictures))
    while try cursor.next() {
      let entry = try cursor.value.withUnsafeBytes { (bytes) throws(StorageError) in
        try PictureEntry(sealed: bytes, in: environment)
      }
      try body(PictureID(rawValue: UInt32(truncatingIfNeeded: cursor.key)), entry.summary)
    }
  }
}

extension Transaction where Self: ~Copyable {
  func picture(named name: String, in environment: Environment) throws(StorageError) -> PictureID? {
    guard !name.isEmpty, let payload = try payload(.names, of: environment, NameKey.of(name)) else {
      return nil
    }
    guard payload.count == 4 else {
      throw .damaged("the entry of a name has another length", in: environment.folder)
    }
    return PictureID(
      rawValue: payload.enumerated().reduce(0) { $0 | UInt32($1.element) << (8 * UInt32($1.offset)) })
  }

  /// `nil` for a picture that was removed, or never was.
  func entry(of picture: PictureID, in environment: Environment) throws(StorageError) -> PictureEntry? {
    guard let value = try get(environment.table(.pictures), UInt64(picture.rawValue)) else { return nil }
    return try value.withUnsafeBytes { (bytes) throws(StorageError) in
      try PictureEntry(sealed: bytes, in: environment)
    }
  }
}

extension PictureEntry {
  /// From a value with its checksum.
  init(sealed bytes: UnsafeRawBufferPointer, in environment: Environment) throws(StorageError) {
    do throws(InvertedFileError) {
      guard let payload = EntryChecksum.payload(of: bytes) else {
        throw .damaged("the record of a picture is too short")
      }
      try self.init(payload)
    } catch {
      throw StorageError(error, in: environment.folder)
    }
  }
}

/// Keys of the table of contents: the content's hash, then the picture's number with its highest byte first.
enum ContentKey {
  static func of(_ content: ContentID, _ picture: PictureID) -> [UInt8] {
    content.bytes + picture.rawValue.bigEndianBytes
  }

  /// The picture of a key, if it is one of this content.
  static func picture(in key: RawSpan, of content: ContentID) -> PictureID? {
    guard key.byteCount == ContentID.byteCount + 4 else { return nil }
    return key.withUnsafeBytes { bytes in
      guard bytes.prefix(ContentID.byteCount).elementsEqual(content.bytes) else { return nil }
      return PictureID(rawValue: bytes.dropFirst(ContentID.byteCount).reduce(0) { $0 << 8 | UInt32($1) })
    }
  }
}
