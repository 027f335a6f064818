/// The memory of one batch of rows on their way through the cells.
final class TwoLevelBatch {
  private let dimension: Int
  private let probes: Int
  private let cellCount: Int
  private let pitch: Int
  private let wordsPerRow: Int

  /// The cells of each row, `probes` each.
  private var cellsOfRows: [UInt32]
  /// Rows in the order of their cells, and where each cell's rows begin.
  private var rowsByCell: [UInt32]
  private var starts: [Int]
  private var gathered: [UInt8]
  private var found: [UInt32]
  private var foundDistances: [Int32]
  private var middleDistances: [Int32]
  private var cellDistances: [Int32]
  private let own: UnsafeMutableBufferPointer<Int32>

  private static let rowsAtOnce = 48

  init(
    capacity: Int, dimension: Int, probes: Int, cellCount: Int, pitch: Int, largestCell: Int, wordsPerRow: Int
  ) {
    self.dimension = dimension
    self.probes = probes
    self.cellCount = cellCount
    self.pitch = pitch
    self.wordsPerRow = wordsPerRow
    cellsOfRows = [UInt32](repeating: 0, count: capacity * probes)
    rowsByCell = cellsOfRows
    starts = [Int](repeating: 0, count: cellCount + 1)
    gathered = [UInt8](repeating: 0, count: capacity * dimension)
    found = [UInt32](repeating: 0, count: capacity)
    foundDistances = [Int32](repeating: 0, count: capacity)
    middleDistances = [Int32](repeating: 0, count: Self.rowsAtOnce * pitch)
    cellDistances = wordsPerRow > 1 ? [Int32](repeating: 0, count: Self.rowsAtOnce * largestCell) : []
    own = .allocate(capacity: max(1, capacity * wordsPerRow))
    own.initialize(repeating: .max)
  }

  deinit { own.deallocate() }

  /// Room for distances that the caller does not want.
  var ownDistances: UnsafeMutablePointer<Int32> {
    guard let address = own.baseAddress else { preconditionFailure("a batch has room for one row at least") }
    return address
  }

  /// Finds the nearest cells of each row and sorts the rows by cell.
  func chooseCells(_ rows: UnsafePointer<UInt8>, rowCount: Int, middles: PackedCentres) {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: probes) { nearest in
      guard let nearest = nearest.baseAddress else { return }
      cellsOfRows.withUnsafeMutableBufferPointer { cells in
        guard let cells = cells.baseAddress else { return }
        for first in stride(from: 0, to: rowCount, by: Self.rowsAtOnce) {
          let here = min(Self.rowsAtOnce, rowCount - first)
          middles.distances(rows + first * dimension, rowCount: here, into: &middleDistances)
          for row in 0..<here {
            let list = NearestList(
              words: cells + (first + row) * probes, squaredDistances: nearest, capacity: probes)
            list.clear()
            for cell in 0..<cellCount {
              list.offer(UInt32(truncatingIfNeeded: cell), middleDistances[row * pitch + cell])
            }
          }
        }
      }
    }
    sortByCell(rowCount: rowCount)
  }

  private func sortByCell(rowCount: Int) {
    for cell in starts.indices { starts[cell] = 0 }
    for entry in 0..<rowCount * probes { starts[Int(cellsOfRows[entry]) + 1] += 1 }
    for cell in 0..<cellCount { starts[cell + 1] += starts[cell] }
    // Filled from each cell's end, which brings `starts` back to the beginnings.
    var ends = Array(starts.dropFirst())
    for entry in stride(from: rowCount * probes - 1, through: 0, by: -1) {
      let cell = Int(cellsOfRows[entry])
      ends[cell] -= 1
      rowsByCell[ends[cell]] = UInt32(truncatingIfNeeded: entry / probes)
    }
  }

  /// Holds the rows of one cell against its words.
  func search(
    cell: Int, centres: PackedCentres, members: ArraySlice<UInt32>, rows: UnsafePointer<UInt8>,
    words: UnsafeMutablePointer<UInt32>, squaredDistances: UnsafeMutablePointer<Int32>
  ) {
    let range = starts[cell]..<starts[cell + 1]
    guard !range.isEmpty else { return }
    gather(range, from: rows)
    members.withUnsafeBufferPointer { members in
      if wordsPerRow == 1 {
        searchOne(range, centres, members, words, squaredDistances)
      } else {
        searchSeveral(range, centres, members, words, squaredDistances)
      }
    }
  }

  private func gather(_ range: Range<Int>, from rows: UnsafePointer<UInt8>) {
    gathered.withUnsafeMutableBufferPointer { gathered in
      guard let to = gathered.baseAddress else { return }
      for (index, entry) in range.enumerated() {
        (to + index * dimension).update(from: rows + Int(rowsByCell[entry]) * dimension, count: dimension)
      }
    }
  }

  private func searchOne(
    _ range: Range<Int>, _ centres: PackedCentres, _ members: UnsafeBufferPointer<UInt32>,
    _ words: UnsafeMutablePointer<UInt32>, _ squaredDistances: UnsafeMutablePointer<Int32>
  ) {
    centres.nearest(gathered, rowCount: range.count, words: &found, squaredDistances: &foundDistances)
    for (index, entry) in range.enumerated() {
      let row = Int(rowsByCell[entry])
      let (word, distance) = (members[Int(found[index])], foundDistances[index])
      if distance < squaredDistances[row] || (distance == squaredDistances[row] && word < words[row]) {
        squaredDistances[row] = distance
        words[row] = word
      }
    }
  }

  private func searchSeveral(
    _ range: Range<Int>, _ centres: PackedCentres, _ members: UnsafeBufferPointer<UInt32>,
    _ words: UnsafeMutablePointer<UInt32>, _ squaredDistances: UnsafeMutablePointer<Int32>
  ) {
    gathered.withUnsafeBufferPointer { gathered in
      guard let from = gathered.baseAddress else { return }
      for first in stride(from: 0, to: range.count, by: Self.rowsAtOnce) {
        let here = min(Self.rowsAtOnce, range.count - first)
        centres.distances(from + first * dimension, rowCount: here, into: &cellDistances)
        for index in 0..<here {
          let place = Int(rowsByCell[range.lowerBound + first + index]) * wordsPerRow
          let list = NearestList(
            words: words + place, squaredDistances: squaredDistances + place, capacity: wordsPerRow)
          for member in 0..<members.count {
            list.offer(members[member], cellDistances[index * centres.pitch + member])
          }
        }
      }
    }
  }
}
