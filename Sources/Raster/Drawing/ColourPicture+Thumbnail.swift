/// Smaller copies for people to look at.
extension ColourPicture {
  /// A copy of `width` × `height` pixels, each the mean of the area it stands for. Meant for scaling down; a
  /// picture that is enlarged this way shows its pixels as blocks.
  package func scaled(toWidth newWidth: Int, height newHeight: Int) -> ColourPicture {
    precondition(newWidth > 0 && newHeight > 0, "a picture needs at least one pixel")
    if newWidth == width, newHeight == height { return self }
    let columns = Self.areaWeights(from: width, to: newWidth)
    let rows = Self.areaWeights(from: height, to: newHeight)
    var result = ColourPicture(width: newWidth, height: newHeight)
    var sums = [Float](repeating: 0, count: 3 * width)
    for (y, row) in rows.enumerated() {
      for index in sums.indices { sums[index] = 0 }
      for (offset, weight) in row.weights.enumerated() {
        let start = 3 * width * (row.first + offset)
        for index in sums.indices { sums[index] += weight * Float(bytes[start + index]) }
      }
      for (x, column) in columns.enumerated() {
        for channel in 0..<3 {
          var sum: Float = 0.5
          for (offset, weight) in column.weights.enumerated() {
            sum += weight * sums[3 * (column.first + offset) + channel]
          }
          result.bytes[3 * (y * newWidth + x) + channel] = UInt8(max(0, min(255, sum)))
        }
      }
    }
    return result
  }

  /// The largest copy that fits into a box and keeps the sides' proportion; the picture itself if it fits.
  package func scaledDown(toFitWidth maxWidth: Int, height maxHeight: Int) -> ColourPicture {
    let factor = min(1, min(Double(maxWidth) / Double(width), Double(maxHeight) / Double(height)))
    return scaled(
      toWidth: max(1, Int((Double(width) * factor).rounded())),
      height: max(1, Int((Double(height) * factor).rounded())))
  }

  /// For each new pixel the first old one it touches and the shares of it and those that follow; they sum to 1.
  private static func areaWeights(from old: Int, to new: Int) -> [(first: Int, weights: [Float])] {
    let step = Double(old) / Double(new)
    return (0..<new).map { index in
      let low = Double(index) * step
      let high = min(Double(old), low + step)
      let first = min(old - 1, Int(low))
      let last = max(first + 1, min(old, Int(high.rounded(.up))))
      let shares = (first..<last).map { max(0, min(high, Double($0 + 1)) - max(low, Double($0))) }
      let total = shares.reduce(0, +)
      return (first, shares.map { Float($0 / total) })
    }
  }
}
