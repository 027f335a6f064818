import Core

/// The centres of a structure's cells, packed in one block of memory, cell after cell.
///
/// Packing and unpacking give back what they have read as they go, so that the centres are in memory once: as rows, or as
/// cells.
struct PackedCells: Sendable {
  private let structure: TwoLevelStructure
  private let dimension: Int
  private let memory: PackedMemory
  /// `nil` for a cell without words.
  private let cells: [PackedCentres?]

  /// Packs the centres. Their own memory is used up by that, unless somebody else holds them too: then a copy is.
  init(_ centres: consuming Centres, structure: TwoLevelStructure) {
    let dimension = centres.dimension
    let sizes = Self.sizes(structure, dimension: dimension)
    let memory = PackedMemory(byteCount: sizes.reduce(0, +))
    self.structure = structure
    self.dimension = dimension
    self.memory = memory
    cells = centres.withElements { elements in
      RowOrder.gather(structure.members, dimension: dimension, in: &elements)
      let cells = Self.pack(&elements, dimension: dimension, structure, sizes, into: memory)
      elements = []
      return cells
    }
  }

  /// Packs centres that somebody else keeps, in a mapped file say: with room for one cell besides, and twice as fast.
  init(copying centres: UnsafeBufferPointer<UInt8>, dimension: Int, structure: TwoLevelStructure) {
    let sizes = Self.sizes(structure, dimension: dimension)
    let memory = PackedMemory(byteCount: sizes.reduce(0, +))
    self.structure = structure
    self.dimension = dimension
    self.memory = memory
    var offset = 0
    var rows: [UInt8] = []
    cells = sizes.indices.map { cell in
      guard sizes[cell] > 0 else { return nil }
      rows.removeAll(keepingCapacity: true)
      for word in structure.members(ofCell: cell) {
        let row = Int(word) * dimension..<(Int(word) + 1) * dimension
        precondition(row.upperBound <= centres.count, "a structure of these centres")
        rows.append(contentsOf: UnsafeBufferPointer(rebasing: centres[row]))
      }
      defer { offset += sizes[cell] }
      return rows.withUnsafeBufferPointer {
        PackedCentres($0, dimension: dimension, in: memory, at: offset)
      }
    }
  }

  /// Bytes that each cell takes.
  private static func sizes(_ structure: TwoLevelStructure, dimension: Int) -> [Int] {
    (0..<structure.cellCount).map { cell in
      let count = structure.members(ofCell: cell).count
      return count == 0 ? 0 : PackedCentres.byteCount(count: count, dimension: dimension)
    }
  }

  subscript(cell: Int) -> PackedCentres? { cells[cell] }

  private static func pack(
    _ elements: inout [UInt8], dimension: Int, _ structure: TwoLevelStructure, _ sizes: [Int],
    into memory: PackedMemory
  ) -> [PackedCentres?] {
    elements.withUnsafeMutableBufferPointer { elements in
      guard let start = elements.baseAddress else { return [] }
      var read = MemoryReadOnce(start)
      var offset = 0
      return sizes.indices.map { cell in
        guard sizes[cell] > 0 else { return nil }
        let rows = structure.bytes(ofCell: cell, dimension: dimension)
        let packed = PackedCentres(
          UnsafeBufferPointer(rebasing: elements[rows]), dimension: dimension, in: memory, at: offset)
        offset += sizes[cell]
        read.giveBack(upTo: rows.upperBound)
        return packed
      }
    }
  }

  /// The centres as rows again, in the order of the words. Nobody else may search in these cells, and they are used up.
  consuming func unpacked() -> Centres {
    let count = structure.members.count * dimension
    var elements = [UInt8](unsafeUninitializedCapacity: count) { elements, filled in
      guard let start = elements.baseAddress else { return }
      var read = MemoryReadOnce(memory.start)
      for cell in cells.indices {
        guard let centres = cells[cell] else { continue }
        centres.unpack(into: start + structure.bytes(ofCell: cell, dimension: dimension).lowerBound)
        read.giveBack(upTo: centres.end)
      }
      filled = count
    }
    RowOrder.scatter(structure.members, dimension: dimension, in: &elements)
    return Centres(rows: Matrix(columnCount: dimension, elements: elements))
  }
}

extension TwoLevelStructure {
  /// Where the bytes of a cell's centres lie when the centres stand in the order of the cells.
  fileprivate func bytes(ofCell cell: Int, dimension: Int) -> Range<Int> {
    Int(cellStarts[cell]) * dimension..<Int(cellStarts[cell + 1]) * dimension
  }
}
