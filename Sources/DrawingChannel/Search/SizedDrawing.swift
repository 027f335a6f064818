import Core

/// A drawing at each of the sizes in which it is looked for: which words its points count for, and where they lie.
struct SizedDrawing {
  struct Size {
    let share: Float
    /// In a frame of its own, in whose middle the drawing stands.
    let places: [SIMD2<Float>]
    let words: [[(word: Int, share: Float)]]
  }

  let sizes: [Size]
  /// The sides of the drawing's box, the longer one 1.
  let boxWidth: Float
  let boxHeight: Float
  private let wordCount: Int

  /// `nil` for a drawing without lines, or of one point.
  init?(_ lines: LineDrawing, model: KeyshapeModel) {
    guard let box = lines.bounds else { return nil }
    let (width, height) = (box.right - box.left, box.bottom - box.top)
    let longest = Float(max(width, height))
    guard longest > 0 else { return nil }
    boxWidth = Float(width) / longest
    boxHeight = Float(height) / longest
    wordCount = model.wordCount
    sizes = DrawingPlacement.shares.compactMap { share in
      guard let frame = Frame(box: lines, share: share) else { return nil }
      let patches = KeyshapePatches(of: lines, in: frame)
      return Size(share: share, places: patches.places, words: model.softWords(of: patches))
    }
  }

  /// The drawing's grid at each of some placements, of length 1.
  func grids(at placements: [DrawingPlacement]) -> [KeyshapeGrid] {
    placements.map { placement in
      var grid = KeyshapeGrid(wordCount: wordCount)
      guard let size = sizes.first(where: { $0.share == placement.share }) else { return grid }
      let shift = SIMD2(Float(placement.columns), Float(placement.rows)) * KeyshapeGrid.cellSide
      for (place, shares) in zip(size.places, size.words) {
        for (word, share) in shares { grid.add(share, word: word, at: place + shift) }
      }
      for place in grid.values.indices { grid.values[place] = grid.values[place].squareRoot() }
      grid = grid.blurred()
      grid.scale(by: 1 / max(grid.squaredLength.squareRoot(), .leastNormalMagnitude))
      return grid
    }
  }
}
