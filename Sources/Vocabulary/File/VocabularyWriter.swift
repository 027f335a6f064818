import Core

/// A column of a vocabulary on its way into a file. Arrays are not copied.
enum VocabularyColumn {
  case bytes([UInt8])
  case words([UInt32])
  case numbers([Int32])

  func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    switch self {
    case .bytes(let array): array.withUnsafeBytes(body)
    case .words(let array): array.withUnsafeBytes(body)
    case .numbers(let array): array.withUnsafeBytes(body)
    }
  }

  var hash: ContentHash { withUnsafeBytes { ContentHash(of: $0) } }
}

/// Turns columns into the bytes of a file: header, table, sections.
struct VocabularyWriter {
  private var header: VocabularyHeader
  private let columns: [(section: VocabularySection, column: VocabularyColumn)]

  /// The columns in the order of their kinds; those that the vocabulary has not are left out.
  init(header: VocabularyHeader, columns: [(kind: VocabularySection.Kind, column: VocabularyColumn)]) {
    var end = VocabularyHeader.byteCount + columns.count * VocabularySection.entryByteCount
    self.columns = columns.map { kind, column in
      let offset = VocabularySection.aligned(end)
      let byteCount = column.withUnsafeBytes(\.count)
      end = offset + byteCount
      let checksum = column.hash.checksum
      return (VocabularySection(kind: kind, offset: offset, byteCount: byteCount, checksum: checksum), column)
    }
    self.header = header
    self.header.fileByteCount = UInt64(end)
    self.header.sectionCount = UInt32(columns.count)
    let checked = start.dropFirst(VocabularyHeader.checkedFrom)
    self.header.checksum = ContentHash(of: Array(checked)).checksum
  }

  /// Header and table.
  private var start: [UInt8] {
    header.encoded + columns.flatMap(\.section.encoded)
  }

  /// Writes everything, column by column.
  func write(to file: ReplacementFile) throws(FileError) {
    let start = start
    try file.writeAll(start)
    var end = start.count
    for (section, column) in columns {
      try file.writeAll([UInt8](repeating: 0, count: section.offset - end))
      try column.withUnsafeBytes { bytes in
        Result { () throws(FileError) in try file.writeAll(bytes) }
      }.get()
      end = section.end
    }
  }
}
