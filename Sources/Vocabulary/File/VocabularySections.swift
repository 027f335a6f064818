import Core

/// The sections of a whole file in memory, all of whose counts, places and checksums were looked at.
struct VocabularySections {
  let header: VocabularyHeader
  private let sections: FileSections

  /// More than any descriptor in use has; sums of 32 bits hold the products of so many bytes.
  private static let largestDimension = 4096
  private static let largestWordCount = 1 << 30

  init(of file: UnsafeRawBufferPointer) throws(VocabularyError) {
    header = try VocabularyHeader(of: file)
    try Self.checkHeader(header, of: file)
    let header = header
    let expected = VocabularySection.Kind.allCases.map {
      FileSections.Expected(kind: $0.rawValue, name: $0.name, byteCount: $0.byteCount(in: header))
    }
    sections = try VocabularyError.of { () throws(SectionedFileError) in
      try FileSections(
        of: file, format: VocabularyHeader.format, count: Int(header.sectionCount), expecting: expected)
    }
  }

  /// Empty for a section that the file has not.
  subscript(kind: VocabularySection.Kind) -> UnsafeRawBufferPointer { sections[kind.rawValue] }

  /// The checksum first: after it, numbers that make no sense come from a program at fault.
  private static func checkHeader(
    _ header: VocabularyHeader, of file: UnsafeRawBufferPointer
  ) throws(VocabularyError) {
    try VocabularyError.of { () throws(SectionedFileError) in
      try VocabularyHeader.format.checkHeader(of: file, sectionCount: Int(header.sectionCount))
    }
    guard (1...largestWordCount).contains(Int(header.wordCount)),
      (1...largestDimension).contains(Int(header.dimension)), header.cellCount <= header.wordCount,
      header.bitCount == 0 || Int(header.bitCount) == HammingProjection.bitCount,
      header.centreScale.isFinite, header.centreScale > 0, Int(exactly: header.pictureCount) != nil
    else { throw VocabularyHeader.damaged("the numbers in its header") }
  }
}
