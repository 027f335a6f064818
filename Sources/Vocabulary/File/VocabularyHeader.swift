/// The first 128 bytes of a vocabulary file. docs/format.md says what each number is.
///
/// Numbers are written as this machine has them, and a mark says in which order that was; every machine that
/// Sightline runs on today has the same.
struct VocabularyHeader: Equatable {
  static let byteCount = 128
  static let version: UInt32 = 1
  static let magic = Array("SLVOCAB\n".utf8)
  private static let byteOrderMark: UInt32 = 0x0102_0304
  /// Where what the checksum covers begins. What stands before can have only one value each.
  static let checkedFrom = 32

  var fileByteCount: UInt64
  /// Of everything from `checkedFrom` to the end of the table of sections.
  var checksum: UInt64 = 0
  var wordCount: UInt32
  var dimension: UInt32
  var cellCount: UInt32
  var bitCount: UInt32
  var sectionCount: UInt32
  var centreScale: Float
  var pictureCount: UInt64
  var fingerprint: VocabularyFingerprint

  var encoded: [UInt8] {
    var bytes = Self.magic
    Self.append(Self.version, to: &bytes)
    Self.append(Self.byteOrderMark, to: &bytes)
    Self.append(fileByteCount, to: &bytes)
    Self.append(checksum, to: &bytes)
    for number in [wordCount, dimension, cellCount, bitCount, sectionCount, centreScale.bitPattern] {
      Self.append(number, to: &bytes)
    }
    Self.append(pictureCount, to: &bytes)
    Self.append(fingerprint.high, to: &bytes)
    Self.append(fingerprint.low, to: &bytes)
    return bytes + [UInt8](repeating: 0, count: Self.byteCount - bytes.count)
  }

  static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
  }

  /// Reads the header of a whole file, and refuses what is none or of another version or length.
  init(of file: UnsafeRawBufferPointer) throws(VocabularyError) {
    guard file.count >= Self.magic.count, file.prefix(Self.magic.count).elementsEqual(Self.magic) else {
      throw VocabularyError("is no vocabulary: give a file that `sightline build-vocabulary` has written")
    }
    guard file.count >= Self.byteCount else { throw Self.cutShort(file.count, of: nil) }
    // A file of the other byte order shows its version and its mark the other way round.
    let mark = file.loadUnaligned(fromByteOffset: 12, as: UInt32.self)
    guard mark != Self.byteOrderMark.byteSwapped else {
      throw VocabularyError(
        "was written by a machine of another byte order: build the vocabulary on this one")
    }
    guard mark == Self.byteOrderMark else { throw Self.damaged("the mark of its byte order") }
    let version = file.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
    guard version == Self.version else { throw Self.otherVersion(version) }
    fileByteCount = file.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
    guard UInt64(file.count) >= fileByteCount else { throw Self.cutShort(file.count, of: fileByteCount) }
    guard UInt64(file.count) == fileByteCount else {
      throw VocabularyError(
        "is longer than it says (\(file.count) instead of \(fileByteCount) bytes): \(Self.remedy)")
    }
    checksum = file.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
    wordCount = file.loadUnaligned(fromByteOffset: 32, as: UInt32.self)
    dimension = file.loadUnaligned(fromByteOffset: 36, as: UInt32.self)
    cellCount = file.loadUnaligned(fromByteOffset: 40, as: UInt32.self)
    bitCount = file.loadUnaligned(fromByteOffset: 44, as: UInt32.self)
    sectionCount = file.loadUnaligned(fromByteOffset: 48, as: UInt32.self)
    centreScale = Float(bitPattern: file.loadUnaligned(fromByteOffset: 52, as: UInt32.self))
    pictureCount = file.loadUnaligned(fromByteOffset: 56, as: UInt64.self)
    fingerprint = VocabularyFingerprint(
      high: file.loadUnaligned(fromByteOffset: 64, as: UInt64.self),
      low: file.loadUnaligned(fromByteOffset: 72, as: UInt64.self))
  }

  init(
    wordCount: Int, dimension: Int, cellCount: Int, bitCount: Int, centreScale: Float, pictureCount: Int,
    fingerprint: VocabularyFingerprint
  ) {
    fileByteCount = 0
    self.wordCount = UInt32(wordCount)
    self.dimension = UInt32(dimension)
    self.cellCount = UInt32(cellCount)
    self.bitCount = UInt32(bitCount)
    sectionCount = 0
    self.centreScale = centreScale
    self.pictureCount = UInt64(pictureCount)
    self.fingerprint = fingerprint
  }
}

extension VocabularyHeader {
  static let remedy = "copy it again, or build it again with `sightline build-vocabulary`"

  static func damaged(_ what: String) -> VocabularyError {
    VocabularyError("is damaged (\(what)): \(remedy)")
  }

  private static func cutShort(_ count: Int, of whole: UInt64?) -> VocabularyError {
    VocabularyError("is cut short (\(count)\(whole.map { " of \($0)" } ?? "") bytes): \(remedy)")
  }

  private static func otherVersion(_ version: UInt32) -> VocabularyError {
    VocabularyError(
      "is a vocabulary of format version \(version), and this program reads version \(Self.version): "
        + (version > Self.version ? "update Sightline, or build" : "build") + " the vocabulary again")
  }
}
