import InvertedFile

/// How the memory M of an ingest is shared out.
///
///     M/8   the open batch: 20 bytes a feature (word, signature, geometry), 12 more while a transaction sorts its postings, 8
///           for what surrounds them; and 56 more where aggregates are kept
///     M/8   descriptions that wait for a slower picture before them, while a batch is committed too
///     M/2   pages that the transaction changes: the last page of each word that it touches, 4 KB each, and at most all
///           that LMDB holds before it writes them early (half a gigabyte)
///     M/4   pictures and scale spaces of the workers, the search structure of the vocabulary
///
/// A vocabulary of 65,536 words may have 256 MB of such pages in every transaction, however small that is, once the collection is
/// large. So when M/2 is less, batches are kept small enough that their words are few enough; but not below what is worth
/// a transaction, which then takes more than it was given: 200 MB at most.
struct IngestBudget: Sendable {
  /// A batch of more features is committed.
  let featuresPerBatch: Int
  /// For descriptions that wait.
  let heldByteCount: Int

  private static let pageByteCount = 4096
  /// LMDB writes early what goes beyond.
  private static let mostPages = 131_071
  /// About 25 pictures.
  private static let fewestFeatures = 50_000

  /// `extraBytes`: what the batch takes for each feature beside what is said above.
  init(memoryByteCount: Int, settings: IndexSettings, extraBytes: Int = 0) {
    let bytesPerFeature = (settings.keepsAggregates ? 96 : 40) + extraBytes
    var features = memoryByteCount / 8 / bytesPerFeature
    let pages = memoryByteCount / 2 / Self.pageByteCount
    // A batch of n features changes at most n words.
    if pages < min(settings.wordCount, Self.mostPages) { features = min(features, pages) }
    featuresPerBatch = max(Self.fewestFeatures, features)
    heldByteCount = max(1 << 20, memoryByteCount / 8)
  }
}
