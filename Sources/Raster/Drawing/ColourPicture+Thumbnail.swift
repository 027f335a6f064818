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
      sumRows(row, into: &sums)
      let start = 3 * y * newWidth
      result.bytes.withUnsafeMutableBufferPointer {
        Self.shrink(
          sums, by: columns, into: UnsafeMutableBufferPointer(rebasing: $0[start..<start + 3 * newWidth]))
      }
    }
    return result
  }

  private typealias AreaWeights = (first: Int, weights: [Float])

  /// The weighted sum of some rows.
  private func sumRows(_ rows: AreaWeights, into sums: inout [Float]) {
    let length = 3 * width
    bytes.withUnsafeBufferPointer { bytes in
      sums.withUnsafeMutableBufferPointer { sums in
        for index in 0..<length { sums[index] = 0 }
        for (offset, weight) in rows.weights.enumerated() {
          let start = length * (rows.first + offset)
          for index in 0..<length { sums[index] += weight * Float(bytes[start + index]) }
        }
      }
    }
  }

  /// Each pixel of a row from those it stands for.
  private static func shrink(
    _ sums: [Float], by columns: [AreaWeights], into out: UnsafeMutableBufferPointer<UInt8>
  ) {
    sums.withUnsafeBufferPointer { sums in
      for (x, column) in columns.enumerated() {
        var sum = SIMD4<Float>(repeating: 0)
        for offset in column.weights.indices {
          let index = 3 * (column.first + offset)
          sum += SIMD4(sums[index], sums[index + 1], sums[index + 2], 0) * column.weights[offset]
        }
        for channel in 0..<3 {
          out[3 * x + channel] = UInt8(truncatingIfNeeded: nearestInteger(max(0, min(255, sum[channel]))))
        }
      }
    }
  }

  /// The largest copy that fits into a box and keeps the sides' proportion; the picture itself if it fits.
  package func scaledDown(toFitWidth maxWidth: Int, height maxHeight: Int) -> ColourPicture {
    let factor = min(1, min(Double(maxWidth) / Double(width), Double(maxHeight) / Double(height)))
    return scaled(
      toWidth: max(1, Int((Double(width) * factor).rounded())),
      height: max(1, Int((Double(height) * factor).rounded())))
  }

  /// For each new pixel the first old one it touches and the shares of it and those that follow; they sum to
  /// 1.
  private static func areaWeights(from old: Int, to new: Int) -> [AreaWeights] {
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
