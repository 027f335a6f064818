import Core

/// Collects what a vocabulary consists of, and writes the file.
package struct VocabularyBuilder: Sendable {
  /// How the descriptors were made that the words are for.
  package var recipe: Recipe
  package var centres: Centres
  /// What a centre's byte stands for: the original number is byte · scale. 1 for descriptors that are bytes themselves.
  package var centreScale: Float = 1
  package var structure: TwoLevelStructure?
  package var hamming: (projection: HammingProjection, medians: HammingMedians)?
  /// In how many training pictures each word occurs.
  package var documentFrequencies: [UInt32]
  /// How many training pictures there were.
  package var pictureCount: Int
  /// How the training went, for people to read: words, rounds, error, seed….
  package var training: [Property] = []

  package init(recipe: Recipe, centres: Centres, documentFrequencies: [UInt32], pictureCount: Int) {
    self.recipe = recipe
    self.centres = centres
    self.documentFrequencies = documentFrequencies
    self.pictureCount = pictureCount
  }

  /// Learns what signatures take, from descriptors and the word that each of them was given to.
  package mutating func learnSignatures(
    from descriptors: Matrix<UInt8>, assignment: [UInt32], seed: UInt64, jobs: Int
  ) {
    let projection = HammingProjection(dimension: descriptors.columnCount, seed: seed)
    let medians = HammingMedians.train(
      descriptors: descriptors, assignment: assignment, centres: centres, projection: projection, jobs: jobs)
    hamming = (projection, medians)
  }

  /// Writes the file at `path`, whole or not at all, and onto the disk. An older file stays until the new one is
  /// complete.
  package func write(toPath path: String) throws(VocabularyError) {
    checkLengths()
    do {
      // The place first: hashing a large vocabulary for a folder that is closed would be for nothing.
      let file = try ReplacementFile(path: path, durable: true)
      try VocabularyWriter(header: header, columns: columns).write(to: file)
      try file.finish()
    } catch {
      throw VocabularyError(error)
    }
  }

  /// Thirty-two hexadecimal digits; see `Vocabulary.fingerprint`.
  package var fingerprint: String { header.fingerprint.hexadecimal }

  /// What the parts say of each other must agree.
  private func checkLengths() {
    precondition(centres.count > 0, "a vocabulary has words")
    precondition(documentFrequencies.count == centres.count, "one document frequency for each word")
    precondition(
      documentFrequencies.allSatisfy { $0 <= pictureCount }, "no word is in more pictures than there are")
    precondition(centreScale.isFinite && centreScale > 0, "the scale is a number above zero")
    if let structure {
      precondition(
        structure.members.count == centres.count && structure.cellStarts.count == structure.cellCount + 1,
        "the structure is that of these centres")
    }
    if let hamming {
      precondition(
        hamming.medians.wordCount == centres.count && hamming.projection.dimension == centres.dimension,
        "the medians are those of these centres")
    }
  }

  private var header: VocabularyHeader {
    VocabularyHeader(
      wordCount: centres.count, dimension: centres.dimension, cellCount: structure?.cellCount ?? 0,
      bitCount: hamming == nil ? 0 : HammingProjection.bitCount, centreScale: centreScale,
      pictureCount: pictureCount,
      fingerprint: VocabularyFingerprint(
        wordCount: centres.count, dimension: centres.dimension, centreScale: centreScale,
        parts: columns.filter { Self.identifying.contains($0.kind) }.map(\.column.hash)))
  }

  /// The sections that decide words and signatures.
  private static let identifying: Set<VocabularySection.Kind> = [
    .recipe, .centres, .projection, .medianScales, .medianLevels,
  ]

  private var columns: [(kind: VocabularySection.Kind, column: VocabularyColumn)] {
    var columns: [(kind: VocabularySection.Kind, column: VocabularyColumn)] = [
      (.recipe, .bytes(Array(recipe.entries.lines.utf8))),
      (.training, .bytes(Array(training.lines.utf8))),
      (.centres, .bytes(centres.rows.elements)),
    ]
    if let structure {
      columns += [
        (.cellCentres, .bytes(structure.cellCentres.elements)), (.cellStarts, .words(structure.cellStarts)),
        (.members, .words(structure.members)),
      ]
    }
    if let (projection, medians) = hamming {
      columns += [
        (.projection, .bytes(projection.rows.map { UInt8(bitPattern: $0) })),
        (.medianScales, .numbers(medians.offsets + medians.steps)), (.medianLevels, .bytes(medians.levels)),
      ]
    }
    return columns + [(.documentFrequencies, .words(documentFrequencies))]
  }
}
