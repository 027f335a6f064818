import CKernels
import Core

/// Inverted lists over the centres: a descriptor is compared with the middles of some hundred cells, then with the words of
/// the few cells that are nearest. Rows are taken by the thousand and sorted by cell, so that a cell's words meet all their
/// rows at once, which is how the processor multiplies fastest.
package final class TwoLevelSearch: WordSearch {
  package let wordCount: Int
  package let probes: Int
  private let structure: TwoLevelStructure
  private let middles: PackedCentres
  private let cells: PackedCells

  /// Takes the centres: where nobody else holds them, there is never a second copy.
  ///
  /// - Precondition: the structure is one of these centres.
  package init(_ centres: consuming Centres, structure: TwoLevelStructure, probes: Int) {
    precondition(structure.members.count == centres.count, "a structure of these centres")
    wordCount = centres.count
    self.structure = structure
    self.probes = min(probes, structure.cellCount)
    middles = PackedCentres(structure.cellCentres)
    cells = PackedCells(centres, structure: structure)
  }

  /// Takes centres from where they lie and leaves them there, row after row: the way to open a vocabulary.
  ///
  /// - Precondition: the structure is one of these centres.
  package init(
    copying centres: UnsafeBufferPointer<UInt8>, dimension: Int, structure: TwoLevelStructure, probes: Int
  ) {
    precondition(structure.members.count * dimension == centres.count, "a structure of these centres")
    wordCount = structure.members.count
    self.structure = structure
    self.probes = min(probes, structure.cellCount)
    middles = PackedCentres(structure.cellCentres)
    cells = PackedCells(copying: centres, dimension: dimension, structure: structure)
  }

  /// Lends centres to a search for as long as `body` runs: packed in it, they are not there as rows meanwhile. Afterwards they are
  /// what they were.
  ///
  /// - Precondition: `body` keeps nothing of the search.
  package static func lending<Result>(
    _ centres: inout Centres, structure: TwoLevelStructure, probes: Int, _ body: (TwoLevelSearch) -> Result
  ) -> Result {
    var search = TwoLevelSearch(centres.taken(), structure: structure, probes: probes)
    let result = body(search)
    precondition(isKnownUniquelyReferenced(&search), "a search among lent centres ends with the loan")
    centres = search.cells.unpacked()
    return result
  }

  package var dimension: Int { middles.dimension }

  /// Rows that go through the cells together.
  private static let rowsAtOnce = 4096

  package func nearest(
    _ rows: UnsafePointer<UInt8>, rowCount: Int, wordsPerRow: Int, words: UnsafeMutablePointer<UInt32>,
    squaredDistances: UnsafeMutablePointer<Int32>?
  ) {
    guard rowCount > 0 else { return }
    let batch = TwoLevelBatch(
      capacity: min(rowCount, Self.rowsAtOnce), probes: probes, cellCount: structure.cellCount,
      ownDistanceCount: squaredDistances == nil ? min(rowCount, Self.rowsAtOnce) * wordsPerRow : 0)
    for first in stride(from: 0, to: rowCount, by: Self.rowsAtOnce) {
      let place = first * wordsPerRow
      guard let distances = batch.distances(squaredDistances.map { $0 + place }) else { return }
      let lists = SLNearestLists(centres: words + place, squaredDistances: distances, capacity: wordsPerRow)
      nearest(rows + first * dimension, rowCount: min(Self.rowsAtOnce, rowCount - first), batch, lists)
    }
  }

  private func nearest(
    _ rows: UnsafePointer<UInt8>, rowCount: Int, _ batch: TwoLevelBatch, _ lists: SLNearestLists
  ) {
    NearestList(
      words: lists.centres, squaredDistances: lists.squaredDistances, capacity: rowCount * lists.capacity
    ).clear()
    batch.chooseCells(rows, rowCount: rowCount, middles: middles)
    structure.members.withUnsafeBufferPointer { members in
      guard let members = members.baseAddress else { return }
      for cell in 0..<structure.cellCount {
        guard let centres = cells[cell] else { continue }
        batch.search(
          cell: cell, centres: centres, members: members + Int(structure.cellStarts[cell]), rows: rows,
          lists: lists)
      }
    }
  }
}
