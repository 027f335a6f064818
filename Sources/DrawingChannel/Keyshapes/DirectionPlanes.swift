import Raster

/// How much of a drawing's lines goes which way around each place of a frame: a plane for each of eight directions, blurred.
///
/// What a keyshape is described by. The planes reach beyond the frame, so that keyshapes at its border are whole.
struct DirectionPlanes {
  static let directionCount = 8
  /// Units beyond each border: half a keyshape, and what the blur reaches.
  private static let margin = 20
  /// A quarter of a keyshape's half width is the distance of its samples; so much blur leaves nothing between them out.
  private static let sigma = 2.5

  private let pitch: Int
  private let planes: [Plane]

  init(of drawing: LineDrawing, in frame: Frame) {
    let pitch = Int(frame.width) + 2 * Self.margin
    var sums = [[Float]](
      repeating: [Float](repeating: 0, count: pitch * pitch), count: Self.directionCount)
    for point in drawing.points { Self.add(point, frame, pitch, to: &sums) }
    planes = sums.map {
      Plane(width: pitch, height: pitch, pixels: $0).blurred(sigma: Self.sigma)
    }
    self.pitch = pitch
  }

  /// Adds a point to the two nearest directions, and in each to the four nearest places.
  private static func add(_ point: LinePoint, _ frame: Frame, _ pitch: Int, to sums: inout [[Float]]) {
    let place = frame.place(point) + Float(margin)
    let corner = place.rounded(.down)
    let (column, row) = (Int(corner.x), Int(corner.y))
    guard (0..<pitch - 1).contains(column), (0..<pitch - 1).contains(row) else { return }
    let turn = point.direction / .pi * Float(directionCount)
    let (first, second) = (turn.rounded(.down), turn - turn.rounded(.down))
    let right = place.x - corner.x
    let below = place.y - corner.y
    for (direction, share) in [(Int(first), 1 - second), (Int(first) + 1, second)] {
      let plane = direction % directionCount
      let at = row * pitch + column
      sums[plane][at] += share * (1 - right) * (1 - below)
      sums[plane][at + 1] += share * right * (1 - below)
      sums[plane][at + pitch] += share * (1 - right) * below
      sums[plane][at + pitch + 1] += share * right * below
    }
  }

  /// The value of each direction at the pixel that is nearest to a place of the frame; 0 far outside.
  func values(at place: SIMD2<Float>, into values: UnsafeMutableBufferPointer<Float>) {
    let nearest = (place + Float(Self.margin)).rounded(.toNearestOrAwayFromZero)
    let (column, row) = (Int(nearest.x), Int(nearest.y))
    let isInside = (0..<pitch).contains(column) && (0..<pitch).contains(row)
    for direction in 0..<Self.directionCount {
      values[direction] = isInside ? planes[direction].pixels[row * pitch + column] : 0
    }
  }
}
