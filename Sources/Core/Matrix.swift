/// Rows of equal length in one flat buffer, row after row: descriptors, centres, projections.
///
/// Any element and any number of columns: classical descriptors are 128 bytes, learned ones 64 to 256 floats.
public struct Matrix<Element: BitwiseCopyable & Sendable>: Sendable {
  public let columnCount: Int
  public private(set) var elements: [Element]

  /// - Precondition: the number of elements is a multiple of `columnCount`, which is above zero.
  public init(columnCount: Int, elements: [Element]) {
    precondition(columnCount > 0, "a matrix needs at least one column")
    precondition(elements.count.isMultiple(of: columnCount), "the last row is not complete")
    self.columnCount = columnCount
    self.elements = elements
  }

  public init(columnCount: Int) {
    self.init(columnCount: columnCount, elements: [])
  }

  public var rowCount: Int { elements.count / columnCount }

  public subscript(row: Int) -> ArraySlice<Element> {
    elements[row * columnCount..<(row + 1) * columnCount]
  }

  /// Adds one row at the end.
  public mutating func append(row: some Collection<Element>) {
    precondition(row.count == columnCount, "a row of another length")
    elements.append(contentsOf: row)
  }

  /// Calls `body` with the address of the first element; row `r` starts at `r * columnCount`.
  public func withUnsafeElements<R>(_ body: (UnsafeBufferPointer<Element>) throws -> R) rethrows -> R {
    try elements.withUnsafeBufferPointer(body)
  }
}

extension Matrix: Equatable where Element: Equatable {}
