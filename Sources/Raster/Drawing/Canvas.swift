/// A picture that is being drawn on: shapes with antialiased borders, in the order of the calls.
///
/// Coordinates are pixels, x to the right and y down, (0, 0) the *centre* of the top left pixel; a box from 2 to
/// 5 therefore covers half of pixel 2. Everything is clipped to the picture, and shapes with coordinates
/// that are not finite are not drawn. Colours are mixed as bytes are, without linearising.
package struct Canvas {
  /// What has been drawn so far.
  package private(set) var picture: ColourPicture
  private var rasteriser: CoverageRasteriser

  /// Draws on top of `picture`.
  package init(_ picture: ColourPicture) {
    self.picture = picture
    rasteriser = CoverageRasteriser(width: picture.width, height: picture.height)
  }

  package init(width: Int, height: Int, filledWith colour: Colour = .white) {
    self.init(ColourPicture(width: width, height: height, filledWith: colour))
  }

  package var width: Int { picture.width }
  package var height: Int { picture.height }

  /// Fills outlines with one paint: where they overlap they are joined if they turn the same way and cut out
  /// of each other if not.
  package mutating func fill(outlines: [[Point]], paint: Paint) {
    for outline in outlines { rasteriser.add(outline: outline) }
    let width = picture.width
    picture.bytes.withUnsafeMutableBufferPointer { bytes in
      rasteriser.sweep { row, columns, differences in
        var sum: Float = 0
        for offset in 0..<columns.count {
          sum += differences[offset]
          differences[offset] = 0
          let share = min(1, abs(sum)) * paint.opacity
          let column = columns.lowerBound + offset
          let colour = paint.isPlain ? paint.colour : paint.colour(x: column, y: row)
          Self.mix(colour, share: share, into: bytes, at: 3 * (row * width + column))
        }
      }
    }
  }

  /// Fills a box given by its borders, which may lie between pixels.
  package mutating func fillBox(
    left: Double, top: Double, right: Double, bottom: Double, paint: Paint
  ) {
    guard left.isFinite, top.isFinite, right.isFinite, bottom.isFinite else { return }
    let x = Interval(left, right, limit: picture.width)
    let y = Interval(top, bottom, limit: picture.height)
    let width = picture.width
    picture.bytes.withUnsafeMutableBufferPointer { bytes in
      for row in y.pixels {
        let rowShare = y.share(of: row) * paint.opacity
        for column in x.pixels {
          let colour = paint.isPlain ? paint.colour : paint.colour(x: column, y: row)
          Self.mix(colour, share: rowShare * x.share(of: column), into: bytes, at: 3 * (row * width + column))
        }
      }
    }
  }

  @inline(__always)
  private static func mix(
    _ colour: Colour, share: Float, into bytes: UnsafeMutableBufferPointer<UInt8>, at index: Int
  ) {
    let weight = Int32(share * 1024 + 0.5)
    guard weight > 0 else { return }
    func mixed(_ old: UInt8, _ new: UInt8) -> UInt8 {
      UInt8(truncatingIfNeeded: (Int32(old) &* (1024 &- weight) &+ Int32(new) &* weight &+ 512) >> 10)
    }
    bytes[index] = mixed(bytes[index], colour.red)
    bytes[index + 1] = mixed(bytes[index + 1], colour.green)
    bytes[index + 2] = mixed(bytes[index + 2], colour.blue)
  }
}

extension Canvas {
  /// Puts `other` on the picture with its top left pixel at (x, y); what does not fit is cut off.
  package mutating func place(_ other: ColourPicture, atX x: Int, y: Int) {
    let columns = max(0, x)..<max(max(0, x), min(picture.width, x.addingClamped(other.width)))
    let rows = max(0, y)..<max(max(0, y), min(picture.height, y.addingClamped(other.height)))
    guard !columns.isEmpty else { return }
    for row in rows {
      let source = 3 * ((row - y) * other.width + columns.lowerBound - x)
      let target = 3 * (row * picture.width + columns.lowerBound)
      picture.bytes.replaceSubrange(
        target..<target + 3 * columns.count, with: other.bytes[source..<source + 3 * columns.count])
    }
  }
}

/// The pixels of one row or column that an interval covers.
private struct Interval {
  let low: Double
  let high: Double
  let pixels: Range<Int>

  init(_ first: Double, _ second: Double, limit: Int) {
    low = max(0, min(Double(limit), min(first, second) + 0.5))
    high = max(0, min(Double(limit), max(first, second) + 0.5))
    pixels = Int(low)..<max(Int(low), Int(high.rounded(.up)))
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
