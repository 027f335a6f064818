import Core

/// The header of a projection file, behind what all files of sections begin with. docs/format.md says what each number is.
struct ProjectionFileHeader: Equatable {
  static let format = SectionedFormat(
    magic: "SLPROJ1\n", version: 1, noun: "projection file", command: "build-projection")

  /// Where vectors come from. The numbers are part of the format.
  enum Source: UInt32, CaseIterable {
    case network = 0
    case vlad
    case fisher
    case sparse
    case triangulation
    case drawings

    /// Whether vectors come from local descriptors.
    var isLocal: Bool { self != .network && self != .drawings }
  }

  var source: UInt32
  /// Numbers of a local descriptor, before and behind its reduction; 0 for networks and drawings.
  var descriptorDimension: UInt32
  var reducedDimension: UInt32
  /// 0 for networks and drawings.
  var wordCount: UInt32
  /// Numbers of the long vector, and of the short one.
  var inputDimension: UInt32
  var dimension: UInt32
  var sectionCount: UInt32
  var fingerprint: FileFingerprint

  /// The format's own numbers, from byte 32.
  var encoded: [UInt8] {
    var bytes: [UInt8] = []
    for number in [sectionCount] + counts + [0] { bytes.append(number: number) }
    bytes.append(number: fingerprint.high)
    bytes.append(number: fingerprint.low)
    return bytes
  }

  /// What says how the sections are to be read.
  var counts: [UInt32] {
    [source, descriptorDimension, reducedDimension, wordCount, inputDimension, dimension]
  }

  init(counts: [UInt32], sectionCount: Int, fingerprint: FileFingerprint) {
    precondition(counts.count == 6)
    (source, descriptorDimension, reducedDimension) = (counts[0], counts[1], counts[2])
    (wordCount, inputDimension, dimension) = (counts[3], counts[4], counts[5])
    self.sectionCount = UInt32(sectionCount)
    self.fingerprint = fingerprint
  }

  /// Reads the header of a whole file, and refuses what is none or of another version or length, or whose numbers make no sense.
  init(of file: UnsafeRawBufferPointer) throws(GlobalModelError) {
    try GlobalModelError.of { () throws(SectionedFileError) in try Self.format.checkBeginning(of: file) }
    let numbers = (0..<8).map { file.loadUnaligned(fromByteOffset: 32 + 4 * $0, as: UInt32.self) }
    self.init(
      counts: Array(numbers[1...6]), sectionCount: Int(numbers[0]),
      fingerprint: FileFingerprint(
        high: file.loadUnaligned(fromByteOffset: 64, as: UInt64.self),
        low: file.loadUnaligned(fromByteOffset: 72, as: UInt64.self)))
    try GlobalModelError.of { () throws(SectionedFileError) in
      try Self.format.checkHeader(of: file, sectionCount: Int(numbers[0]))
    }
    guard isSensible else { throw Self.damaged("the numbers in its header") }
  }

  private static let mostNumbers: UInt32 = 1 << 20
  private static let mostWords: UInt32 = 1 << 20

  /// Counts that go together, small enough that no product of them overflows.
  private var isSensible: Bool {
    guard let source = Source(rawValue: source), (1...Self.mostNumbers).contains(inputDimension),
      (1...4096).contains(dimension)
    else { return false }
    guard source.isLocal else {
      return descriptorDimension == 0 && reducedDimension == 0 && wordCount == 0
    }
    guard (1...4096).contains(descriptorDimension), (1...descriptorDimension).contains(reducedDimension),
      (1...Self.mostWords).contains(wordCount)
    else { return false }
    let residuals = UInt64(wordCount) * UInt64(reducedDimension)
    switch source {
    case .network, .drawings: return false
    case .vlad: return UInt64(inputDimension) == residuals
    case .fisher: return UInt64(inputDimension) == 2 * residuals
    case .sparse: return inputDimension == wordCount
    case .triangulation: return UInt64(inputDimension) <= residuals
    }
  }

  static func damaged(_ what: String) -> GlobalModelError { GlobalModelError(format.damaged(what).message) }
}
