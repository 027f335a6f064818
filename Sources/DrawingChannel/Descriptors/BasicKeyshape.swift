import Core

/// The six simple shapes that strokes are made of (Saavedra & Bustos 2013).
enum BasicKeyshape: Int, CaseIterable, Sendable {
  case horizontal, vertical
  /// From the upper left to the lower right.
  case diagonal
  /// From the lower left to the upper right.
  case slash
  case arc
  /// A line that comes back to where it began, or nearly.
  case ellipse

  /// Of a piece of a stroke, which has two points or more.
  init(_ piece: ArraySlice<SIMD2<Float>>) {
    let shape = PieceShape(piece)
    if shape.isClosed {
      self = .ellipse
    } else if shape.isStraight {
      self = Self.line(along: shape.chord)
    } else {
      self = .arc
    }
  }

  /// The nearest of four; y points down.
  private static func line(along chord: SIMD2<Float>) -> BasicKeyshape {
    var degrees = angle(x: Double(chord.x), y: Double(chord.y)) * 180 / Double.pi
    if degrees < 0 { degrees += 180 }
    switch degrees {
    case 22.5..<67.5: return .diagonal
    case 67.5..<112.5: return .vertical
    case 112.5..<157.5: return .slash
    default: return .horizontal
    }
  }
}

/// How far a run of points goes away from the straight line between its ends.
struct PieceShape {
  let chord: SIMD2<Float>
  let length: Float
  /// The greatest distances from the chord to either side, 0 or more, and where they are.
  let left, right: (distance: Float, place: Int)

  /// Ends that are so much of the length apart are one point.
  private static let closedShare: Float = 0.25
  /// A line's points leave its chord by so much of the chord at most.
  private static let straightShare: Float = 0.09

  init(_ points: ArraySlice<SIMD2<Float>>) {
    let first = points.first ?? .zero
    let chord = (points.last ?? .zero) - first
    let scale = 1 / max((chord * chord).sum().squareRoot(), 1e-6)
    var length: Float = 0
    var before = first
    var (left, right) = (
      (distance: Float(0), place: points.startIndex), (distance: Float(0), place: points.startIndex)
    )
    for place in points.indices {
      let (step, away) = (points[place] - before, points[place] - first)
      length += (step * step).sum().squareRoot()
      before = points[place]
      let distance = (chord.x * away.y - chord.y * away.x) * scale
      if distance > right.distance { right = (distance, place) }
      if -distance > left.distance { left = (-distance, place) }
    }
    (self.chord, self.length, self.left, self.right) = (chord, length, left, right)
  }

  private var chordLength: Float { (chord * chord).sum().squareRoot() }

  var isClosed: Bool { chordLength < Self.closedShare * length }

  var isStraight: Bool { max(left.distance, right.distance) <= Self.straightShare * chordLength }

  /// Where a piece that bends first one way and then the other is to be cut; `nil` for one that doesn't.
  var inflection: Int? {
    let least = Self.straightShare * chordLength
    guard !isClosed, min(left.distance, right.distance) > least else { return nil }
    return left.distance > right.distance ? left.place : right.place
  }
}
