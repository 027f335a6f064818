import LocalFeatures

/// A rectangle of a picture, in pixels of the original: the columns x ..< x + width of the rows y ..< y + height, when these
/// are whole numbers.
public struct PictureRegion: Sendable, Codable, Hashable {
  public var x, y, width, height: Double

  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  func contains(centreOf region: LocalRegion) -> Bool { containsPoint(x: region.x, y: region.y) }

  /// Pixel centres are whole numbers, so a pixel reaches half a pixel to each side of its number.
  func containsPoint(x pointX: Float, y pointY: Float) -> Bool {
    let (column, row) = (Double(pointX) + 0.5, Double(pointY) + 0.5)
    return column >= x && column < x + width && row >= y && row < y + height
  }

  /// Refuses a rectangle in which nothing of such a picture can lie.
  func check(pictureWidth: Int, pictureHeight: Int) throws(RetrievalError) {
    guard [x, y, width, height].allSatisfy(\.isFinite) else {
      throw RetrievalError("a region is four numbers: x, y, width and height in pixels")
    }
    guard width > 0, height > 0 else {
      throw RetrievalError("the region \(text) is empty: its width and height must be above 0")
    }
    guard x < Double(pictureWidth), y < Double(pictureHeight), x + width > 0, y + height > 0 else {
      throw RetrievalError(
        "the region \(text) lies outside the picture, which has \(pictureWidth) × \(pictureHeight) pixels")
    }
  }

  /// `10,20,300,200`, as it is typed.
  private var text: String {
    [x, y, width, height].map { Int(exactly: $0).map(String.init) ?? String($0) }.joined(separator: ",")
  }
}
