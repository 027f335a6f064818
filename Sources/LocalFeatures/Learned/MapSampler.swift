/// Vectors between the cells of a map of many channels: bicubic, as descriptors are sampled, beyond the border nought.
///
/// Networks write one plane a channel, and a point needs all channels of sixteen cells; so the map is turned round once, all channels of a cell
/// together, which costs less than gathering 16 numbers from each plane for a hundred points.
struct MapSampler {
  let width: Int
  let height: Int
  let channelCount: Int
  /// Channels with the noughts behind them that fill the last vector.
  private let pitch: Int
  /// Cell after cell, row after row.
  private let cells: [Float]

  /// Cubic interpolation's free number, as networks are trained with it.
  private static let sharpness: Float = -0.75
  private static let lanes = 16

  /// `planes` are `channelCount` planes of `width` × `height` numbers.
  init(planes: UnsafePointer<Float>, channelCount: Int, width: Int, height: Int) {
    (self.width, self.height, self.channelCount) = (width, height, channelCount)
    let pitch = (channelCount + Self.lanes - 1) / Self.lanes * Self.lanes
    self.pitch = pitch
    let cellCount = width * height
    cells = [Float](unsafeUninitializedCapacity: cellCount * pitch) { buffer, count in
      count = cellCount * pitch
      guard let out = buffer.baseAddress else { return }
      if pitch > channelCount { buffer.initialize(repeating: 0) }
      Self.turn(planes, rows: channelCount, columns: cellCount, pitch: pitch, into: out)
    }
  }

  /// Transposes in blocks of which both sides stay in the cache.
  private static func turn(
    _ planes: UnsafePointer<Float>, rows: Int, columns: Int, pitch: Int, into out: UnsafeMutablePointer<Float>
  ) {
    for firstColumn in stride(from: 0, to: columns, by: lanes) {
      let lastColumn = min(firstColumn + lanes, columns)
      for row in 0..<rows {
        let plane = planes + row * columns
        for column in firstColumn..<lastColumn { out[column * pitch + row] = plane[column] }
      }
    }
  }

  /// Writes the `channelCount` numbers at (x, y), in cells, scaled to length 1; noughts stay noughts.
  func writeUnitVector(x: Float, y: Float, into out: UnsafeMutablePointer<Float>) {
    withUnsafeTemporaryAllocation(of: SIMD16<Float>.self, capacity: pitch / Self.lanes) { sums in
      sums.initialize(repeating: .zero)
      addCells(around: x, y, to: sums)
      var squares = SIMD16<Float>.zero
      for sum in sums { squares += sum * sum }
      let length = squares.sum().squareRoot()
      let factor = length > 0 ? 1 / length : 0
      for (vector, sum) in sums.enumerated() {
        let scaled = sum * factor
        let first = vector * Self.lanes
        for lane in 0..<min(Self.lanes, channelCount - first) { out[first + lane] = scaled[lane] }
      }
    }
  }

  private func addCells(around x: Float, _ y: Float, to sums: UnsafeMutableBufferPointer<SIMD16<Float>>) {
    let (left, top) = (x.rounded(.down), y.rounded(.down))
    let (columnWeights, rowWeights) = (Self.weights(x - left), Self.weights(y - top))
    cells.withUnsafeBytes { cells in
      for j in 0..<4 {
        let row = Int(top) - 1 + j
        guard (0..<height).contains(row) else { continue }
        for i in 0..<4 {
          let column = Int(left) - 1 + i
          guard (0..<width).contains(column) else { continue }
          let weight = rowWeights[j] * columnWeights[i]
          let start = (row * width + column) * pitch * MemoryLayout<Float>.stride
          for vector in sums.indices {
            let numbers = cells.loadUnaligned(
              fromByteOffset: start + vector * MemoryLayout<SIMD16<Float>>.stride, as: SIMD16<Float>.self)
            sums[vector] += numbers * weight
          }
        }
      }
    }
  }

  /// The weights of the cells −1, 0, 1 and 2 for a place `t` behind cell 0, 0 ≤ t < 1.
  static func weights(_ t: Float) -> SIMD4<Float> {
    SIMD4(outer(t + 1), inner(t), inner(1 - t), outer(2 - t))
  }

  private static func inner(_ d: Float) -> Float {
    ((sharpness + 2) * d - (sharpness + 3)) * d * d + 1
  }

  private static func outer(_ d: Float) -> Float {
    ((d - 5) * d + 8) * d * sharpness - 4 * sharpness
  }
}

/// One plane between its cells.
enum PlaneSampler {
  /// Bilinear at (x, y), in cells; beyond the border nought.
  static func bilinear(
    _ plane: UnsafePointer<Float>, width: Int, height: Int, x: Float, y: Float
  ) -> Float {
    let (left, top) = (x.rounded(.down), y.rounded(.down))
    let (dx, dy) = (x - left, y - top)
    func cell(_ column: Int, _ row: Int) -> Float {
      (0..<width).contains(column) && (0..<height).contains(row) ? plane[row * width + column] : 0
    }
    let (column, row) = (Int(left), Int(top))
    let upper = cell(column, row) * (1 - dx) + cell(column + 1, row) * dx
    let lower = cell(column, row + 1) * (1 - dx) + cell(column + 1, row + 1) * dx
    return upper * (1 - dy) + lower * dy
  }
}
