/// One channel of a picture: floats, row after row from the top, 0 (black) to 255 (white) for what files hold.
///
/// Coordinates: x to the right, y down; (0, 0) is the *centre* of the top left pixel, so a picture covers
/// −0.5 … width − 0.5. Every coordinate in Sightline is of this kind unless a file format asks for another.
public struct Plane: Sendable, Equatable {
  public let width: Int
  public let height: Int
  /// `width * height` values, row after row.
  public var pixels: [Float]

  public init(width: Int, height: Int, pixels: [Float]) {
    precondition(width > 0 && height > 0 && pixels.count == width * height, "pixels don't fill the plane")
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  public init(width: Int, height: Int, filledWith value: Float = 0) {
    self.init(width: width, height: height, pixels: [Float](repeating: value, count: width * height))
  }

  public subscript(x: Int, y: Int) -> Float {
    get { pixels[y * width + x] }
    set { pixels[y * width + x] = newValue }
  }
}
