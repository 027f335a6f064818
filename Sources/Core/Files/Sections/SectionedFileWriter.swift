/// A column on its way into a file. Arrays are not copied.
package enum FileColumn: Sendable {
  case bytes([UInt8])
  case halves([UInt16])
  case words([UInt32])
  case numbers([Int32])
  case floats([Float])

  package func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    switch self {
    case .bytes(let array): array.withUnsafeBytes(body)
    case .halves(let array): array.withUnsafeBytes(body)
    case .words(let array): array.withUnsafeBytes(body)
    case .numbers(let array): array.withUnsafeBytes(body)
    case .floats(let array): array.withUnsafeBytes(body)
    }
  }

  package var hash: ContentHash { withUnsafeBytes { ContentHash(of: $0) } }
}

/// Turns columns into the bytes of a file: header, table, sections.
package struct SectionedFileWriter {
  private let start: [UInt8]
  private let columns: [(section: FileSection, column: FileColumn)]

  /// The columns in the order of their kinds; those that the file has not are left out. `own` are the format's numbers in the
  /// header, among them the number of columns.
  package init(format: SectionedFormat, own: [UInt8], columns: [(kind: UInt32, column: FileColumn)]) {
    var end = FileSection.tableEnd(columns.count)
    self.columns = columns.map { kind, column in
      let offset = FileSection.aligned(end)
      let byteCount = column.withUnsafeBytes(\.count)
      end = offset + byteCount
      let checksum = column.hash.checksum
      return (FileSection(kind: kind, offset: offset, byteCount: byteCount, checksum: checksum), column)
    }
    let table = self.columns.flatMap(\.section.encoded)
    let unchecked = format.header(fileByteCount: end, checksum: 0, own: own) + table
    let checksum = ContentHash(of: Array(unchecked.dropFirst(SectionedFormat.checkedFrom))).checksum
    start = format.header(fileByteCount: end, checksum: checksum, own: own) + table
  }

  /// Writes everything, column by column.
  package func write(to file: ReplacementFile) throws(FileError) {
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
