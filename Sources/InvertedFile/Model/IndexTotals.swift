/// Sums over a whole collection, brought up to date by each transaction.
package struct IndexTotals: Sendable, Equatable {
  /// The number that the next picture gets.
  package internal(set) var nextPicture: UInt64 = 0
  package internal(set) var pictures: UInt64 = 0
  package internal(set) var features: UInt64 = 0
  /// Removed, with postings that the next compaction drops.
  package internal(set) var removedPictures: UInt64 = 0
  package internal(set) var removedFeatures: UInt64 = 0
  /// Bytes of the stream of feature records, those of removed pictures too.
  package internal(set) var recordBytes: UInt64 = 0
  /// The transaction that wrote this, which tells an old state that was taken for the newest.
  package internal(set) var transaction: UInt64 = 0

  static let byteCount = 56

  var encoded: [UInt8] {
    [nextPicture, pictures, features, removedPictures, removedFeatures, recordBytes, transaction].flatMap(
      \.littleEndianBytes)
  }

  init() {}

  /// `nil` for another length.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count == Self.byteCount else { return nil }
    func number(_ index: Int) -> UInt64 {
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self))
    }
    nextPicture = number(0)
    pictures = number(1)
    features = number(2)
    removedPictures = number(3)
    removedFeatures = number(4)
    recordBytes = number(5)
    transaction = number(6)
  }
}
