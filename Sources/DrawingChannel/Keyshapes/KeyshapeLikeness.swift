import Core
import Vocabulary

/// How much alike keyshapes are: a point that was given to a neighbouring word still counts.
///
/// For each word the few most similar ones and itself, with shares whose squares sum to one.
struct KeyshapeLikeness: Sendable {
  /// Words that each one is spread to, itself among them.
  private static let mostSimilar = 8
  /// Neighbours by which the usual distance of similar words is measured.
  private static let neighbours = 5
  /// Likeness falls as a Gaussian whose squared width is so much of the usual squared distance.
  private static let width = 0.25

  private let similar: [[(word: Int, share: Float)]]

  init(of centres: Centres) {
    let search = ExactSearch(centres)
    let wanted = min(Self.mostSimilar, centres.count)
    let found = search.nearest(centres.rows, wordsPerRow: wanted, jobs: 1)
    let lists = (0..<centres.count).map { word in
      (word * wanted..<(word + 1) * wanted).map {
        (word: Int(found.words[$0]), distance: Double(found.squaredDistances[$0]))
      }
    }
    let near = lists.flatMap { list in list.dropFirst().prefix(Self.neighbours).map(\.distance) }
    let usual = near.isEmpty ? 1 : near.reduce(0, +) / Double(near.count)
    similar = lists.map { list in
      let shares = list.map { exponential(-$0.distance / (2 * Self.width * max(usual, 1))) }
      let length = shares.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return zip(list, shares).map { (word: $0.word, share: Float($1 / length)) }
    }
  }

  /// Every word's cells spread to the words that are like it.
  func spread(_ grid: KeyshapeGrid) -> KeyshapeGrid {
    var result = KeyshapeGrid(wordCount: grid.wordCount)
    for word in 0..<grid.wordCount {
      for row in 0..<KeyshapeGrid.side {
        let cells = grid[row: word * KeyshapeGrid.side + row]
        for (other, share) in similar[word] {
          result[row: other * KeyshapeGrid.side + row] += cells * share
        }
      }
    }
    return result
  }

  /// The transpose of `spread`: what each word would gain from all that it is spread to.
  func gathered(_ grid: KeyshapeGrid) -> KeyshapeGrid {
    var result = grid
    result.values = gathered(grid.values, cells: KeyshapeGrid.cellCount)
    return result
  }

  /// The same for any multiple of eight cells of a word.
  func gathered(_ values: [Float], cells: Int) -> [Float] {
    let rowsOfWord = cells / 8
    return values.withUnsafeBytes { bytes in
      [Float](unsafeUninitializedCapacity: values.count) { result, count in
        let out = UnsafeMutableRawBufferPointer(result)
        for word in similar.indices {
          for row in 0..<rowsOfWord {
            var sum = SIMD8<Float>.zero
            for (other, share) in similar[word] {
              sum +=
                share
                * bytes.loadUnaligned(
                  fromByteOffset: 32 * (other * rowsOfWord + row), as: SIMD8<Float>.self)
            }
            out.storeBytes(of: sum, toByteOffset: 32 * (word * rowsOfWord + row), as: SIMD8<Float>.self)
          }
        }
        count = values.count
      }
    }
  }
}
