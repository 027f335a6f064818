import Core
import LocalFeatures
import Raster
import Retrieval
import Vocabulary

/// Patches of pictures that belong to the same words, for people to look at before they trust a vocabulary.
struct WordPatches: Sendable {
  /// The side of a patch, in pixels.
  static let side = 48
  static let mostWords = 24
  static let mostPatchesOfWord = 12
  /// Words with fewer are shown only when there are no others: one patch says nothing.
  private static let fewPatches = 4

  /// A feature of the given pictures and its word.
  struct Occurrence: Sendable {
    var picture: Int
    var region: LocalRegion
  }

  private struct Assigned: PictureOutcome {
    var picture: InputPicture
    var warnings: [String] = []
    var failure: String?
    var words: [UInt32] = []
    var regions: [LocalRegion] = []

    var heldByteCount: Int {
      words.count * (MemoryLayout<UInt32>.stride + MemoryLayout<LocalRegion>.stride)
    }
  }

  struct Row: Sendable {
    var word: Int
    /// How many features of the pictures belong to the word.
    var count: Int
    var patches: [Plane]
  }

  let vocabulary: Vocabulary
  let pictures: [InputPicture]
  let jobs: Int
  let console: Console

  /// Finds the pictures' features as the vocabulary's recipe says, and cuts out those of a sample of words.
  func rows() throws(ToolError) -> (rows: [Row], failed: Int) {
    let maker: FeatureMaker = try ToolError.wrapping {
      try FeatureMaker(for: vocabulary, DescriptionOptions())
    }
    let (occurrences, failed) = try assign(maker)
    let chosen = Self.choose(occurrences.mapValues(\.count))
    guard !chosen.isEmpty else { throw .failure("the pictures of --from have no features to show") }
    let shown = chosen.map { Self.evenly(occurrences[$0] ?? [], atMost: Self.mostPatchesOfWord) }
    let patches = try cut(shown, maker)
    let rows = chosen.indices.map { row in
      Row(word: Int(chosen[row]), count: occurrences[chosen[row]]?.count ?? 0, patches: patches[row])
    }
    return (rows, failed)
  }

  /// Words of which there is something to see, evenly spread over all such words.
  static func choose(_ counts: [UInt32: Int]) -> [UInt32] {
    let telling = counts.filter { $0.value >= fewPatches }.keys
    return evenly((telling.isEmpty ? counts.keys.map { $0 } : telling.map { $0 }).sorted(), atMost: mostWords)
  }

  static func evenly<Element>(_ elements: [Element], atMost count: Int) -> [Element] {
    guard elements.count > count else { return elements }
    return (0..<count).map { elements[$0 * elements.count / count] }
  }
}

/// First pass: features and their words.
extension WordPatches {
  private func assign(
    _ maker: FeatureMaker
  ) throws(ToolError) -> (occurrences: [UInt32: [Occurrence]], failed: Int) {
    let search = vocabulary.wordSearch()
    let collected = Collected()
    try PictureWork(pictures: pictures, jobs: jobs, console: console).run { (picture) throws(ToolError) in
      var outcome = Assigned(picture: picture)
      outcome.failure = try Self.failure {
        let decoded = try picture.decode(with: maker, bytes: nil, options: PictureFile.ReadingOptions())
        let features = try maker.features(of: decoded)[0]
        outcome.warnings = decoded.warnings
        outcome.regions = features.regions
        outcome.words = try words(of: features.descriptors, search)
      }
      return outcome
    } take: { (outcome) throws(ToolError) in
      collected.add(outcome)
    }
    return (collected.occurrences, collected.failed)
  }

  private func words(of descriptors: Descriptors, _ search: any WordSearch) throws(ToolError) -> [UInt32] {
    guard case .bytes(let rows) = descriptors, rows.columnCount == vocabulary.dimension else {
      throw .failure("\(vocabulary.path): its words have another length than the pictures' descriptors")
    }
    var words = [UInt32](repeating: 0, count: rows.rowCount)
    rows.withUnsafeElements { elements in
      guard let start = elements.baseAddress else { return }
      search.nearest(start, rowCount: rows.rowCount, wordsPerRow: 1, words: &words, squaredDistances: nil)
    }
    return words
  }

  /// A bad picture is its outcome's failure; what stops the work is thrown.
  private static func failure(of work: () throws -> Void) throws(ToolError) -> String? {
    do {
      try work()
      return nil
    } catch let error as ToolError {
      throw error
    } catch let error as RasterError {
      return error.message
    } catch {
      return "\(error)"
    }
  }

  /// What the first pass found. Touched by one thread at a time: outcomes are taken one after the other.
  private final class Collected: @unchecked Sendable {
    var occurrences: [UInt32: [Occurrence]] = [:]
    var failed = 0
    private var pictures = 0

    func add(_ outcome: Assigned) {
      for (word, region) in zip(outcome.words, outcome.regions) {
        occurrences[word, default: []].append(Occurrence(picture: pictures, region: region))
      }
      failed += outcome.failure == nil ? 0 : 1
      pictures += 1
    }
  }
}
