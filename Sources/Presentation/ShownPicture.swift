import Raster
import Retrieval
import Verification

/// A picture to show: its pixels, perhaps fewer than the file has, and the size in which coordinates on it are given.
package struct ShownPicture: Sendable, Equatable {
  package let pixels: ColourPicture
  /// In pixels of the file, after EXIF orientation was obeyed.
  package let originalWidth, originalHeight: Int

  package init(_ pixels: ColourPicture, originalWidth: Int, originalHeight: Int) {
    precondition(originalWidth > 0 && originalHeight > 0, "a picture has at least one pixel")
    self.pixels = pixels
    self.originalWidth = originalWidth
    self.originalHeight = originalHeight
  }

  /// A picture as large as its file's.
  package init(_ pixels: ColourPicture) {
    self.init(pixels, originalWidth: pixels.width, originalHeight: pixels.height)
  }

  /// Gives pictures by their names, as pages and sheets want them: names are paths, as they were when pictures came into a
  /// collection.
  package typealias Loading = @Sendable (_ name: String, _ maxSide: Int) -> ShownPicture?

  /// From the files that the names are paths of.
  package static let fromFiles: Loading = { load(path: $0, maxSide: $1) }

  /// The picture of a file, no side longer than `maxSide`; `nil` when it is gone or no picture. Damaged files are shown as far
  /// as they go.
  package static func load(path: String, maxSide: Int) -> ShownPicture? {
    guard let bytes = try? PictureFile.readPictureBytes(atPath: path) else { return nil }
    return decode(bytes, maxSide: maxSide)
  }

  /// The same for the bytes of a file.
  package static func decode(_ bytes: [UInt8], maxSide: Int) -> ShownPicture? {
    var options = PictureFile.ReadingOptions()
    options.toleratesTruncation = true
    guard let size = try? PictureFile.size(ofBytes: bytes, named: "", options: options),
      let pixels = try? PictureFile.readColour(bytes: bytes, named: "", maxSide: maxSide, options: options)
    else { return nil }
    return ShownPicture(pixels, originalWidth: size.width, originalHeight: size.height)
  }

  /// The picture that a query asks with; of one that is named, the file of that name, if it is still there.
  package static func load(source: QuerySource, maxSide: Int) -> ShownPicture? {
    switch source {
    case .file(let path): load(path: path, maxSide: maxSide)
    case .picture(let name): load(path: name, maxSide: maxSide)
    case .bytes(let bytes, _): decode(bytes, maxSide: maxSide)
    }
  }

  /// The same picture with its pixels brought down to fit into a box.
  package func scaledDown(toFitWidth width: Int, height: Int) -> ShownPicture {
    ShownPicture(
      pixels.scaledDown(toFitWidth: width, height: height), originalWidth: originalWidth,
      originalHeight: originalHeight)
  }

  var scale: PictureScale {
    PictureScale(
      x: Double(pixels.width) / Double(originalWidth), y: Double(pixels.height) / Double(originalHeight))
  }
}

/// From the pixels of a file's picture to those of a smaller copy. (0, 0) is the centre of the first pixel in both, so what
/// stays in place is the corner at −½.
struct PictureScale: Sendable, Equatable {
  let x, y: Double

  func apply(_ point: PicturePoint) -> Point {
    Point(x: (point.x + 0.5) * x - 0.5, y: (point.y + 0.5) * y - 0.5)
  }

  /// The same as a map, to and from the coordinates of style sheets, where (0, 0) is the corner.
  var pageFromPicture: PlaneTransform {
    PlaneTransform(xx: x, xy: 0, x1: x / 2, yx: 0, yy: y, y1: y / 2)
  }
}

extension PictureRegion {
  /// The corners, clockwise from the top left one, as points of pictures: a region's numbers count from the picture's
  /// corner, a point's from the centre of the first pixel.
  var corners: [PicturePoint] {
    [(x, y), (x + width, y), (x + width, y + height), (x, y + height)].map {
      PicturePoint(x: $0.0 - 0.5, y: $0.1 - 0.5)
    }
  }
}
