import Core

/// Local descriptors of either kind, read as floats row by row.
package enum DescriptorRows: Sendable {
  case bytes(Matrix<UInt8>)
  case floats(Matrix<Float>)

  package var count: Int {
    switch self {
    case .bytes(let rows): rows.rowCount
    case .floats(let rows): rows.rowCount
    }
  }

  package var dimension: Int {
    switch self {
    case .bytes(let rows): rows.columnCount
    case .floats(let rows): rows.columnCount
    }
  }

  /// Writes the `dimension` numbers of a row.
  @inline(__always)
  func copyRow(_ row: Int, to out: UnsafeMutablePointer<Float>) {
    switch self {
    case .bytes(let rows):
      rows.withUnsafeElements { elements in
        let start = row * rows.columnCount
        for column in 0..<rows.columnCount { out[column] = Float(elements[start + column]) }
      }
    case .floats(let rows):
      rows.withUnsafeElements { elements in
        let start = row * rows.columnCount
        for column in 0..<rows.columnCount { out[column] = elements[start + column] }
      }
    }
  }

  /// Consecutive rows, copied.
  package func slice(_ range: Range<Int>) -> DescriptorRows {
    switch self {
    case .bytes(let rows):
      let places = range.lowerBound * rows.columnCount..<range.upperBound * rows.columnCount
      return .bytes(Matrix(columnCount: rows.columnCount, elements: Array(rows.elements[places])))
    case .floats(let rows):
      let places = range.lowerBound * rows.columnCount..<range.upperBound * rows.columnCount
      return .floats(Matrix(columnCount: rows.columnCount, elements: Array(rows.elements[places])))
    }
  }
}
