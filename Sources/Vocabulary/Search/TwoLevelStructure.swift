import Core

/// Centres in cells, as plain arrays that can be stored: cell `c` holds the words `members[cellStarts[c]..<cellStarts[c + 1]]`.
///
/// Every word stands in one cell.
package struct TwoLevelStructure: Sendable, Equatable {
  /// The middle of each cell.
  package let cellCentres: Matrix<UInt8>
  /// One more than there are cells; rising, the first 0, the last the number of members.
  package let cellStarts: [UInt32]
  /// Words in the order of their cells, rising within each.
  package let members: [UInt32]

  package init(cellCentres: Matrix<UInt8>, cellStarts: [UInt32], members: [UInt32]) {
    precondition(cellStarts.count == cellCentres.rowCount + 1, "one start for each cell and one for the end")
    self.cellCentres = cellCentres
    self.cellStarts = cellStarts
    self.members = members
  }

  package var cellCount: Int { cellCentres.rowCount }

  package func members(ofCell cell: Int) -> ArraySlice<UInt32> {
    members[Int(cellStarts[cell])..<Int(cellStarts[cell + 1])]
  }
}
