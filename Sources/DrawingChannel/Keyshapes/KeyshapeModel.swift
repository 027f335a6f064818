import Core
import Vocabulary

/// A vocabulary of keyshapes, opened: from the lines of a picture to the row that is kept of it, and from those of a drawing to
/// what is looked for.
///
/// Safe to call from any number of threads. The same lines give the same row on each.
package final class KeyshapeModel: Sendable {
  /// Where the vocabulary is.
  package let path: String
  /// Of everything that changes rows.
  package let fingerprint: String
  package let wordCount: Int
  let likeness: KeyshapeLikeness
  private let search: ExactSearch
  private let kinds: KeyshapeKinds

  /// How keyshapes are described, as vocabularies keep it.
  package static let recipe = Recipe([
    Property("features", "keyshapes"), Property("version", "2"),
    Property("dimension", "\(KeyshapePatches.dimension)"),
  ])

  /// Opens a vocabulary, and refuses one that is not of keyshapes.
  package init(path: String) throws(VocabularyError) {
    let vocabulary = try Vocabulary.open(path)
    guard vocabulary.recipe["features"] == Self.recipe["features"] else {
      throw VocabularyError(
        path: path,
        "has words of pictures, not keyshapes; make some with `sightline build-vocabulary --keyshapes`")
    }
    if let difference = vocabulary.recipe.difference(from: Self.recipe) {
      throw VocabularyError(
        path: path,
        "has keyshapes of another kind (\(difference)); make others with `sightline build-vocabulary --keyshapes`"
      )
    }
    guard vocabulary.wordCount <= KeyshapeRow.mostWords, vocabulary.dimension == KeyshapePatches.dimension
    else {
      throw VocabularyError(
        path: path, "has \(vocabulary.wordCount) keyshapes, and at most \(KeyshapeRow.mostWords) are possible"
      )
    }
    guard let signatures = vocabulary.hamming else {
      throw VocabularyError(
        path: path, "has no signatures of keyshapes; make one with `sightline build-vocabulary --keyshapes`")
    }
    self.path = vocabulary.path
    fingerprint = "\(vocabulary.fingerprint)-\(DrawingRow.version)"
    wordCount = vocabulary.wordCount
    let centres = vocabulary.centres()
    likeness = KeyshapeLikeness(of: centres)
    search = ExactSearch(centres)
    kinds = KeyshapeKinds(signatures)
  }

  /// What is kept of a picture's lines; `nil` for none.
  package func row(of lines: LineDrawing) -> DrawingRow? {
    guard !lines.isEmpty else { return nil }
    let frame = Frame(picture: lines)
    let entries = entries(of: KeyshapePatches(of: lines, in: frame))
    let length = spread(entries).squaredLength.squareRoot()
    guard length > 0 else { return nil }
    let tally = tally(of: KeyshapePatches(of: lines, in: frame.coarser))
    return DrawingRow(keyshapes: entries, map: LineMap(of: lines), tally: tally, length: length)
  }

  /// The words of all points with their cells, each once; of too many those with most points.
  private func entries(of patches: KeyshapePatches) -> [KeyshapeRow.Entry] {
    let words = search.assign(patches.descriptors, jobs: 1).words
    var points: [KeyshapeRow.Entry: Int] = [:]
    for (place, word) in zip(patches.places, words) {
      let entry = KeyshapeRow.Entry(word: UInt8(word), at: place)
      points[entry, default: 0] += 1
    }
    let strongest = points.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return strongest.prefix(KeyshapeRow.mostEntries).map(\.key).sorted()
  }

  /// How often each kind occurs at the points and at those of the mirrored lines.
  private func tally(of patches: KeyshapePatches) -> KeyshapeTally {
    var counts = [Int](repeating: 0, count: KeyshapeTally.kindCount)
    for descriptors in [patches.descriptors, patches.mirroredDescriptors] {
      let words = search.assign(descriptors, jobs: 1).words
      for (row, word) in words.enumerated() {
        kinds.visit(descriptors[row], words: CollectionOfOne(word)) { counts[$1] += 1 }
      }
    }
    return KeyshapeTally(counts: counts)
  }

  /// The same of a drawing, whose points count for several words each.
  func softCounts(of patches: KeyshapePatches) -> [Float] {
    var counts = [Float](repeating: 0, count: KeyshapeTally.kindCount)
    for descriptors in [patches.descriptors, patches.mirroredDescriptors] {
      for (row, shares) in softWords(of: descriptors).enumerated() {
        kinds.visit(descriptors[row], words: shares.lazy.map { UInt32($0.word) }) {
          counts[$1] += shares[$0].share
        }
      }
    }
    return counts
  }

  /// The grid of some entries, each counting 1, spread to similar words and blurred.
  func spread(_ entries: [KeyshapeRow.Entry]) -> KeyshapeGrid {
    var grid = KeyshapeGrid(wordCount: wordCount)
    for entry in entries where Int(entry.word) < wordCount {
      grid.values[entry.place] += 1
    }
    return likeness.spread(grid.blurred())
  }

  /// Words that a point of a drawing counts for.
  private static let wordsOfPoint = 5
  /// The width of the Gaussian by which it counts for each, as a share of a descriptor's length.
  private static let softness = 0.2

  /// The nearest words of each descriptor, and shares that sum to one.
  func softWords(of descriptors: Matrix<UInt8>) -> [[(word: Int, share: Float)]] {
    let wanted = min(Self.wordsOfPoint, wordCount)
    let found = search.nearest(descriptors, wordsPerRow: wanted, jobs: 1)
    let width = Self.softness * Double(KeyshapePatches.length)
    return (0..<descriptors.rowCount).map { row in
      let places = row * wanted..<(row + 1) * wanted
      let nearest = Double(found.squaredDistances[places.lowerBound])
      let shares = places.map {
        exponential((nearest - Double(found.squaredDistances[$0])) / (2 * width * width))
      }
      let sum = shares.reduce(0, +)
      return zip(places, shares).map { (word: Int(found.words[$0]), share: Float($1 / sum)) }
    }
  }
}
