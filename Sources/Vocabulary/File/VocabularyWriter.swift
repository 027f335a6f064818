import Core

typealias VocabularyColumn = FileColumn

/// Turns columns into the bytes of a file: header, table, sections.
struct VocabularyWriter {
  private let writer: SectionedFileWriter

  /// The columns in the order of their kinds; those that the vocabulary has not are left out.
  init(header: VocabularyHeader, columns: [(kind: VocabularySection.Kind, column: VocabularyColumn)]) {
    var header = header
    header.sectionCount = UInt32(columns.count)
    writer = SectionedFileWriter(
      format: VocabularyHeader.format, own: header.encoded,
      columns: columns.map { (kind: $0.kind.rawValue, column: $0.column) })
  }

  /// Writes everything, column by column.
  func write(to file: ReplacementFile) throws(FileError) {
    try writer.write(to: file)
  }
}
