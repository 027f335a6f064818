/// Collects rows of bytes into floats, averaging blocks of `factor` × `factor` pixels as they arrive, so that a
/// large picture is never held at its full size. Blocks at the right and bottom edge may be smaller.
struct ShrinkingAccumulator {
  let channelCount: Int
  let factor: Int
  let source: PictureSize
  /// The size in blocks.
  let size: PictureSize
  /// Row after row, the channels of a pixel side by side. Blocks whose rows never arrive stay mid-grey.
  private(set) var values: [Float]
  private var sums: [UInt32]
  private var rowCount = 0

  init(source: PictureSize, channelCount: Int, factor: Int) {
    self.source = source
    self.channelCount = channelCount
    self.factor = factor
    size = PictureSize(
      width: (source.width + factor - 1) / factor, height: (source.height + factor - 1) / factor)
    values = [Float](repeating: Self.lost, count: size.width * size.height * channelCount)
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
    let count = source.width * channelCount
    if factor == 1 {
      values.withUnsafeMutableBufferPointer { values in
        guard let target = values.baseAddress.map({ $0 + rowCount * count }) else { return }
        for index in 0..<count { target[index] = Float(row[index]) }
      }
    } else {
      sums.withUnsafeMutableBufferPointer { sums in
        guard let sums = sums.baseAddress else { return }
        for index in 0..<count { sums[index] = sums[index] &+ UInt32(row[index]) }
      }
    }
    rowCount += 1
    if factor > 1 && (rowCount % factor == 0 || rowCount == source.height) { closeBlocks() }
  }

  /// What of the last blocks came before the rows ended.
  mutating func finish() {
    if factor > 1 && rowCount < source.height && rowCount % factor > 0 { closeBlocks() }
  }

  private mutating func closeBlocks() {
    let blockRow = (rowCount - 1) / factor
    let blockHeight = rowCount - blockRow * factor
    for block in 0..<size.width {
      let columns = block * factor..<min((block + 1) * factor, source.width)
      let scale = 1 / Float(columns.count * blockHeight)
      for channel in 0..<channelCount {
        var sum = 0
        for column in columns { sum &+= Int(sums[column &* channelCount &+ channel]) }
        values[(blockRow * size.width + block) * channelCount + channel] = Float(sum) * scale
      }
    }
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
