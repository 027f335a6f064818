/// The part of a picture's row that says which keyshapes lie in which cells.
///
/// An entry is two bytes: the word, and the cell, of sixteen times sixteen. Entries rise by word and cell, and the rest is
/// filled up with a byte that is no word. How many points of a word lie in a cell is not kept: it made no difference.
package enum KeyshapeRow {
  /// Entries of a row, at most; of a picture with more those with most points are kept.
  package static let mostEntries = 224
  package static let byteCount = 2 * mostEntries
  static let noWord: UInt8 = 255
  /// A vocabulary has at most so many words.
  package static let mostWords = Int(noWord)

  /// One word in one cell.
  struct Entry: Hashable, Comparable {
    let word: UInt8
    let cell: UInt8

    /// Cells on a side.
    static let side = 16

    var column: Int { Int(cell) % Self.side }
    var row: Int { Int(cell) / Self.side }

    init(word: UInt8, cell: UInt8) {
      self.word = word
      self.cell = cell
    }

    /// The cell of a place in a frame, or the nearest one for a place beyond the border.
    init(word: UInt8, at place: SIMD2<Float>) {
      let cell = (place * (Float(Self.side) / Frame.side)).rounded(.down)
      let (column, row) = (max(0, min(Self.side - 1, Int(cell.x))), max(0, min(Self.side - 1, Int(cell.y))))
      self.init(word: word, cell: UInt8(row * Self.side + column))
    }

    /// Where it counts in a grid.
    var place: Int { Int(word) * KeyshapeGrid.cellCount + row / 2 * KeyshapeGrid.side + column / 2 }

    static func < (a: Entry, b: Entry) -> Bool { (a.word, a.cell) < (b.word, b.cell) }
  }

  /// The entries at the beginning of a row, up to one that cannot be.
  static func entries(_ numbers: UnsafeBufferPointer<Int8>) -> [Entry] {
    var entries: [Entry] = []
    for place in stride(from: 0, to: min(byteCount, numbers.count) - 1, by: 2) {
      let word = UInt8(bitPattern: numbers[place])
      guard word != noWord else { break }
      entries.append(Entry(word: word, cell: UInt8(bitPattern: numbers[place + 1])))
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
