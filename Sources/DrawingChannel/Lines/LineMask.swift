/// Which pixels lines cover, before anything is known of directions. A mask may be of any thickness; `thinned()` makes
/// lines of it.
package struct LineMask: Sendable, Equatable {
  package let width: Int
  package let height: Int
  /// Row by row: 1 where there is ink, 0 elsewhere.
  package var ink: [UInt8]

  package init(width: Int, height: Int, ink: [UInt8]) {
    precondition(width > 0 && height > 0 && ink.count == width * height, "ink doesn't fill the mask")
    self.width = width
    self.height = height
    self.ink = ink
  }

  package init(width: Int, height: Int) {
    self.init(width: width, height: height, ink: [UInt8](repeating: 0, count: width * height))
  }

  package subscript(x: Int, y: Int) -> Bool {
    get { ink[y * width + x] != 0 }
    set { ink[y * width + x] = newValue ? 1 : 0 }
  }

  /// How many pixels have ink.
  package var count: Int { ink.reduce(0) { $0 &+ Int($1) } }

  /// The smallest box around all ink, ends included; `nil` where there is none.
  package var bounds: (left: Int, top: Int, right: Int, bottom: Int)? {
    var box: (left: Int, top: Int, right: Int, bottom: Int)?
    for y in 0..<height {
      let row = ink[y * width..<(y + 1) * width]
      guard let first = row.firstIndex(of: 1), let last = row.lastIndex(of: 1) else { continue }
      let (left, right) = (first - y * width, last - y * width)
      box = (min(box?.left ?? left, left), box?.top ?? y, max(box?.right ?? right, right), y)
    }
    return box
  }
}

/// The eight neighbours of a pixel in a mask that has a border of blanks around it, so that no neighbour lies outside.
///
/// Bits of a neighbourhood: 0 right, 1 above right, 2 above, … around against the clock, 7 below right. Even bits share a
/// side with the pixel, odd ones a corner.
struct PaddedMask {
  let pitch: Int
  let height: Int
  var ink: [UInt8]
  /// How far each neighbour is, by its bit.
  let steps: [Int]

  init(_ mask: LineMask) {
    pitch = mask.width + 2
    height = mask.height
    steps = [1, 1 - pitch, -pitch, -1 - pitch, -1, pitch - 1, pitch, pitch + 1]
    ink = [UInt8](repeating: 0, count: pitch * (mask.height + 2))
    for y in 0..<mask.height {
      let row = mask.ink[y * mask.width..<(y + 1) * mask.width]
      ink.replaceSubrange((y + 1) * pitch + 1..<(y + 1) * pitch + 1 + mask.width, with: row)
    }
  }

  var mask: LineMask {
    var inner: [UInt8] = []
    inner.reserveCapacity((pitch - 2) * height)
    for y in 1...height { inner += ink[y * pitch + 1..<(y + 1) * pitch - 1] }
    return LineMask(width: pitch - 2, height: height, ink: inner)
  }

  /// All places with ink, rising.
  var places: [Int] { ink.indices.filter { ink[$0] != 0 } }

  /// Which neighbours have ink.
  func neighbourhood(of place: Int) -> UInt8 {
    var bits: UInt8 = 0
    for bit in 0..<8 { bits |= ink[place + steps[bit]] << UInt8(bit) }
    return bits
  }
}
