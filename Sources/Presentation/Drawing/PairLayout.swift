import Raster
import Retrieval

/// Where the two pictures of a pair lie: brought to one height, as far as that leaves neither wider than half of the drawing.
struct PairLayout {
  static let captionHeight = 62
  private static let mostWidth = 2400
  private static let heights = 240...1000
  private static let gap = 8
  /// So wide that the caption can be read.
  private static let leastWidth = 480

  let a, b: ShownPicture
  let placeOfA, placeOfB: (x: Int, y: Int)
  let width, height: Int
  var captionTop: Int { height - Self.captionHeight }

  init(a: ShownPicture, b: ShownPicture) {
    let wanted = max(Self.heights.lowerBound, max(a.pixels.height, b.pixels.height))
    let common = min(Self.heights.upperBound, wanted)
    self.a = Self.fitted(a, height: common)
    self.b = Self.fitted(b, height: common)
    let pixels = (a: self.a.pixels, b: self.b.pixels)
    let highest = max(pixels.a.height, pixels.b.height)
    let used = pixels.a.width + Self.gap + pixels.b.width
    width = max(Self.leastWidth, used)
    height = highest + Self.captionHeight
    let left = (width - used) / 2
    placeOfA = (left, (highest - pixels.a.height) / 2)
    placeOfB = (left + pixels.a.width + Self.gap, (highest - pixels.b.height) / 2)
  }

  /// A point of A in the drawing.
  func pointOfA(_ point: PicturePoint) -> Point { Self.moved(a.scale.apply(point), by: placeOfA) }
  /// A point of B in the drawing.
  func pointOfB(_ point: PicturePoint) -> Point { Self.moved(b.scale.apply(point), by: placeOfB) }

  private static func moved(_ point: Point, by place: (x: Int, y: Int)) -> Point {
    Point(x: point.x + Double(place.x), y: point.y + Double(place.y))
  }

  /// The picture at this height, or lower where it would become too wide. Small pictures are enlarged.
  private static func fitted(_ picture: ShownPicture, height: Int) -> ShownPicture {
    let (width, ownHeight) = (Double(picture.originalWidth), Double(picture.originalHeight))
    let factor = min(Double(height) / ownHeight, Double((mostWidth - gap) / 2) / width)
    return ShownPicture(
      picture.pixels.scaled(
        toWidth: max(1, Int((width * factor).rounded())),
        height: max(1, Int((ownHeight * factor).rounded()))),
      originalWidth: picture.originalWidth, originalHeight: picture.originalHeight)
  }
}
