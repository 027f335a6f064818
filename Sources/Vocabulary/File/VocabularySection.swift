/// What the sections of a vocabulary file hold.
enum VocabularySection {
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
