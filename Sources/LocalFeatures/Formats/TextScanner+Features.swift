import Core

extension TextScanner {
  /// The lines that both text formats consist of, up to the end of the text: a region, as `region` reads it, and
  /// `dimension` bytes.
  mutating func featureLines(
    _ count: Int, dimension: Int, region: (inout TextScanner) throws(FeatureError) -> LocalRegion
  ) throws(FeatureError) -> (regions: [LocalRegion], descriptors: Descriptors) {
    var regions: [LocalRegion] = []
    regions.reserveCapacity(count)
    var elements: [UInt8] = []
    elements.reserveCapacity(count * dimension)
    for _ in 0..<count {
      regions.append(try region(&self))
      for _ in 0..<dimension { elements.append(try byte("a descriptor's number")) }
      try endLine()
    }
    try endText()
    return (regions, .bytes(Matrix(columnCount: dimension, elements: elements)))
  }
}
