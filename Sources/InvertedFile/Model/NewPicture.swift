/// Everything about a picture that a collection keeps, on its way in.
package struct NewPicture: Sendable, Equatable {
  package var name: String
  package var content: ContentID
  /// How long the file is.
  package var fileByteCount: Int
  package var width: Int
  package var height: Int
  package var features: IndexedFeatures
  /// For collections that keep aggregates: one for each distinct word, in the words' order.
  package var aggregates: [WideSignature]
  /// Only of channels that the collection has.
  package var vectors: [VectorChannel: PictureVector]

  package init(
    name: String, content: ContentID, fileByteCount: Int, width: Int, height: Int, features: IndexedFeatures,
    aggregates: [WideSignature] = [], vectors: [VectorChannel: PictureVector] = [:]
  ) {
    self.name = name
    self.content = content
    self.fileByteCount = fileByteCount
    self.width = width
    self.height = height
    self.features = features
    self.aggregates = aggregates
    self.vectors = vectors
  }
}

/// The features of one picture as columns, sorted by word.
package struct IndexedFeatures: Sendable, Equatable {
  /// Rising; several features may have one word.
  package var words: [UInt32]
  /// One each, or none at all in a collection that keeps no signatures.
  package var signatures: [UInt64]
  /// One packed `FeatureGeometry` each, or none at all in a collection that keeps no geometry.
  package var geometry: [UInt64]

  package init(words: [UInt32], signatures: [UInt64] = [], geometry: [UInt64] = []) {
    precondition(signatures.isEmpty || signatures.count == words.count, "one signature for each feature")
    precondition(geometry.isEmpty || geometry.count == words.count, "one geometry for each feature")
    self.words = words
    self.signatures = signatures
    self.geometry = geometry
  }

  package var count: Int { words.count }

  /// Each word once.
  package var distinctWords: [UInt32] {
    words.indices.lazy.filter { $0 == 0 || words[$0] != words[$0 - 1] }.map { words[$0] }
  }

  package var distinctWordCount: Int {
    words.indices.reduce(0) { $0 + ($1 == 0 || words[$1] != words[$1 - 1] ? 1 : 0) }
  }
}

/// 128 bits: the signs of a sum of residuals.
package struct WideSignature: Hashable, Sendable, BitwiseCopyable {
  package var low: UInt64
  package var high: UInt64

  package init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }
}
