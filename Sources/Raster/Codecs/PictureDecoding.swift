/// The way from a file's bytes to a picture: kind, limits, rows, shrinking, orientation.
///
/// A picture is brought down to `maxSide` in up to three steps, each leaving the longer side at or above it: the
/// decoder's own reduction (JPEG), block averages while rows arrive, and one resampling of what is left.
struct PictureDecoding {
  let name: String
  let maxSide: Int?
  let options: PictureFile.ReadingOptions

  /// No side may be longer: rows are held whole.
  private static let longestSide = 1_000_000
  /// So many bytes of rows are decoded at a time.
  private static let bytesPerBatch = 1 << 16

  init(name: String, maxSide: Int?, options: PictureFile.ReadingOptions) {
    precondition(maxSide.map { $0 > 0 } ?? true, "the longest side of a picture is at least 1 pixel")
    self.name = name
    // Above the longest side any wish means the same, and sums with it cannot overflow.
    self.maxSide = maxSide.map { min($0, Self.longestSide) }
    self.options = options
  }

  func grey(_ bytes: [UInt8]) throws(RasterError) -> GreyPicture {
    try bytes.withUnsafeBufferPointer { (bytes) throws(RasterError) in
      let rows = try open(bytes)
      try rows.start(maxSide: maxSide, grey: true)
      let accumulator = try accumulate(rows, channelCount: 1)
      let plane = orient(shrink(accumulator.plane(channel: 0), from: rows, accumulator.factor), rows)
      let original = rows.orientation.applied(to: rows.fileSize)
      return GreyPicture(
        plane: plane, originalWidth: original.width, originalHeight: original.height, warnings: rows.losses)
    }
  }

  /// The picture, and what was wrong with the file and tolerated.
  func colour(_ bytes: [UInt8]) throws(RasterError) -> (picture: ColourPicture, warnings: [String]) {
    try bytes.withUnsafeBufferPointer { (bytes) throws(RasterError) in
      let rows = try open(bytes)
      try rows.start(maxSide: maxSide, grey: false)
      let size = rows.fileSize.fitted(within: maxSide)
      if rows.size == size && size == rows.fileSize { return (try unshrunkColour(rows), rows.losses) }
      let accumulator = try accumulate(rows, channelCount: 3)
      let planes = (0..<3).map { channel in
        orient(shrink(accumulator.plane(channel: channel), from: rows, accumulator.factor), rows)
      }
      return (ColourPicture(red: planes[0], green: planes[1], blue: planes[2]), rows.losses)
    }
  }

  /// The size in the file, after its orientation was obeyed; no row is decoded.
  func viewedSize(_ bytes: [UInt8]) throws(RasterError) -> PictureSize {
    try bytes.withUnsafeBufferPointer { (bytes) throws(RasterError) in
      let rows = try open(bytes)
      return rows.orientation.applied(to: rows.fileSize)
    }
  }

  // MARK: Steps

  private func open(_ bytes: UnsafeBufferPointer<UInt8>) throws(RasterError) -> any PictureRows {
    let kind = try PictureKind.of(bytes, named: name)
    let source = DecodingSource(
      bytes: bytes, name: name, format: kind == .jpeg ? "JPEG" : "PNG",
      isTolerant: options.toleratesTruncation)
    let rows: any PictureRows = kind == .jpeg ? try JPEGRows(source) : try PNGRows(source)
    try check(rows.fileSize)
    return rows
  }

  private func check(_ size: PictureSize) throws(RasterError) {
    // No format has sides above 2³¹, so the product cannot overflow.
    guard size.width * size.height <= options.maxPixels else {
      throw RasterError(
        .tooLarge, path: name,
        "\(size.width) × \(size.height) pixels are more than the limit of \(options.maxPixels) (raise it with "
          + "--max-pixels)")
    }
    guard size.longerSide <= Self.longestSide else {
      throw RasterError(
        .tooLarge, path: name,
        "\(size.width) × \(size.height) pixels: no side may have more than \(Self.longestSide)")
    }
  }

  private func accumulate(
    _ rows: any PictureRows, channelCount: Int
  ) throws(RasterError) -> ShrinkingAccumulator {
    let factor = ShrinkingAccumulator.factor(longerSide: rows.size.longerSide, maxSide: maxSide)
    var accumulator = ShrinkingAccumulator(source: rows.size, channelCount: channelCount, factor: factor)
    try forEachRow(of: rows, channelCount: channelCount) { row in accumulator.add(row: row) }
    accumulator.finish()
    return accumulator
  }

  /// Brings a plane of delivered pixels, averaged by `factor`, to its final size.
  private func shrink(_ plane: Plane, from rows: any PictureRows, _ factor: Int) -> Plane {
    let target = rows.fileSize.fitted(within: maxSide)
    guard target != rows.fileSize else { return plane }
    let covered = (rows.coveredWidth / Double(factor), rows.coveredHeight / Double(factor))
    return plane.resampled(toWidth: target.width, height: target.height, covered: covered)
  }

  private func orient(_ plane: Plane, _ rows: any PictureRows) -> Plane {
    let size = PictureSize(width: plane.width, height: plane.height)
    let viewed = rows.orientation.applied(to: size)
    return Plane(
      width: viewed.width, height: viewed.height,
      pixels: rows.orientation.applied(to: plane.pixels, size: size))
  }

  private func unshrunkColour(_ rows: any PictureRows) throws(RasterError) -> ColourPicture {
    let rowBytes = 3 * rows.size.width
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rowBytes * rows.size.height)
    try forEachRow(of: rows, channelCount: 3) { row in
      bytes += UnsafeBufferPointer(start: row, count: rowBytes)
    }
    let missing = rowBytes * rows.size.height - bytes.count
    bytes += repeatElement(UInt8(ShrinkingAccumulator.lost), count: missing)
    let viewed = rows.orientation.applied(to: rows.size)
    return ColourPicture(
      width: viewed.width, height: viewed.height,
      bytes: rows.orientation.applied(to: bytes, size: rows.size, channelCount: 3))
  }

  /// Pulls all rows there are and calls `body` with the bytes of each, as grey or RGB.
  private func forEachRow(
    of rows: any PictureRows, channelCount: Int, _ body: (UnsafePointer<UInt8>) -> Void
  ) throws(RasterError) {
    let width = rows.size.width
    let rowBytes = width * rows.layout.channelCount
    let batch = max(1, min(rows.size.height, Self.bytesPerBatch / rowBytes))
    let delivered = UnsafeMutablePointer<UInt8>.allocate(capacity: batch * rowBytes)
    let converted = UnsafeMutablePointer<UInt8>.allocate(capacity: width * channelCount)
    defer {
      delivered.deallocate()
      converted.deallocate()
    }
    var index = 0
    while index < rows.size.height {
      let wanted = min(batch, rows.size.height - index)
      let taken = try rows.read(wanted, into: delivered)
      for row in 0..<taken {
        let bytes = UnsafePointer(delivered + row * rowBytes)
        if channelCount == 1 {
          RowConversion.grey(bytes, rows.layout, count: width, over: options.ground, into: converted)
        } else {
          RowConversion.rgb(bytes, rows.layout, count: width, over: options.ground, into: converted)
        }
        body(converted)
      }
      index += taken
      if taken < wanted { return }
    }
  }
}
