/// How much of the lines belongs to each of the six basic keyshapes in each cell of a grid (Saavedra & Bustos 2013).
///
/// The authors compare sets of keyshapes, each with what stands around it, by the best assignment of one to the other; counted in
/// cells they are a vector as all others here, and thousands of pictures are compared in a moment.
package struct BasicKeyshapes: DrawingDescriptor {
  package let name = "basic-keyshapes"
  /// Cells on a side.
  private let side: Int

  package init(side: Int = 6) {
    precondition(side > 0, "a grid has cells")
    self.side = side
  }

  package var dimension: Int { BasicKeyshape.allCases.count * side * side }

  package func vector(of lines: LineDrawing) -> [Float] {
    var counts = [Float](repeating: 0, count: dimension)
    for piece in StrokePieces(lines).pieces {
      let plane = BasicKeyshape(piece).rawValue * side * side
      for (point, next) in zip(piece, piece.dropFirst()) {
        let (step, middle) = (next - point, (next + point) / 2)
        let length = (step * step).sum().squareRoot()
        for (cell, share) in GridShares.cells(x: middle.x, y: middle.y, side: side) {
          counts[plane + cell] += length * share
        }
      }
    }
    return DescriptorVector.rooted(counts)
  }
}
