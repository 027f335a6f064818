import Core

/// Inverted lists over the centres: a descriptor is compared with the middles of some hundred cells, then with the words of
/// the few cells that are nearest. Rows are taken by the thousand and sorted by cell, so that a cell's words meet all their
/// rows at once, which is how the processor multiplies fastest.
package final class TwoLevelSearch: WordSearch {
  package let wordCount: Int
  package let probes: Int
  private let structure: TwoLevelStructure
  private let middles: PackedCentres
  /// `nil` for a cell without words.
  private let cells: [PackedCentres?]

  /// - Precondition: the structure is one of these centres.
  package init(_ centres: Centres, structure: TwoLevelStructure, probes: Int) {
    wordCount = centres.count
    self.structure = structure
    self.probes = min(probes, structure.cellCount)
    middles = PackedCentres(structure.cellCentres)
    cells = (0..<structure.cellCount).map { cell in
      let members = structure.members(ofCell: cell)
      guard !members.isEmpty else { return nil }
      var rows = Matrix<UInt8>(columnCount: centres.dimension)
      for word in members { rows.append(row: centres.rows[Int(word)]) }
      return PackedCentres(rows)
    }
  }

  package var dimension: Int { middles.dimension }

  /// Rows that go through the cells together.
  private static let rowsAtOnce = 4096

  package func nearest(
    _ rows: UnsafePointer<UInt8>, rowCount: Int, wordsPerRow: Int, words: UnsafeMutablePointer<UInt32>,
    squaredDistances: UnsafeMutablePointer<Int32>?
  ) {
    let batch = TwoLevelBatch(
      capacity: min(rowCount, Self.rowsAtOnce), dimension: dimension, probes: probes,
      cellCount: structure.cellCount,
      pitch: middles.pitch, largestCell: cells.lazy.map { $0?.pitch ?? 0 }.max() ?? 0,
      wordsPerRow: wordsPerRow)
    for first in stride(from: 0, to: rowCount, by: Self.rowsAtOnce) {
      let here = min(Self.rowsAtOnce, rowCount - first)
      let place = first * wordsPerRow
      let distances = squaredDistances.map { $0 + place } ?? batch.ownDistances
      batch.chooseCells(rows + first * dimension, rowCount: here, middles: middles)
      NearestList(words: words + place, squaredDistances: distances, capacity: here * wordsPerRow).clear()
      for cell in 0..<structure.cellCount {
        guard let centres = cells[cell] else { continue }
        batch.search(
          cell: cell, centres: centres, members: structure.members(ofCell: cell),
          rows: rows + first * dimension,
          words: words + place, squaredDistances: distances)
      }
    }
  }
}
