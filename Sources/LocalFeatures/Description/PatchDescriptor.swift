/// Turns sampled patches into rows of bytes.
protocol PatchDescriptor: Sendable {
  /// Bytes a row.
  var dimension: Int { get }

  /// Describes a patch of SL_PATCH_PITCH² pixels.
  func describe(_ patch: UnsafePointer<Float>, into row: UnsafeMutablePointer<UInt8>)
}

/// How far cells of a patch reach: linear interpolation between the centres of four cells along a side.
enum PatchCells {
  static let perSide = 4

  /// Four rows of `side` weights: how much of pixel i goes into cell 0, 1, 2, 3.
  static func weights(side: Int) -> [Float] {
    (0..<perSide * side).map { index in
      let (cell, pixel) = (index / side, index % side)
      let position = (Float(pixel) + 0.5) * Float(perSide) / Float(side) - 0.5
      return max(0, 1 - abs(position - Float(cell)))
    }
  }

  /// A Gaussian over the patch, `sigma` in units of half its side.
  static func window(side: Int, sigma: Double) -> [Float] {
    (0..<side * side).map { index in
      let x = (Double(index % side) + 0.5) * 2 / Double(side) - 1
      let y = (Double(index / side) + 0.5) * 2 / Double(side) - 1
      return Float(gaussian((x * x + y * y) / (sigma * sigma)))
    }
  }
}
