import Core

/// The first 128 bytes of a vocabulary file, behind what all files of sections begin with. docs/format.md says what each number is.
struct VocabularyHeader: Equatable {
  static let format = SectionedFormat(
    magic: "SLVOCAB\n", version: 1, noun: "vocabulary", command: "build-vocabulary")
  static let byteCount = SectionedFormat.headerByteCount
  static let checkedFrom = SectionedFormat.checkedFrom

  var wordCount: UInt32
  var dimension: UInt32
  var cellCount: UInt32
  var bitCount: UInt32
  var sectionCount: UInt32
  var centreScale: Float
  var pictureCount: UInt64
  var fingerprint: VocabularyFingerprint

  /// The vocabulary's own numbers, from byte 32.
  var encoded: [UInt8] {
    var bytes: [UInt8] = []
    for number in [wordCount, dimension, cellCount, bitCount, sectionCount, centreScale.bitPattern] {
      bytes.append(number: number)
    }
    bytes.append(number: pictureCount)
    bytes.append(number: fingerprint.high)
    bytes.append(number: fingerprint.low)
    return bytes
  }

  /// Reads the header of a whole file, and refuses what is none or of another version or length.
  init(of file: UnsafeRawBufferPointer) throws(VocabularyError) {
    try VocabularyError.of { () throws(SectionedFileError) in try Self.format.checkBeginning(of: file) }
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
    self.wordCount = UInt32(wordCount)
    self.dimension = UInt32(dimension)
    self.cellCount = UInt32(cellCount)
    self.bitCount = UInt32(bitCount)
    sectionCount = 0
    self.centreScale = centreScale
    self.pictureCount = UInt64(pictureCount)
    self.fingerprint = fingerprint
  }

  static func damaged(_ what: String) -> VocabularyError { VocabularyError(format.damaged(what).message) }
}
