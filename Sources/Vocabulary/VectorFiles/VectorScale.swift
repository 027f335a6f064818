import Core

/// From floats to bytes by one scale for all files of a run, so that distances keep their proportions:
///
///     byte = round((value − offset) · scale)
///
/// with offset = min(0, lowest value) and scale = 255 / (highest value − offset). Whole numbers from 0 to 255,
/// however they are stored, are taken as they are.
package struct VectorScale: Sendable, Equatable {
  package let offset: Double
  package let scale: Double

  package static let identity = VectorScale(offset: 0, scale: 1)

  private init(offset: Double, scale: Double) {
    self.offset = offset
    self.scale = scale
  }

  /// The scale that fits the numbers of all these files. Every number is looked at.
  ///
  /// - Throws: for a number that is not finite, with file, row and column (counted from 1), and for
  ///   files of different dimensions.
  package init(fitting files: [VectorFile]) throws(VocabularyError) {
    var range = Range()
    for file in files {
      try Self.checkDimension(of: file, against: files[0])
      try file.forEachRow { (row, values) throws(VocabularyError) in
        if let column = range.include(values) { throw Self.notFinite(file.path, row, column, values[column]) }
      }
    }
    self = range.scale
  }

  private static func checkDimension(
    of file: VectorFile, against first: VectorFile
  ) throws(VocabularyError) {
    guard file.dimension == first.dimension else {
      throw VocabularyError(
        path: file.path,
        "its vectors have \(file.dimension) columns, those of \(first.path) \(first.dimension)")
    }
  }

  private static func notFinite(
    _ path: String, _ row: Int, _ column: Int, _ value: Double
  ) -> VocabularyError {
    VocabularyError(
      path: path, "row \(row + 1), column \(column + 1) is \(value.isNaN ? "not a number" : "infinite")")
  }

  package func byte(_ value: Double) -> UInt8 {
    UInt8(max(0, min(255, ((value - offset) * scale).rounded())))
  }

  /// What was seen of the numbers so far.
  private struct Range {
    var lowest = Double.infinity
    var highest = -Double.infinity
    var isWhole = true

    /// Returns the column of the first number that is not finite.
    mutating func include(_ values: UnsafeBufferPointer<Double>) -> Int? {
      for (column, value) in values.enumerated() {
        guard value.isFinite else { return column }
        lowest = min(lowest, value)
        highest = max(highest, value)
        if value != value.rounded() { isWhole = false }
      }
      return nil
    }

    var scale: VectorScale {
      guard highest >= lowest, !isWhole || lowest < 0 || highest > 255 else { return .identity }
      let offset = min(0, lowest)
      // Halves, because the difference of two large numbers may not be finite.
      let halfSpan = highest / 2 - offset / 2
      return halfSpan > 0 ? VectorScale(offset: offset, scale: 127.5 / halfSpan) : .identity
    }
  }
}

extension VectorFile {
  /// Puts the chosen rows (in rising order) as bytes behind `elements`.
  func appendBytes(
    ofRows chosen: [Int], scale: VectorScale, to elements: inout [UInt8]
  ) throws(VocabularyError) {
    var wanted = [Bool](repeating: false, count: rowCount)
    for row in chosen { wanted[row] = true }
    try forEachRow(where: { wanted[$0] }) { (_, values) in
      for value in values { elements.append(scale.byte(value)) }
    }
  }
}
