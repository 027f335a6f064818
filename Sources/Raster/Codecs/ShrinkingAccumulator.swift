/// Collects rows of bytes into floats, averaging blocks of `factor` × `factor` pixels as they arrive, so that a
/// large picture is never held at its full size. Blocks at the right and bottom edge may be smaller.
struct ShrinkingAccumulator {
  let channelCount: Int
  let factor: Int
  let source: PictureSize
  /// The size in blocks.
  let size: PictureSize
  /// Row after row, the channels of a pixel side by side. Memory is touched only as rows arrive, so that a
  /// file that declares much and holds little costs little.
  private(set) var values: [Float] = []
  /// The sums of the current blocks' columns; unused if the factor is 1.
  private var sums: [UInt32]
  /// One row of `values`.
  private var line: [Float]
  private var rowCount = 0

  init(source: PictureSize, channelCount: Int, factor: Int) {
    self.source = source
    self.channelCount = channelCount
    self.factor = factor
    size = PictureSize(
      width: (source.width + factor - 1) / factor, height: (source.height + factor - 1) / factor)
    values.reserveCapacity(size.width * size.height * channelCount)
    line = [Float](repeating: 0, count: size.width * channelCount)
    sums = factor == 1 ? [] : [UInt32](repeating: 0, count: source.width * channelCount)
  }

  /// What a decoder shows where it knows nothing: all coefficients zero.
  static let lost: Float = 128

  /// The largest factor that leaves the longer side at least `maxSide`.
  static func factor(longerSide: Int, maxSide: Int?) -> Int {
    guard let maxSide else { return 1 }
    return max(1, longerSide / max(1, maxSide))
  }

  /// Takes the next row: `source.width * channelCount` bytes.
  mutating func add(row: UnsafePointer<UInt8>) {
    rowCount += 1
    if factor == 1 {
      line.withUnsafeMutableBufferPointer { line in
        for index in 0..<line.count { line[index] = Float(row[index]) }
      }
      values += line
    } else {
      sums.withUnsafeMutableBufferPointer { sums in
        for index in 0..<sums.count { sums[index] = sums[index] &+ UInt32(row[index]) }
      }
      if rowCount % factor == 0 || rowCount == source.height { closeBlocks() }
    }
  }

  /// Ends the rows: blocks that have some of theirs are averaged over these, the rest become mid-grey.
  mutating func finish() {
    if factor > 1 && rowCount < source.height && rowCount % factor > 0 { closeBlocks() }
    let missing = size.width * size.height * channelCount - values.count
    if missing > 0 { values += repeatElement(Self.lost, count: missing) }
  }

  private mutating func closeBlocks() {
    let blockHeight = (rowCount - 1) % factor + 1
    for block in 0..<size.width {
      let columns = block * factor..<min((block + 1) * factor, source.width)
      let scale = 1 / Float(columns.count * blockHeight)
      for channel in 0..<channelCount {
        var sum = 0
        for column in columns { sum &+= Int(sums[column &* channelCount &+ channel]) }
        line[block * channelCount + channel] = Float(sum) * scale
      }
    }
    values += line
    for index in sums.indices { sums[index] = 0 }
  }

  /// One channel as a plane.
  func plane(channel: Int) -> Plane {
    if channelCount == 1 { return Plane(width: size.width, height: size.height, pixels: values) }
    let count = size.width * size.height
    let pixels = [Float](unsafeUninitializedCapacity: count) { buffer, filled in
      for pixel in 0..<count { buffer[pixel] = values[pixel * channelCount + channel] }
      filled = count
    }
    return Plane(width: size.width, height: size.height, pixels: pixels)
  }
}
