import Core

/// One line of the table behind the header: where a section lies and what its bytes hash to.
struct VocabularySection: Equatable {
  /// The numbers are part of the format. Sections are in this order in the file.
  enum Kind: UInt32, CaseIterable {
    case recipe = 1
    case training
    case centres
    case cellCentres
    case cellStarts
    case members
    case projection
    case medianScales
    case medianLevels
    case documentFrequencies
  }

  static let entryByteCount = 32
  /// Sections begin at multiples of this: a line of the processor's cache, and enough for any instruction.
  static let alignment = 64

  var kind: Kind
  var offset: Int
  var byteCount: Int
  var checksum: UInt64

  var end: Int { offset + byteCount }

  var encoded: [UInt8] {
    var bytes: [UInt8] = []
    VocabularyHeader.append(kind.rawValue, to: &bytes)
    VocabularyHeader.append(UInt32(0), to: &bytes)
    VocabularyHeader.append(UInt64(offset), to: &bytes)
    VocabularyHeader.append(UInt64(byteCount), to: &bytes)
    VocabularyHeader.append(checksum, to: &bytes)
    return bytes
  }

  static func aligned(_ offset: Int) -> Int { (offset + alignment - 1) / alignment * alignment }
}

extension VocabularySection.Kind {
  /// How the section is called in messages.
  var name: String {
    switch self {
    case .recipe: "the recipe"
    case .training: "the training summary"
    case .centres: "the centres"
    case .cellCentres, .cellStarts, .members: "the search structure"
    case .projection: "the projection"
    case .medianScales, .medianLevels: "the medians"
    case .documentFrequencies: "the document frequencies"
    }
  }

  /// How long the section is for these counts: 0 where it must not exist, `nil` where any length will do.
  func byteCount(in header: VocabularyHeader) -> Int? {
    let (words, dimension) = (Int(header.wordCount), Int(header.dimension))
    let (cells, bits) = (Int(header.cellCount), Int(header.bitCount))
    switch self {
    case .recipe, .training: return nil
    case .centres: return words * dimension
    case .cellCentres: return cells * dimension
    case .cellStarts: return cells == 0 ? 0 : (cells + 1) * 4
    case .members: return cells == 0 ? 0 : words * 4
    case .projection: return bits * dimension
    case .medianScales: return bits * 8
    case .medianLevels: return words * bits
    case .documentFrequencies: return words * 4
    }
  }
}
