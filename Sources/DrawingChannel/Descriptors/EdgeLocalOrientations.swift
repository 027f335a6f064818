/// Histogram of edge local orientations (HELO; Saavedra & Bustos 2010): how many blocks of a fine grid go which way, wherever they are.
///
/// One histogram for the whole drawing: small, and blind to where things stand.
package struct EdgeLocalOrientations: DrawingDescriptor {
  package let name = "helo"
  package let dimension: Int
  /// Blocks on a side.
  private let blockSide: Int

  package init(directionCount: Int = 72, blockSide: Int = 25) {
    dimension = directionCount
    self.blockSide = blockSide
  }

  package func vector(of lines: LineDrawing) -> [Float] {
    var counts = [Float](repeating: 0, count: dimension)
    for block in BlockOrientations(PlacedLines(lines), side: blockSide).blocks {
      // The nearest direction; the first is centred on the x axis.
      let turn = (block.direction / .pi * Float(dimension)).rounded()
      counts[Int(turn) % dimension] += 1
    }
    return DescriptorVector.rooted(counts)
  }
}

/// Soft histogram of edge local orientations (SHELO; Saavedra 2014): the blocks' directions in coarse cells, each block counting by how much
/// line it has and being shared by the nearest directions and cells.
package struct SoftEdgeLocalOrientations: DrawingDescriptor {
  package let name = "shelo"
  private let directionCount: Int
  private let blockSide: Int
  /// Cells on a side.
  private let cellSide: Int

  package init(directionCount: Int = 36, blockSide: Int = 25, cellSide: Int = 6) {
    self.directionCount = directionCount
    self.blockSide = blockSide
    self.cellSide = cellSide
  }

  package var dimension: Int { cellSide * cellSide * directionCount }

  package func vector(of lines: LineDrawing) -> [Float] {
    var grid = OrientationGrid(side: cellSide, directionCount: directionCount)
    for block in BlockOrientations(PlacedLines(lines), side: blockSide).blocks {
      grid.add(block.strength, x: block.x, y: block.y, direction: block.direction)
    }
    return DescriptorVector.rooted(grid.counts)
  }
}
