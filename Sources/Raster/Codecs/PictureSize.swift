/// Width and height in pixels, both at least 1.
struct PictureSize: Equatable {
  var width: Int
  var height: Int

  var longerSide: Int { max(width, height) }

  /// The size with the longer side brought down to `maxSide` and the other in proportion, rounded and at least
  /// 1. Never larger than this one.
  func fitted(within maxSide: Int?) -> PictureSize {
    guard let maxSide, longerSide > maxSide else { return self }
    let shorter = (2 * min(width, height) * maxSide + longerSide) / (2 * longerSide)
    return width >= height
      ? PictureSize(width: maxSide, height: max(1, shorter))
      : PictureSize(width: max(1, shorter), height: maxSide)
  }
}
