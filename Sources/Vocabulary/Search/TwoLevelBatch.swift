import CKernels
import Core

/// The memory of one batch of rows on their way through the cells.
final class TwoLevelBatch {
  private let capacity: Int
  private let probes: Int
  private let cellCount: Int

  /// The cells of each row, `probes` each.
  private let cellsOfRows: UnsafeMutableBufferPointer<UInt32>
  /// Rows in the order of their cells, and where each cell's rows end.
  private let rowsByCell: UnsafeMutableBufferPointer<UInt32>
  private let ends: UnsafeMutableBufferPointer<Int>
  private let squaredLengths: UnsafeMutableBufferPointer<Int32>
  private let own: UnsafeMutableBufferPointer<Int32>

  /// Rows whose distances to all middles are held at a time: a tile of the fastest kernel, and they stay in the nearest cache.
  private static let rowsAtOnce = 12

  /// Room for so many rows, and for distances of its own where the caller does not want them.
  init(capacity: Int, probes: Int, cellCount: Int, ownDistanceCount: Int) {
    self.capacity = capacity
    self.probes = probes
    self.cellCount = cellCount
    cellsOfRows = .allocate(capacity: capacity * probes)
    rowsByCell = .allocate(capacity: capacity * probes)
    ends = .allocate(capacity: cellCount)
    squaredLengths = .allocate(capacity: capacity)
    own = .allocate(capacity: ownDistanceCount)
    cellsOfRows.initialize(repeating: 0)
    rowsByCell.initialize(repeating: 0)
    ends.initialize(repeating: 0)
    squaredLengths.initialize(repeating: 0)
    own.initialize(repeating: .max)
  }

  deinit {
    cellsOfRows.deallocate()
    rowsByCell.deallocate()
    ends.deallocate()
    squaredLengths.deallocate()
    own.deallocate()
  }

  /// Finds the nearest cells of each row and sorts the rows by cell.
  func chooseCells(_ rows: UnsafePointer<UInt8>, rowCount: Int, middles: PackedCentres) {
    precondition(rowCount <= capacity, "no more rows than there is room for")
    guard let lengths = squaredLengths.baseAddress else { return }
    kernels.squaredLengths(rows, rowCount, middles.dimension, lengths)
    let pitch = middles.pitch
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.rowsAtOnce * pitch) { all in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: pitch) { nearest in
        guard let distances = all.baseAddress, let places = nearest.baseAddress else { return }
        for first in stride(from: 0, to: rowCount, by: Self.rowsAtOnce) {
          let here = min(Self.rowsAtOnce, rowCount - first)
          middles.distances(rows + first * middles.dimension, rowCount: here, into: distances)
          for row in 0..<here {
            kernels.leastNumbers(distances + row * pitch, cellCount, probes, places)
            for probe in 0..<probes { cellsOfRows[(first + row) * probes + probe] = places[probe] }
          }
        }
      }
    }
    sortByCell(rowCount: rowCount)
  }

  private func sortByCell(rowCount: Int) {
    ends.update(repeating: 0)
    for entry in 0..<rowCount * probes { ends[Int(cellsOfRows[entry])] &+= 1 }
    // First where each cell's rows begin; filling moves that on to where they end.
    var start = 0
    for cell in 0..<cellCount { (ends[cell], start) = (start, start + ends[cell]) }
    for row in 0..<rowCount {
      for probe in row * probes..<(row + 1) * probes {
        let cell = Int(cellsOfRows[probe])
        rowsByCell[ends[cell]] = UInt32(truncatingIfNeeded: row)
        ends[cell] &+= 1
      }
    }
  }

  /// The rows that look into a cell, rising.
  private func chosen(ofCell cell: Int) -> UnsafeBufferPointer<UInt32> {
    UnsafeBufferPointer(rebasing: rowsByCell[(cell == 0 ? 0 : ends[cell - 1])..<ends[cell]])
  }

  /// Holds the rows of one cell against its words.
  func search(
    cell: Int, centres: PackedCentres, members: UnsafePointer<UInt32>, rows: UnsafePointer<UInt8>,
    lists: SLNearestLists
  ) {
    let chosen = chosen(ofCell: cell)
    guard !chosen.isEmpty else { return }
    let rows = SLRows(
      numbers: rows, squaredLengths: squaredLengths.baseAddress, dimension: centres.dimension)
    centres.offer(as: members, to: chosen, of: rows, lists)
  }

  /// The distances of lists of the caller's words, in the caller's memory or, unless wanted there, in the batch's own.
  func distances(_ wanted: UnsafeMutablePointer<Int32>?) -> UnsafeMutablePointer<Int32>? {
    wanted ?? own.baseAddress
  }
}
