/// A picture that is being drawn on: shapes with antialiased borders, in the order of the calls.
///
/// Coordinates are pixels, x to the right and y down, (0, 0) the *centre* of the top left pixel; a box from 2
/// to 5 therefore covers half of pixel 2. Everything is clipped to the picture, and shapes with coordinates
/// that are not finite are not drawn. Colours are mixed as bytes are, without linearising.
///
/// A pixel is four bytes while it is drawn on, so that it is loaded, mixed and stored at once.
package struct Canvas {
  package let width: Int
  package let height: Int
  /// Red, green, blue and a byte that nobody reads, row after row.
  private(set) var pixels: [Pixel]
  private let rasteriser: CoverageRasteriser

  /// Draws on top of `picture`.
  package init(_ picture: ColourPicture) {
    width = picture.width
    height = picture.height
    pixels = Pixel.array(of: picture.bytes)
    rasteriser = CoverageRasteriser(width: width, height: height)
  }

  package init(width: Int, height: Int, filledWith colour: Colour = .white) {
    precondition(width > 0 && height > 0, "a picture needs at least one pixel")
    self.width = width
    self.height = height
    pixels = [Pixel](repeating: Pixel(colour), count: width * height)
    rasteriser = CoverageRasteriser(width: width, height: height)
  }

  /// What has been drawn so far.
  package var picture: ColourPicture {
    ColourPicture(width: width, height: height, bytes: Pixel.bytes(of: pixels))
  }

  /// Calls `body` with the pixels, row after row, to read and to change.
  package mutating func withPixels<R>(_ body: (UnsafeMutableBufferPointer<Pixel>) -> R) -> R {
    pixels.withUnsafeMutableBufferPointer { body($0) }
  }

  /// Fills outlines with one paint: where they overlap they are joined if they turn the same way and cut out
  /// of each other if not.
  package mutating func fill(outlines: [[Point]], paint: Paint) {
    rasteriser.load(outlines)
    let (rasteriser, width) = (self.rasteriser, self.width)
    pixels.withUnsafeMutableBufferPointer { pixels in
      guard let base = pixels.baseAddress else { return }
      let brush = Brush(paint)
      rasteriser.sweep { row, columns, differences in
        let first = columns.lowerBound
        brush.paint(
          base + row * width + first, count: columns.count, x: first, y: row, differences: differences)
      }
    }
  }

  /// Fills a box given by its borders, which may lie between pixels.
  package mutating func fillBox(
    left: Double, top: Double, right: Double, bottom: Double, paint: Paint
  ) {
    guard left.isFinite, top.isFinite, right.isFinite, bottom.isFinite else { return }
    let x = Interval(left, right, limit: width)
    let y = Interval(top, bottom, limit: height)
    guard !x.pixels.isEmpty else { return }
    let width = self.width
    pixels.withUnsafeMutableBufferPointer { pixels in
      guard let base = pixels.baseAddress else { return }
      let brush = Brush(paint)
      for row in y.pixels { brush.paintBoxRow(base + row * width, x: x, y: row, share: y.share(of: row)) }
    }
  }

  /// Puts `other` on the picture with its top left pixel at (x, y); what does not fit is cut off.
  package mutating func place(_ other: ColourPicture, atX x: Int, y: Int) {
    let columns = max(0, x)..<max(max(0, x), min(width, x.addingClamped(other.width)))
    let rows = max(0, y)..<max(max(0, y), min(height, y.addingClamped(other.height)))
    guard !columns.isEmpty else { return }
    for row in rows {
      let source = 3 * ((row - y) * other.width + columns.lowerBound - x)
      let target = row * width + columns.lowerBound
      let bytes = other.bytes[source..<source + 3 * columns.count]
      pixels.replaceSubrange(target..<target + columns.count, with: Pixel.array(of: bytes))
    }
  }
}

/// The pixels of one row or column that an interval covers.
struct Interval {
  let low: Double
  let high: Double
  let pixels: Range<Int>

  init(_ first: Double, _ second: Double, limit: Int) {
    low = max(0, min(Double(limit), min(first, second) + 0.5))
    high = max(0, min(Double(limit), max(first, second) + 0.5))
    // What is not negative is rounded down by cutting off, and up from there: no call of a library.
    let last = Int(high)
    pixels = Int(low)..<max(Int(low), Double(last) < high ? last + 1 : last)
  }

  @inline(__always)
  func share(of pixel: Int) -> Float {
    Float(min(high, Double(pixel + 1)) - max(low, Double(pixel)))
  }
}

extension Int {
  fileprivate func addingClamped(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? Int.max : sum
  }
}
