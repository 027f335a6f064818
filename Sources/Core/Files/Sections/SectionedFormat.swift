/// Files of columns: a header of 128 bytes, a table of sections, and the sections (docs/format.md).
///
/// The header's first 32 bytes are the same in all such formats: magic, version, mark of the byte order, length, and a checksum of everything from
/// there to the end of the table. The rest of it holds the format's own numbers. Numbers are written as this machine has them, and the mark
/// says in which order that was; every machine that Sightline runs on today has the same.
package struct SectionedFormat: Sendable {
  package static let headerByteCount = 128
  /// Where what the checksum covers begins. What stands before can have only one value each.
  package static let checkedFrom = 32
  private static let byteOrderMark: UInt32 = 0x0102_0304

  /// Eight bytes.
  package let magic: [UInt8]
  package let version: UInt32
  /// What such a file is: "vocabulary".
  package let noun: String
  /// What writes such files: "build-vocabulary".
  package let command: String

  /// - Precondition: the magic is eight bytes.
  package init(magic: String, version: UInt32, noun: String, command: String) {
    self.magic = Array(magic.utf8)
    precondition(self.magic.count == 8, "a magic of eight bytes")
    self.version = version
    self.noun = noun
    self.command = command
  }

  /// The header: the common beginning, the format's own numbers, zeros.
  package func header(fileByteCount: Int, checksum: UInt64, own: [UInt8]) -> [UInt8] {
    var bytes = magic
    bytes.append(number: version)
    bytes.append(number: Self.byteOrderMark)
    bytes.append(number: UInt64(fileByteCount))
    bytes.append(number: checksum)
    bytes += own
    precondition(bytes.count <= Self.headerByteCount, "a header of another length")
    return bytes + [UInt8](repeating: 0, count: Self.headerByteCount - bytes.count)
  }

  /// Refuses a file that is none of this format, of another version, or of another length than it says.
  package func checkBeginning(of file: UnsafeRawBufferPointer) throws(SectionedFileError) {
    guard file.count >= magic.count, file.prefix(magic.count).elementsEqual(magic) else {
      throw SectionedFileError("is no \(noun): give a file that `sightline \(command)` has written")
    }
    guard file.count >= Self.headerByteCount else { throw cutShort(file.count, of: nil) }
    // A file of the other byte order shows its version and its mark the other way round.
    let mark = file.loadUnaligned(fromByteOffset: 12, as: UInt32.self)
    guard mark != Self.byteOrderMark.byteSwapped else {
      throw SectionedFileError(
        "was written by a machine of another byte order: build the \(noun) on this one")
    }
    guard mark == Self.byteOrderMark else { throw damaged("the mark of its byte order") }
    let version = file.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
    guard version == self.version else { throw otherVersion(version) }
    let wanted = file.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
    guard UInt64(file.count) >= wanted else { throw cutShort(file.count, of: wanted) }
    guard UInt64(file.count) == wanted else {
      throw SectionedFileError("is longer than it says (\(file.count) instead of \(wanted) bytes): \(remedy)")
    }
  }

  /// Refuses a header or table whose checksum is another. After it, numbers that make no sense come from a program at fault.
  package func checkHeader(of file: UnsafeRawBufferPointer, sectionCount: Int) throws(SectionedFileError) {
    let end = FileSection.tableEnd(sectionCount)
    guard end <= file.count else { throw damaged("its table of sections") }
    let checked = UnsafeRawBufferPointer(rebasing: file[Self.checkedFrom..<end])
    guard ContentHash(of: checked).checksum == file.loadUnaligned(fromByteOffset: 24, as: UInt64.self) else {
      throw damaged("the checksum of its header is another")
    }
  }

  package func damaged(_ what: String) -> SectionedFileError {
    SectionedFileError("is damaged (\(what)): \(remedy)")
  }

  private var remedy: String { "copy it again, or build it again with `sightline \(command)`" }

  private func cutShort(_ count: Int, of whole: UInt64?) -> SectionedFileError {
    SectionedFileError("is cut short (\(count)\(whole.map { " of \($0)" } ?? "") bytes): \(remedy)")
  }

  private func otherVersion(_ other: UInt32) -> SectionedFileError {
    SectionedFileError(
      "is a \(noun) of format version \(other), and this program reads version \(version): "
        + (other > version ? "update Sightline, or build" : "build") + " the \(noun) again")
  }
}

/// What is wrong with a file of sections, as a sentence behind its path that says what to do.
package struct SectionedFileError: Error, Sendable, Equatable {
  package let message: String

  package init(_ message: String) {
    self.message = message
  }
}

extension [UInt8] {
  /// Appends a number as this machine has it in memory.
  package mutating func append(number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number) { append(contentsOf: $0) }
  }
}
