/// The rows of one chunk while they are changed, and the bytes that they become.
struct VectorRows {
  let dimension: Int
  private var numbers: [Int8]
  private var scales: [Float]
  /// How many more rows have a vector than had one.
  private(set) var gain = 0
  private(set) var isChanged = false

  init(dimension: Int) {
    self.dimension = dimension
    numbers = []
    scales = []
  }

  /// Those that are stored.
  init(_ chunk: VectorChunk) {
    dimension = chunk.dimension
    numbers = Array(chunk.rows)
    scales = (0..<chunk.count).map(chunk.scale)
  }

  /// Gives a row its vector, or takes it. A row behind the last one is made, with zeros before it.
  mutating func set(_ row: Int, _ vector: PictureVector?) {
    precondition(vector.map { $0.numbers.count == dimension } ?? true, "a vector is as long as the channel's")
    let had = row < scales.count && scales[row] != 0
    guard had || vector != nil else { return }
    isChanged = true
    gain += (vector == nil ? 0 : 1) - (had ? 1 : 0)
    extend(toCount: row + 1)
    scales[row] = vector?.scale ?? 0
    for place in 0..<dimension { numbers[row * dimension + place] = vector?.numbers[place] ?? 0 }
  }

  private mutating func extend(toCount count: Int) {
    guard scales.count < count else { return }
    numbers += repeatElement(0, count: count * dimension - numbers.count)
    scales += repeatElement(0, count: count - scales.count)
  }

  /// Without the checksum.
  var encoded: [UInt8] {
    var bytes = numbers.map { UInt8(bitPattern: $0) }
    bytes.reserveCapacity(bytes.count + VectorLayout.scaleByteCount * scales.count + EntryChecksum.byteCount)
    for scale in scales { bytes += scale.bitPattern.littleEndianBytes }
    return bytes
  }
}
