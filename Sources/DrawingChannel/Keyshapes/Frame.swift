/// The square that keyshapes are seen in: `side` units on a side, with what is looked at somewhere in it.
///
/// A whole picture lies in the middle of it, its longer side as long as the square's. A drawing's box may stand anywhere.
package struct Frame: Sendable, Equatable {
  /// Units of the square's side. A keyshape is as large in every picture when measured in these.
  package static let side: Float = 128

  /// Units of this square's side: `side`, or fewer where keyshapes are to be larger.
  let width: Float
  /// Units of a pixel.
  let scale: Float
  /// Where the pixel (0, 0) lies.
  let x: Float
  let y: Float

  /// A whole picture.
  package init(picture drawing: LineDrawing) {
    width = Self.side
    scale = Self.side / Float(max(drawing.width, drawing.height))
    x = (Self.side - Float(drawing.width) * scale) / 2
    y = (Self.side - Float(drawing.height) * scale) / 2
  }

  /// What is drawn, in the middle of the square, its longer side so long a share of the square's; `nil` for
  /// nothing, or a single point.
  package init?(box drawing: LineDrawing, share: Float) {
    guard let box = drawing.bounds else { return nil }
    let longest = max(box.right - box.left, box.bottom - box.top)
    guard longest > 0 else { return nil }
    width = Self.side
    scale = Self.side * share / Float(longest)
    x = Self.side / 2 - scale * Float(box.left + box.right) / 2
    y = Self.side / 2 - scale * Float(box.top + box.bottom) / 2
  }

  /// The same square in half as many units: keyshapes in it are twice as large.
  var coarser: Frame { Frame(width: width / 2, scale: scale / 2, x: x / 2, y: y / 2) }

  private init(width: Float, scale: Float, x: Float, y: Float) {
    (self.width, self.scale, self.x, self.y) = (width, scale, x, y)
  }

  /// Where a point of the drawing lies in the square.
  func place(_ point: LinePoint) -> SIMD2<Float> {
    SIMD2(x + scale * Float(point.x), y + scale * Float(point.y))
  }
}
