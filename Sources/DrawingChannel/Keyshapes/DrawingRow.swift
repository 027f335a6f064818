/// What is kept of a picture's lines: its keyshapes with their places and a tally of large ones without, by which it is like a
/// drawing as a whole, and between them a map of its lines, over which a drawing's outline is laid.
package struct DrawingRow: Sendable, Equatable {
  /// Where the map begins.
  static let mapStart = KeyshapeRow.byteCount
  /// Where the tally begins.
  static let tallyStart = mapStart + LineMap.byteCount
  package static let byteCount = tallyStart + KeyshapeTally.byteCount
  /// Of how rows are made, besides the vocabulary: rows of different versions cannot be compared.
  package static let version = 3

  /// `byteCount` of them.
  package let numbers: [Int8]
  /// How long the picture's grid of keyshapes is, spread and blurred: what products with it are divided by. Above 0.
  package let length: Float

  init(keyshapes: [KeyshapeRow.Entry], map: LineMap, tally: KeyshapeTally, length: Float) {
    numbers =
      KeyshapeRow.bytes(of: keyshapes) + (map.bytes + tally.bytes).map { Int8(bitPattern: $0) }
    self.length = length
  }

  /// The keyshapes as they are stored.
  var entries: [KeyshapeRow.Entry] { numbers.withUnsafeBufferPointer { KeyshapeRow.entries($0) } }
}
