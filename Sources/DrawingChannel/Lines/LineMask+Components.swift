/// A piece of a mask that hangs together, corners included.
package struct MaskComponent: Sendable {
  /// Places of its pixels, y · width + x, in no order.
  package let places: [Int]
  package let left, top, right, bottom: Int

  /// The longer side of its box, in pixels.
  package var extent: Int { max(right - left, bottom - top) + 1 }
}

extension LineMask {
  /// All pieces, in the order of their first pixels.
  package var components: [MaskComponent] {
    var open = ink
    var found: [MaskComponent] = []
    for start in open.indices where open[start] != 0 {
      found.append(component(from: start, &open))
    }
    return found
  }

  private func component(from start: Int, _ open: inout [UInt8]) -> MaskComponent {
    var places = [start]
    open[start] = 0
    var (left, right, top, bottom) = (start % width, start % width, start / width, start / width)
    var next = 0
    while next < places.count {
      let (x, y) = (places[next] % width, places[next] / width)
      next += 1
      (left, right) = (min(left, x), max(right, x))
      (top, bottom) = (min(top, y), max(bottom, y))
      for row in max(0, y - 1)...min(height - 1, y + 1) {
        for column in max(0, x - 1)...min(width - 1, x + 1) where open[row * width + column] != 0 {
          open[row * width + column] = 0
          places.append(row * width + column)
        }
      }
    }
    return MaskComponent(places: places, left: left, top: top, right: right, bottom: bottom)
  }
}
