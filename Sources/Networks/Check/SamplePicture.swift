import Core
import Raster

/// A picture for trying a network where none is given: overlapping rectangles and discs of many colours and sizes on
/// a slope of grey, with corners, edges and areas in it. The same at every call.
enum SamplePicture {
  static func make(width: Int, height: Int) -> ColourPicture {
    var picture = ColourPicture(width: width, height: height)
    for y in 0..<height {
      for x in 0..<width {
        let grey = 60 + 120 * (x + y) / (width + height)
        for channel in 0..<3 { picture.bytes[3 * (y * width + x) + channel] = UInt8(grey) }
      }
    }
    var generator = SeededGenerator(seed: 1)
    for shape in 0..<80 { draw(isDisc: shape.isMultiple(of: 2), into: &picture, &generator) }
    return picture
  }

  private static func draw(
    isDisc: Bool, into picture: inout ColourPicture, _ generator: inout SeededGenerator
  ) {
    let (width, height) = (picture.width, picture.height)
    let colour = (0..<3).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let centre = (
      x: Int.random(in: 0..<width, using: &generator), y: Int.random(in: 0..<height, using: &generator)
    )
    let half = Int.random(in: 2...max(3, min(width, height) / 8), using: &generator)
    for y in max(0, centre.y - half)..<min(height, centre.y + half) {
      for x in max(0, centre.x - half)..<min(width, centre.x + half) {
        let distance = (x - centre.x) * (x - centre.x) + (y - centre.y) * (y - centre.y)
        guard !isDisc || distance < half * half else { continue }
        for channel in 0..<3 { picture.bytes[3 * (y * width + x) + channel] = colour[channel] }
      }
    }
  }
}
