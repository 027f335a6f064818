import Core

/// How strongly each keyshape is in each cell of a frame: the cells of one word behind those of the one before.
struct KeyshapeGrid {
  /// Cells on a side.
  static let side = 8
  static let cellCount = side * side

  let wordCount: Int
  var values: [Float]

  init(wordCount: Int) {
    self.wordCount = wordCount
    values = [Float](repeating: 0, count: wordCount * Self.cellCount)
  }

  /// Units of the frame on a cell's side.
  static let cellSide = Frame.side / Float(side)

  /// The cell of a place, or the nearest one for a place beyond the border.
  static func cell(at place: SIMD2<Float>) -> UInt8 {
    let cell = (place / cellSide).rounded(.down)
    let (column, row) = (max(0, min(side - 1, Int(cell.x))), max(0, min(side - 1, Int(cell.y))))
    return UInt8(row * side + column)
  }

  /// Adds to the four nearest cells, by how near they are; what falls beyond the border is lost.
  mutating func add(_ share: Float, word: Int, at place: SIMD2<Float>) {
    let centred = place / Self.cellSide - 0.5
    let corner = centred.rounded(.down)
    let beyond = centred - corner
    for (down, below) in [(0, 1 - beyond.y), (1, beyond.y)] {
      for (over, right) in [(0, 1 - beyond.x), (1, beyond.x)] {
        let (column, row) = (Int(corner.x) + over, Int(corner.y) + down)
        guard (0..<Self.side).contains(column), (0..<Self.side).contains(row) else { continue }
        values[word * Self.cellCount + row * Self.side + column] += share * below * right
      }
    }
  }

  /// The sum of products with another one of the same words.
  func dot(_ other: KeyshapeGrid) -> Float {
    var sums = SIMD8<Float>.zero
    for row in 0..<wordCount * Self.side { sums += self[row: row] * other[row: row] }
    return sums.sum()
  }

  var squaredLength: Float { dot(self) }

  mutating func subtract(_ other: KeyshapeGrid) {
    for row in 0..<wordCount * Self.side { self[row: row] -= other[row: row] }
  }

  mutating func scale(by factor: Float) {
    for row in 0..<wordCount * Self.side { self[row: row] *= factor }
  }

  /// Eight cells beside each other.
  subscript(row row: Int) -> SIMD8<Float> {
    get {
      values.withUnsafeBytes {
        $0.loadUnaligned(fromByteOffset: row * MemoryLayout<SIMD8<Float>>.stride, as: SIMD8<Float>.self)
      }
    }
    set {
      values.withUnsafeMutableBytes {
        $0.storeBytes(
          of: newValue, toByteOffset: row * MemoryLayout<SIMD8<Float>>.stride, as: SIMD8<Float>.self)
      }
    }
  }

  /// Each cell with a share of the cells up to two away, nothing beyond the border: what is a cell off still counts.
  ///
  /// A Gaussian of one cell, cut off there and normalised. It is its own transpose.
  func blurred() -> KeyshapeGrid {
    var result = self
    for word in 0..<wordCount {
      let rows = (0..<Self.side).map { Self.blurredAlong(self[row: word * Self.side + $0]) }
      for row in 0..<Self.side {
        var sum = rows[row] * Self.taps[0]
        for away in 1...2 {
          if row >= away { sum += rows[row - away] * Self.taps[away] }
          if row + away < Self.side { sum += rows[row + away] * Self.taps[away] }
        }
        result[row: word * Self.side + row] = sum
      }
    }
    return result
  }

  private static func blurredAlong(_ row: SIMD8<Float>) -> SIMD8<Float> {
    var sum = row * taps[0]
    for away in 1...2 {
      for cell in 0..<side {
        if cell >= away { sum[cell] += row[cell - away] * taps[away] }
        if cell + away < side { sum[cell] += row[cell + away] * taps[away] }
      }
    }
    return sum
  }

  private static let taps: [Float] = {
    let raw = (0...2).map { exponential(-Double($0 * $0) / 2) }
    let sum = raw[0] + 2 * (raw[1] + raw[2])
    return raw.map { Float($0 / sum) }
  }()
}
