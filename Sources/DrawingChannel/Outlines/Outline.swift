import CKernels

/// Samples of a drawing's lines at one size, to be laid over a picture's map of lines: a cell from the drawing's middle, and a direction.
struct Outline: Sendable {
  /// How long the longer side of the drawing's box is, as a share of the picture's.
  let share: Float
  /// The box's sides in cells of the map.
  let width: Float
  let height: Float
  let sampleCount: Int
  /// As kernels take them.
  private let places: [Int16]
  private let shifts: [UInt8]
  private let leftCount: Int
  private let samplesOf: [UInt32]
  private let reach: (columns: Int, rows: Int)

  /// A sample's cell has at least so much of a point of the lines, whose points are shared by the nearest cells and directions.
  private static let leastShare: Float = 0.3
  /// A box says little of what chance does in it: as if so many cells with such a chance lay in it too.
  private static let addedCells: Float = 300
  private static let addedChance: Float = 0.15

  /// For maps with `side` cells on a side; of more than `mostSamples` so many are taken evenly.
  init?(of lines: LineDrawing, share: Float, side: Int, mostSamples: Int) {
    guard let frame = Frame(box: lines, share: share), let box = lines.bounds else { return nil }
    let votes = LineVotes(of: lines, in: frame, side: side)
    let samples = Self.evenly(votes.ridges(atLeast: Self.leastShare), mostSamples)
    guard !samples.isEmpty else { return nil }
    self.share = share
    let cell = frame.scale * Float(side) / Frame.side
    width = Float(box.right - box.left) * cell
    height = Float(box.bottom - box.top) * cell
    reach = (Self.reach(width, side), Self.reach(height, side))
    sampleCount = samples.count
    samplesOf = (0..<LineMap.directionCount).map { way in UInt32(samples.count { $0.direction == way }) }
    let left = Self.filled(samples.filter { $0.column < 0 })
    let ordered = left + Self.filled(samples.filter { $0.column >= 0 })
    leftCount = left.count
    places = ordered.map { Int16($0.direction * Self.pitch(side) + $0.row) }
    shifts = ordered.map { UInt8(abs($0.column)) }
  }

  /// From a direction's plane to the next (`SL_OUTLINE_PITCH`).
  private static func pitch(_ side: Int) -> Int { 3 * side }

  private static func evenly(_ samples: [LineVotes.Place], _ most: Int) -> [LineVotes.Place] {
    guard samples.count > most else { return samples }
    return (0..<most).map { samples[$0 * samples.count / most] }
  }

  /// Four at a time are counted.
  private static func filled(_ samples: [LineVotes.Place]) -> [LineVotes.Place] {
    let missing = (4 - samples.count % 4) % 4
    return samples
      + Array(
        repeating: LineVotes.Place(column: 0, row: 0, direction: LineMap.directionCount), count: missing)
  }

  /// How far the box may be from the middle, so that at most a sixteenth of the picture's longer side of it lies outside.
  private static func reach(_ extent: Float, _ side: Int) -> Int {
    let free = (Float(side) - extent) / 2 + Float(side) / 16
    return max(0, min(side / 2 - 1, Int(free.rounded(.down))))
  }

  /// Calls `body` with some outlines as kernels take them.
  static func withKernelOutlines<Result>(
    _ outlines: ArraySlice<Outline>, _ made: [SLOutline] = [],
    _ body: (UnsafeBufferPointer<SLOutline>) -> Result
  ) -> Result {
    guard let first = outlines.first else { return made.withUnsafeBufferPointer(body) }
    return first.withKernelOutline { withKernelOutlines(outlines.dropFirst(), made + [$0], body) }
  }

  private func withKernelOutline<Result>(_ body: (SLOutline) -> Result) -> Result {
    places.withUnsafeBufferPointer { places in
      shifts.withUnsafeBufferPointer { shifts in
        var outline = SLOutline()
        (outline.places, outline.shifts) = (places.baseAddress, shifts.baseAddress)
        (outline.leftCount, outline.count) = (leftCount, places.count)
        outline.sampleCount = UInt32(sampleCount)
        withUnsafeMutableBytes(of: &outline.samplesOf) { counts in
          samplesOf.withUnsafeBytes { counts.copyMemory(from: $0) }
        }
        (outline.reachX, outline.reachY) = (Int32(reach.columns), Int32(reach.rows))
        (outline.width, outline.height) = (width, height)
        (outline.addedCells, outline.addedChance) = (Self.addedCells, Self.addedChance)
        return body(outline)
      }
    }
  }
}
