import Core

/// The sections of a whole file in memory, all of whose counts, places and checksums were looked at.
struct VocabularySections {
  let header: VocabularyHeader
  private let file: UnsafeRawBufferPointer
  private let sections: [VocabularySection]

  /// More than any descriptor in use has; sums of 32 bits hold the products of so many bytes.
  private static let largestDimension = 4096
  private static let largestWordCount = 1 << 30

  init(of file: UnsafeRawBufferPointer) throws(VocabularyError) {
    self.file = file
    header = try VocabularyHeader(of: file)
    try Self.checkHeader(header, of: file)
    sections = try Self.table(of: file, count: Int(header.sectionCount))
    try checkPlaces()
    try checkContents()
  }

  /// Empty for a section that the file has not.
  subscript(kind: VocabularySection.Kind) -> UnsafeRawBufferPointer {
    guard let section = sections.first(where: { $0.kind == kind }) else {
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    return UnsafeRawBufferPointer(rebasing: file[section.offset..<section.end])
  }

  private static func tableEnd(_ sectionCount: Int) -> Int {
    VocabularyHeader.byteCount + sectionCount * VocabularySection.entryByteCount
  }

  /// The checksum first: after it, numbers that make no sense come from a program at fault.
  private static func checkHeader(
    _ header: VocabularyHeader, of file: UnsafeRawBufferPointer
  ) throws(VocabularyError) {
    let end = tableEnd(Int(header.sectionCount))
    guard end <= file.count else { throw VocabularyHeader.damaged("its table of sections") }
    let checked = UnsafeRawBufferPointer(rebasing: file[VocabularyHeader.checkedFrom..<end])
    guard ContentHash(of: checked).checksum == header.checksum else {
      throw VocabularyHeader.damaged("the checksum of its header is another")
    }
    guard (1...largestWordCount).contains(Int(header.wordCount)),
      (1...largestDimension).contains(Int(header.dimension)), header.cellCount <= header.wordCount,
      header.bitCount == 0 || Int(header.bitCount) == HammingProjection.bitCount,
      header.centreScale.isFinite, header.centreScale > 0, Int(exactly: header.pictureCount) != nil
    else { throw VocabularyHeader.damaged("the numbers in its header") }
  }

  /// The lines of the table: known kinds in rising order.
  private static func table(
    of file: UnsafeRawBufferPointer, count: Int
  ) throws(VocabularyError) -> [VocabularySection] {
    var sections: [VocabularySection] = []
    for index in 0..<count {
      let start = tableEnd(index)
      guard
        let kind = VocabularySection.Kind(
          rawValue: file.loadUnaligned(fromByteOffset: start, as: UInt32.self)),
        kind.rawValue > sections.last?.kind.rawValue ?? 0,
        let offset = Int(exactly: file.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self)),
        let byteCount = Int(exactly: file.loadUnaligned(fromByteOffset: start + 16, as: UInt64.self))
      else { throw VocabularyHeader.damaged("its table of sections") }
      let checksum = file.loadUnaligned(fromByteOffset: start + 24, as: UInt64.self)
      sections.append(VocabularySection(kind: kind, offset: offset, byteCount: byteCount, checksum: checksum))
    }
    return sections
  }

  /// Every section follows the one before at the next aligned place, has the length that the counts demand, and
  /// the last one ends the file.
  private func checkPlaces() throws(VocabularyError) {
    var end = Self.tableEnd(sections.count)
    for kind in VocabularySection.Kind.allCases {
      let section = sections.first { $0.kind == kind }
      let wanted = kind.byteCount(in: header)
      guard let section else {
        guard wanted == 0 else { throw VocabularyHeader.damaged("\(kind.name) missing") }
        continue
      }
      let isEmptyByRight = wanted == nil && section.byteCount == 0
      guard section.byteCount == wanted ?? section.byteCount, section.byteCount > 0 || isEmptyByRight,
        section.offset == VocabularySection.aligned(end), section.offset <= file.count,
        section.byteCount <= file.count - section.offset
      else { throw VocabularyHeader.damaged("the place of \(kind.name)") }
      guard file[end..<section.offset].allSatisfy({ $0 == 0 }) else {
        throw VocabularyHeader.damaged("the gap before \(kind.name)")
      }
      end = section.end
    }
    guard end == file.count else { throw VocabularyHeader.damaged("bytes behind its last section") }
  }

  private func checkContents() throws(VocabularyError) {
    for section in sections {
      guard ContentHash(of: self[section.kind]).checksum == section.checksum else {
        throw VocabularyHeader.damaged("the checksum of \(section.kind.name) is another")
      }
    }
  }
}
