/// What is kept of a picture's lines: which keyshapes lie in which cells.
///
/// An entry is two bytes: the word, and the cell. Entries rise by word and cell, and the rest of the row is filled up with a byte
/// that is no word. How many points of a word lie in a cell is not kept: it made no difference.
package struct KeyshapeRow: Sendable, Equatable {
  /// Entries of a row, at most; of a picture with more those with most points are kept.
  package static let mostEntries = 160
  package static let byteCount = 2 * mostEntries
  static let noWord: UInt8 = 255
  /// A vocabulary has at most so many words.
  package static let mostWords = Int(noWord)

  /// The entries' bytes; `byteCount` of them.
  package let numbers: [Int8]
  /// How long the picture's grid is, spread and blurred: what products with it are divided by. Above 0.
  package let length: Float

  package init(numbers: [Int8], length: Float) {
    precondition(numbers.count == Self.byteCount && length > 0, "a row is whole")
    self.numbers = numbers
    self.length = length
  }

  /// One word in one cell.
  struct Entry: Hashable, Comparable {
    let word: UInt8
    let cell: UInt8

    static func < (a: Entry, b: Entry) -> Bool { (a.word, a.cell) < (b.word, b.cell) }
  }

  /// The entries as they are stored, up to one that cannot be.
  var entries: [Entry] { numbers.withUnsafeBufferPointer { Self.entries($0) } }

  static func entries(_ numbers: UnsafeBufferPointer<Int8>) -> [Entry] {
    var entries: [Entry] = []
    for place in stride(from: 0, to: numbers.count - 1, by: 2) {
      let word = UInt8(bitPattern: numbers[place])
      guard word != noWord else { break }
      entries.append(Entry(word: word, cell: UInt8(bitPattern: numbers[place + 1]) % 64))
    }
    return entries
  }

  /// - Precondition: rising, and not more than a row has room for.
  static func bytes(of entries: [Entry]) -> [Int8] {
    var bytes = [Int8](repeating: Int8(bitPattern: noWord), count: byteCount)
    for (index, entry) in entries.enumerated() {
      bytes[2 * index] = Int8(bitPattern: entry.word)
      bytes[2 * index + 1] = Int8(bitPattern: entry.cell)
    }
    return bytes
  }
}
