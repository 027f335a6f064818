/// How stored pixels are turned and mirrored for viewing: EXIF's eight orientations, by its numbers.
enum PictureOrientation: Int, CaseIterable {
  case upright = 1
  case mirroredHorizontally = 2
  case rotatedByHalfTurn = 3
  case mirroredVertically = 4
  case transposed = 5
  /// To be turned a quarter clockwise for viewing.
  case needsClockwiseTurn = 6
  case transversed = 7
  /// To be turned a quarter anticlockwise for viewing.
  case needsAnticlockwiseTurn = 8

  var swapsSides: Bool { rawValue >= 5 }

  func applied(to size: PictureSize) -> PictureSize {
    swapsSides ? PictureSize(width: size.height, height: size.width) : size
  }

  /// The pixels in viewing order, `channelCount` elements each; `size` is that of the stored picture.
  func applied<Element: BitwiseCopyable>(
    to elements: [Element], size: PictureSize, channelCount: Int = 1
  ) -> [Element] {
    guard self != .upright else { return elements }
    let viewed = applied(to: size)
    let walk = Walk(self, size)
    return [Element](unsafeUninitializedCapacity: elements.count) { buffer, count in
      elements.withUnsafeBufferPointer { stored in
        for y in 0..<viewed.height {
          for x in 0..<viewed.width {
            let from = (walk.start &+ x &* walk.stepRight &+ y &* walk.stepDown) &* channelCount
            let to = (y &* viewed.width &+ x) &* channelCount
            for channel in 0..<channelCount { buffer[to &+ channel] = stored[from &+ channel] }
          }
        }
      }
      count = elements.count
    }
  }

  /// Where in the stored picture the viewed one begins, and what a step to the right or down in it means there.
  private struct Walk {
    let start: Int
    let stepRight: Int
    let stepDown: Int

    init(_ orientation: PictureOrientation, _ size: PictureSize) {
      let (width, height) = (size.width, size.height)
      let (right, bottom) = (width - 1, (height - 1) * width)
      (start, stepRight, stepDown) =
        switch orientation {
        case .upright: (0, 1, width)
        case .mirroredHorizontally: (right, -1, width)
        case .rotatedByHalfTurn: (bottom + right, -1, -width)
        case .mirroredVertically: (bottom, 1, -width)
        case .transposed: (0, width, 1)
        case .needsClockwiseTurn: (bottom, -width, 1)
        case .transversed: (bottom + right, -width, -1)
        case .needsAnticlockwiseTurn: (right, width, -1)
        }
    }
  }
}
