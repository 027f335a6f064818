import Raster

extension LineDrawing {
  /// How much of an edge takes part in its direction, in the `sigma` of the options.
  private static let edgeNeighbourhood = 0.9

  /// The edges of a photograph as thin lines: what somebody might draw of it.
  ///
  /// - Parameter plane: the grey picture, brought down to a longest side of `options.side`. A smaller one is taken as it is.
  package init(edgesOf plane: Plane, options: EdgeOptions = EdgeOptions()) {
    let edges = EdgeStrength(of: plane, options: options)
    let crests = EdgeCrests(of: edges, frame: options.frame)
    let mask = EdgeLines(crests, options: options).mask.thinned()
    let orientation = LineOrientation(of: edges.smooth, sigma: options.sigma * Self.edgeNeighbourhood)
    let points = mask.ink.indices.filter { mask.ink[$0] != 0 }.map { place in
      let (x, y) = (place % mask.width, place / mask.width)
      return LinePoint(x: UInt16(x), y: UInt16(y), direction: orientation.direction(x: x, y: y))
    }
    self.init(width: mask.width, height: mask.height, points: points)
  }
}
