/// Strokes broken into pieces that are each one simple shape: at junctions, at corners, and where a curve begins to bend the other way.
struct StrokePieces {
  /// Points of the unit square, two or more each.
  private(set) var pieces: [ArraySlice<SIMD2<Float>>] = []

  /// How far apart the points are by which the angle of a corner is taken, as a share of the square's side.
  private static let reach: Float = 0.04
  /// The cosine of the turn that makes a corner, 50° and more.
  private static let cornerCosine: Float = 0.643
  /// Shorter pieces are what thinning leaves at junctions.
  private static let shortest: Float = 0.03

  init(_ lines: LineDrawing) {
    guard let placing = PlacedLines.Placing(lines) else { return }
    for chain in StrokeChains(lines).chains where chain.count > 1 {
      let points = chain.map { pixel in
        let place = placing.place(x: Float(pixel.x), y: Float(pixel.y))
        return SIMD2(place.x, place.y)
      }
      addCutAtCorners(points, step: max(2, Int((Self.reach / placing.scale).rounded())))
    }
  }

  private mutating func addCutAtCorners(_ points: [SIMD2<Float>], step: Int) {
    var start = 0
    for corner in Self.corners(of: points, step: step) {
      add(points[start...corner])
      start = corner
    }
    add(points[start...])
  }

  /// Where the way turns most sharply, at least `step` points apart; ascending.
  private static func corners(of points: [SIMD2<Float>], step: Int) -> [Int] {
    guard points.count > 2 * step else { return [] }
    let cosines = points.indices.map { place -> Float in
      guard place >= step, place + step < points.count else { return 1 }
      let (before, after) = (points[place] - points[place - step], points[place + step] - points[place])
      let lengths = ((before * before).sum() * (after * after).sum()).squareRoot()
      return lengths > 0 ? (before * after).sum() / lengths : 1
    }
    return points.indices.filter { place in
      guard cosines[place] < cornerCosine else { return false }
      let around = max(0, place - step)...min(points.count - 1, place + step)
      // Of equal ones the first.
      return around.allSatisfy {
        cosines[place] < cosines[$0] || cosines[place] == cosines[$0] && place <= $0
      }
    }
  }

  /// Adds a piece, or its two parts where it is bent both ways.
  private mutating func add(_ piece: ArraySlice<SIMD2<Float>>) {
    guard piece.count > 1 else { return }
    let shape = PieceShape(piece)
    guard shape.length >= Self.shortest else { return }
    guard let cut = shape.inflection, cut > piece.startIndex, cut < piece.endIndex - 1 else {
      pieces.append(piece)
      return
    }
    add(piece[piece.startIndex...cut])
    add(piece[cut...])
  }
}
