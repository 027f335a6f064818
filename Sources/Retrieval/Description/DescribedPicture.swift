import GlobalChannel
import InvertedFile
import LocalFeatures

/// One picture as a collection keeps it.
package struct DescribedPicture: Sendable {
  package let name: String
  package let content: ContentID
  /// How long the file is.
  package let fileByteCount: Int
  /// The size of the original picture, after its EXIF orientation was obeyed.
  package let width: Int
  package let height: Int
  package let features: WordColumns
  /// One for each distinct word, in the words' order; empty unless they were asked for.
  package let aggregates: [WideSignature]
  /// Of the channels that were asked for.
  var vectors: [VectorChannel: VectorOutcome] = [:]
  /// What was wrong with the file and tolerated, a sentence each.
  package let warnings: [String]
  /// How long the stages took.
  var timings = IngestTimings()
}

extension DescribedPicture: PipelineOutcome {
  package var heldByteCount: Int {
    name.utf8.count + features.heldByteCount + aggregates.count * MemoryLayout<WideSignature>.stride
  }
}

/// The features of a picture as columns of equal length, sorted by word; features of one word stay in the order in which they
/// were found, the strongest first.
package struct WordColumns: Sendable, Equatable {
  package let words: [UInt32]
  /// Within the feature's word; empty where none are made.
  package let signatures: [UInt64]
  package let regions: [LocalRegion]

  /// Columns of the features that `order` lists. `signatures` stand in the features' order, or are empty.
  init(order: WordOrder, signatures: [UInt64], regions: [LocalRegion]) {
    words = order.words
    self.signatures = signatures.isEmpty ? [] : order.features.map { signatures[$0] }
    self.regions = order.features.map { regions[$0] }
  }

  package var count: Int { words.count }

  var heldByteCount: Int {
    words.count * MemoryLayout<UInt32>.stride + signatures.count * MemoryLayout<UInt64>.stride
      + regions.count * MemoryLayout<LocalRegion>.stride
  }
}
