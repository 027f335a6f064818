import Core
import Foundation

@testable import Vocabulary

/// Descriptors and vocabularies from a seed, and a folder for files.
enum Sample {
  /// Descriptors around centres, in order of no meaning, with the word of each.
  static func descriptors(
    _ count: Int, around centres: Centres, spread: Double, seed: UInt64
  ) -> (rows: Matrix<UInt8>, words: [UInt32]) {
    var generator = SeededGenerator(seed: seed)
    var rows = Matrix<UInt8>(columnCount: centres.dimension)
    var words: [UInt32] = []
    for _ in 0..<count {
      let word = generator.index(below: centres.count)
      rows.append(row: centres.rows[word].map { clipped(Double($0) + spread * generator.normal()) })
      words.append(UInt32(word))
    }
    return (rows, words)
  }

  static func centres(_ count: Int, dimension: Int, seed: UInt64) -> Centres {
    var generator = SeededGenerator(seed: seed)
    let bytes = (0..<count * dimension).map { _ in clipped(80 + 35 * generator.normal()) }
    return Centres(rows: Matrix(columnCount: dimension, elements: bytes))
  }

  private static func clipped(_ value: Double) -> UInt8 { UInt8(min(255, max(0, value.rounded()))) }

  /// A complete vocabulary whose every byte is known.
  static func builder(words: Int = 6, dimension: Int = 5, cells: Int = 2) -> VocabularyBuilder {
    let centres = centres(words, dimension: dimension, seed: 7)
    let projection = HammingProjection(dimension: dimension, seed: 8)
    let (rows, assignment) = descriptors(20 * words, around: centres, spread: 9, seed: 9)
    let recipe = Recipe([Property("detector", "hessian-affine"), Property("descriptor", "rootsift")])
    var builder = VocabularyBuilder(
      recipe: recipe, centres: centres, documentFrequencies: (0..<words).map { UInt32($0 % 9) },
      pictureCount: 9)
    builder.hamming = (
      projection,
      HammingMedians.train(
        descriptors: rows, assignment: assignment, centres: centres, projection: projection, jobs: 1)
    )
    builder.structure = TwoLevelStructure(
      cellCentres: Matrix(
        columnCount: dimension, elements: Array(centres.rows.elements.prefix(cells * dimension))),
      cellStarts: (0...cells).map { UInt32($0 * words / cells) }, members: (0..<UInt32(words)).reversed())
    builder.training = [Property("seed", "1"), Property("source", "two\nlines")]
    return builder
  }
}
