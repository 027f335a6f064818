extension ColourPicture {
  /// The part of a picture within some columns and rows.
  ///
  /// - Precondition: there are some, and all are the picture's.
  package func cropped(columns: Range<Int>, rows: Range<Int>) -> ColourPicture {
    precondition(
      !columns.isEmpty && !rows.isEmpty && columns.lowerBound >= 0 && columns.upperBound <= width
        && rows.lowerBound >= 0 && rows.upperBound <= height, "a part of the picture")
    var part: [UInt8] = []
    part.reserveCapacity(3 * columns.count * rows.count)
    for row in rows {
      part += bytes[3 * (row * width + columns.lowerBound)..<3 * (row * width + columns.upperBound)]
    }
    return ColourPicture(width: columns.count, height: rows.count, bytes: part)
  }
}
