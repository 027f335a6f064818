import Networks

extension NetworkRecipe.Grid {
  /// The position of pixel 0 and the distance of two pixels, in cells, for `pixels` pixels along an axis and `cells` cells.
  func map(pixels: Int, cells: Int) -> (offset: Float, step: Float) {
    switch self {
    case .centres: (0.5 * Float(cells) / Float(pixels) - 0.5, Float(cells) / Float(pixels))
    case .corners: (0, Float(cells - 1) / Float(max(1, pixels - 1)))
    case .edges: (-0.5, Float(cells) / Float(max(1, pixels - 1)))
    }
  }
}
