import Core

/// From the sections of a file to what they mean. Their lengths agree with the header and their checksums with their
/// bytes; what is looked at here is whether the numbers in them make sense, so that none is used as an index before.
enum VocabularyReading {
  static func properties(
    _ sections: VocabularySections, _ kind: VocabularySection.Kind
  ) throws(VocabularyError) -> [Property] {
    guard let properties = [Property](lines: sections[kind]) else {
      throw VocabularyHeader.damaged("\(kind.name) cannot be read")
    }
    return properties
  }

  static func structure(_ sections: VocabularySections) throws(VocabularyError) -> TwoLevelStructure? {
    let header = sections.header
    guard header.cellCount > 0 else { return nil }
    let starts = Array(sections[.cellStarts].bindMemory(to: UInt32.self))
    let members = Array(sections[.members].bindMemory(to: UInt32.self))
    guard starts.first == 0, starts.last == header.wordCount, zip(starts, starts.dropFirst()).allSatisfy(<=),
      isPermutation(members)
    else { throw VocabularyHeader.damaged("the search structure does not hold every word once") }
    let centres = Matrix(columnCount: Int(header.dimension), elements: Array(sections[.cellCentres]))
    return TwoLevelStructure(cellCentres: centres, cellStarts: starts, members: members)
  }

  private static func isPermutation(_ members: [UInt32]) -> Bool {
    var seen = [Bool](repeating: false, count: members.count)
    for member in members {
      guard member < seen.count, !seen[Int(member)] else { return false }
      seen[Int(member)] = true
    }
    return true
  }

  /// The medians stay in the file, which `owner` keeps.
  static func hamming(
    _ sections: VocabularySections, owner: MappedFile
  ) throws(VocabularyError) -> HammingEmbedding? {
    let bits = Int(sections.header.bitCount)
    guard bits > 0 else { return nil }
    let scales = Array(sections[.medianScales].bindMemory(to: Int32.self))
    let (offsets, steps) = (Array(scales.prefix(bits)), Array(scales.suffix(bits)))
    // Coordinates stay below 2³⁰ in size, and so must offset + 255 · step.
    guard offsets.allSatisfy({ $0.magnitude < 1 << 30 }), steps.allSatisfy({ 1..<1 << 22 ~= $0 }),
      let levels = sections[.medianLevels].bindMemory(to: UInt8.self).baseAddress
    else { throw VocabularyHeader.damaged("the scales of the medians") }
    let projection = HammingProjection(
      rows: sections[.projection].map { Int8(bitPattern: $0) }, dimension: Int(sections.header.dimension))
    return HammingEmbedding(
      projection: projection, offsets: offsets, steps: steps, levels: levels,
      wordCount: Int(sections.header.wordCount), owner: owner)
  }

  static func documentFrequencies(
    _ sections: VocabularySections
  ) throws(VocabularyError) -> UnsafeRawBufferPointer {
    let bytes = sections[.documentFrequencies]
    let most = bytes.bindMemory(to: UInt32.self).max() ?? 0
    guard UInt64(most) <= sections.header.pictureCount else {
      throw VocabularyHeader.damaged("a word in more pictures than there were")
    }
    return bytes
  }
}
