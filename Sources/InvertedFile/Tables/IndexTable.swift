import Storage

/// The tables of a collection. The raw values take part in checksums, so they stay as they are for ever.
package enum IndexTable: UInt8, CaseIterable, Sendable {
  /// Settings and totals.
  case meta = 1
  /// (word, first picture) → a block of postings.
  case postings
  /// Picture → size, content, name, and where its feature record lies.
  case pictures
  /// Chunk → a piece of the stream of feature records: the words and places of pictures' features.
  case features
  /// Name → picture.
  case names
  /// (content, picture) → nothing: for finding pictures by what is in their files.
  case contents
  /// A column of two numbers for each picture: see `PictureLengths`.
  case lengths
  /// A column of one number for each word: the pictures that have it, removed ones not counted.
  case frequencies
  /// (word, first picture) → a block of aggregated signatures.
  case aggregates
  /// Chunk → vectors of whole pictures: see `VectorChunk`. Empty without a channel.
  case vectors
  /// Chunk → what drawings are compared with, as in `vectors`. Empty without a channel of drawings.
  case drawings

  static let postingTables = [IndexTable.postings, .aggregates]

  package var name: String {
    switch self {
    case .meta: "meta"
    case .postings: "postings"
    case .pictures: "pictures"
    case .features: "features"
    case .names: "names"
    case .contents: "contents"
    case .lengths: "lengths"
    case .frequencies: "frequencies"
    case .aggregates: "aggregates"
    case .vectors: "vectors"
    case .drawings: "drawings"
    }
  }

  var description: TableDescription {
    switch self {
    case .meta, .names, .contents: TableDescription(name, keys: .bytes)
    case .postings, .pictures, .features, .lengths, .frequencies: TableDescription(name, keys: .integers)
    case .aggregates, .vectors, .drawings: TableDescription(name, keys: .integers, isOptional: true)
    }
  }
}

extension Environment {
  func table(_ table: IndexTable) -> Table { self.table(table.name) }
}
