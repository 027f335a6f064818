import Core

/// A drawing as large as pictures let it be: which words its points count for, and where they lie in a frame in whose middle the
/// drawing stands.
struct DrawnKeyshapes {
  private let places: [SIMD2<Float>]
  private let words: [[(word: Int, share: Float)]]
  private let wordCount: Int
  /// How often each kind of large keyshape occurs, of length 1.
  let tally: [Float]

  /// `nil` for a drawing without lines, or of one point.
  init?(_ lines: LineDrawing, model: KeyshapeModel) {
    guard let frame = Frame(box: lines, share: DrawingPlacement.share) else { return nil }
    let patches = KeyshapePatches(of: lines, in: frame)
    places = patches.places
    words = model.softWords(of: patches.descriptors)
    tally = DescriptorVector.rooted(model.softCounts(of: KeyshapePatches(of: lines, in: frame.coarser)))
    wordCount = model.wordCount
  }

  /// The drawing's grid at a placement, of length 1.
  func grid(at placement: DrawingPlacement) -> KeyshapeGrid {
    var grid = KeyshapeGrid(wordCount: wordCount)
    let shift = SIMD2(Float(placement.columns), Float(placement.rows)) * KeyshapeGrid.cellSide
    for (place, shares) in zip(places, words) {
      for (word, share) in shares { grid.add(share, word: word, at: place + shift) }
    }
    for place in grid.values.indices { grid.values[place] = grid.values[place].squareRoot() }
    grid = grid.blurred()
    grid.scale(by: 1 / max(grid.squaredLength.squareRoot(), .leastNormalMagnitude))
    return grid
  }
}
