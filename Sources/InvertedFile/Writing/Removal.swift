import Storage

/// Takes pictures out: their entries and names at once. Their postings and feature records stay until a compaction drops them;
/// the length is marked, and scoring passes over them.
struct Removal {
  let index: InvertedIndex

  private var environment: Environment { index.environment }

  /// Returns those that were there, rising.
  func remove(
    _ pictures: [PictureID], in transaction: inout WriteTransaction, _ totals: inout IndexTotals
  ) throws(StorageError) -> [PictureID] {
    var removed: [PictureID] = []
    var decrease: [UInt32: UInt32] = [:]
    for id in Set(pictures).sorted() {
      guard let entry = try transaction.entry(of: id, in: environment) else { continue }
      let summary = entry.summary
      for word in try distinctWords(of: entry, in: transaction) { decrease[word, default: 0] += 1 }
      try removeEntry(id, summary, in: &transaction)
      removed.append(id)
      totals.pictures -= 1
      totals.features -= UInt64(summary.featureCount)
      totals.removedPictures += 1
      totals.removedFeatures += UInt64(summary.featureCount)
    }
    try index.lengths.change(at: removed.map { 2 * Int($0.rawValue) }, in: &transaction) {
      $1 |= PictureLengths.removedBit
    }
    let words = decrease.keys.sorted()
    try index.frequencies.change(at: words.map { Int($0) }, in: &transaction) { place, frequency in
      frequency -= min(frequency, decrease[words[place]] ?? 0)
    }
    return removed
  }

  private func removeEntry(
    _ id: PictureID, _ summary: PictureSummary, in transaction: inout WriteTransaction
  ) throws(StorageError) {
    try transaction.delete(environment.table(.pictures), UInt64(id.rawValue))
    try transaction.delete(environment.table(.names), NameKey.of(summary.name))
    try transaction.delete(environment.table(.contents), ContentKey.of(summary.content, id))
  }

  private func distinctWords(
    of entry: PictureEntry, in transaction: borrowing WriteTransaction
  ) throws(StorageError) -> [UInt32] {
    try transaction.withRecord(at: entry.record, in: environment) { (bytes) throws(InvertedFileError) in
      IndexedFeatures(words: try FeatureRecord(bytes).words()).distinctWords
    }
  }
}
