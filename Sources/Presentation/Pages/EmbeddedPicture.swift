import Raster
import Retrieval
import Verification

/// A picture as a page holds it: a JPEG in text, its size on the page, and how points of the file lie on it.
struct EmbeddedPicture: Sendable {
  let uri: [UInt8]
  let width, height: Int
  let scale: PictureScale

  /// `nil` for a picture that cannot be a JPEG.
  init?(_ picture: ShownPicture, maxSide: Int, quality: Int = 80) {
    let small = picture.scaledDown(toFitWidth: maxSide, height: maxSide)
    guard let uri = DataURI.jpeg(small.pixels, quality: quality) else { return nil }
    self.uri = uri
    (width, height) = (small.pixels.width, small.pixels.height)
    scale = small.scale
  }

  /// A point of the file in the page's coordinates: (0, 0) is the corner of the picture, not the centre of its first pixel.
  func pagePoint(_ point: PicturePoint) -> Point {
    let drawn = scale.apply(point)
    return Point(x: drawn.x + 0.5, y: drawn.y + 0.5)
  }

  /// The map that lays `other`, as it is on the page, over this picture on the page.
  func pageMap(from other: EmbeddedPicture, _ targetFromQuery: PlaneTransform) -> PlaneTransform? {
    guard let pictureFromPage = other.scale.pageFromPicture.inverse else { return nil }
    return scale.pageFromPicture * targetFromQuery * pictureFromPage
  }
}

extension PlaneTransform {
  /// The map for style sheets: the third row and column of `matrix3d`, which lists columns, are depth and stay out of it.
  var styleMatrix: String? {
    let numbers = [xx, yx, 0, px, xy, yy, 0, py, 0, 0, 1, 0, x1, y1, 0, p1]
    guard numbers.allSatisfy(\.isFinite) else { return nil }
    return "matrix3d(" + numbers.map(NumberText.exact).joined(separator: ",") + ")"
  }
}
