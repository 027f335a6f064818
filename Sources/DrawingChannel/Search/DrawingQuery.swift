import CKernels
import Core

/// A drawing as it is looked for in pictures: what each of its placements gains from each keyshape in each cell, which large keyshapes
/// it has, and its outline.
package struct DrawingQuery: Sendable {
  let isMirrored: Bool
  let outline: OutlineFit
  private let tally: TallyLikeness
  private let table: [Int8]
  private let wordCount: Int
  private let offsets: [Float]
  private let unit: ByteUnit
  private let usualUnit: ByteUnit
  private let usualSquare: Float

  private static let laneCount = Int(SL_LANES)
  private static let usualLane = laneCount - 1

  /// `nil` for a drawing without lines, or of one point.
  package init?(
    lines: LineDrawing, model: KeyshapeModel, usual: UsualPicture, isMirrored: Bool = false
  ) {
    let lines = isMirrored ? lines.mirrored : lines
    guard let drawn = DrawnKeyshapes(lines, model: model), let outline = OutlineFit(of: lines) else {
      return nil
    }
    self.isMirrored = isMirrored
    self.outline = outline
    tally = TallyLikeness(drawn.tally, usual: usual.tally)

    let usualGrid = usual.grid
    var lanes: [KeyshapeGrid] = []
    var offsets = [Float](repeating: 0, count: Self.laneCount)
    for (lane, placement) in DrawingPlacement.all.enumerated() {
      var difference = drawn.grid(at: placement)
      difference.subtract(usualGrid)
      difference.scale(by: 1 / max(difference.squaredLength.squareRoot(), .leastNormalMagnitude))
      lanes.append(model.likeness.gathered(difference).blurred())
      offsets[lane] = difference.dot(usualGrid)
    }
    self.offsets = offsets
    usualSquare = usualGrid.squaredLength
    wordCount = model.wordCount
    unit = ByteUnit(for: lanes.lazy.flatMap(\.values))
    let usualLane = model.likeness.gathered(usualGrid).blurred()
    usualUnit = ByteUnit(for: usualLane.values)
    var table = [Int8](repeating: 0, count: model.wordCount * KeyshapeGrid.cellCount * Self.laneCount)
    for (lane, grid) in lanes.enumerated() { Self.fill(&table, lane: lane, with: grid, unit: unit) }
    Self.fill(&table, lane: Self.usualLane, with: usualLane, unit: usualUnit)
    self.table = table
  }

  private static func fill(_ table: inout [Int8], lane: Int, with grid: KeyshapeGrid, unit: ByteUnit) {
    for (place, value) in grid.values.enumerated() {
      table[place * laneCount + lane] = unit.byte(value)
    }
  }

  /// How much each of some pictures looks like the drawing, −∞ for pictures without lines, and how much of its outline any part of
  /// them has.
  func score(
    _ rows: UnsafePointer<UInt8>, lengths: UnsafeRawPointer, rowCount: Int,
    wholes: UnsafeMutablePointer<Float>, promises: UnsafeMutablePointer<Float>
  ) {
    table.withUnsafeBufferPointer { table in
      offsets.withUnsafeBufferPointer { offsets in
        let query = SLPlacements(
          table: table.baseAddress, wordCount: wordCount, placementCount: DrawingPlacement.all.count,
          entryBytes: KeyshapeRow.byteCount, offsets: offsets.baseAddress, unit: unit.value,
          usualUnit: usualUnit.value,
          usualSquare: usualSquare)
        kernels.bestPlacements(rows, lengths, rowCount, DrawingRow.byteCount, query, wholes)
      }
    }
    tally.average(into: wholes, rows, rowCount: rowCount)
    outline.promises(
      of: rows + DrawingRow.mapStart, pitch: DrawingRow.byteCount, count: rowCount, into: promises)
  }
}
