/// The sections of a whole file in memory, all of whose places and checksums were looked at.
package struct FileSections {
  /// What a format may hold, in the order of the kinds.
  package struct Expected {
    package let kind: UInt32
    /// How the section is called in messages.
    package let name: String
    /// 0 where it must not exist, `nil` where any length will do.
    package let byteCount: Int?

    package init(kind: UInt32, name: String, byteCount: Int?) {
      self.kind = kind
      self.name = name
      self.byteCount = byteCount
    }
  }

  private let format: SectionedFormat
  private let file: UnsafeRawBufferPointer
  private let sections: [FileSection]

  /// - Precondition: the header was looked at, and its checksum.
  package init(
    of file: UnsafeRawBufferPointer, format: SectionedFormat, count: Int, expecting expected: [Expected]
  ) throws(SectionedFileError) {
    self.file = file
    self.format = format
    sections = try Self.table(of: file, format: format, count: count, kinds: Set(expected.map(\.kind)))
    try checkPlaces(expected)
    try checkContents(expected)
  }

  /// Empty for a section that the file has not.
  package subscript(kind: UInt32) -> UnsafeRawBufferPointer {
    guard let section = sections.first(where: { $0.kind == kind }) else {
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    return UnsafeRawBufferPointer(rebasing: file[section.offset..<section.end])
  }

  /// The lines of the table: known kinds in rising order.
  private static func table(
    of file: UnsafeRawBufferPointer, format: SectionedFormat, count: Int, kinds: Set<UInt32>
  ) throws(SectionedFileError) -> [FileSection] {
    var sections: [FileSection] = []
    for index in 0..<count {
      guard let section = FileSection(at: FileSection.tableEnd(index), in: file),
        kinds.contains(section.kind),
        section.kind > sections.last?.kind ?? 0
      else { throw format.damaged("its table of sections") }
      sections.append(section)
    }
    return sections
  }

  /// Every section follows the one before at the next aligned place, has the length that the counts demand, and
  /// the last one ends the file.
  private func checkPlaces(_ expected: [Expected]) throws(SectionedFileError) {
    var end = FileSection.tableEnd(sections.count)
    for wanted in expected {
      guard let section = sections.first(where: { $0.kind == wanted.kind }) else {
        guard wanted.byteCount == 0 else { throw format.damaged("\(wanted.name) missing") }
        continue
      }
      let isEmptyByRight = wanted.byteCount == nil && section.byteCount == 0
      guard section.byteCount == wanted.byteCount ?? section.byteCount,
        section.byteCount > 0 || isEmptyByRight,
        section.offset == FileSection.aligned(end), section.offset <= file.count,
        section.byteCount <= file.count - section.offset
      else { throw format.damaged("the place of \(wanted.name)") }
      guard file[end..<section.offset].allSatisfy({ $0 == 0 }) else {
        throw format.damaged("the gap before \(wanted.name)")
      }
      end = section.end
    }
    guard end == file.count else { throw format.damaged("bytes behind its last section") }
  }

  private func checkContents(_ expected: [Expected]) throws(SectionedFileError) {
    for section in sections {
      guard ContentHash(of: self[section.kind]).checksum == section.checksum else {
        let name = expected.first { $0.kind == section.kind }?.name ?? "a section"
        throw format.damaged("the checksum of \(name) is another")
      }
    }
  }
}
