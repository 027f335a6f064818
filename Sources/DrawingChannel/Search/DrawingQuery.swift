import CKernels
import Core

/// A drawing as it is looked for in pictures: what each of its placements gains from each keyshape in each cell.
package struct DrawingQuery: Sendable {
  let isMirrored: Bool
  /// The same drawing for a closer look.
  let fit: DrawingFit
  private let table: [Int16]
  private let insides: [Int16]
  private let added: [Float]
  private let wordCount: Int
  private let offsets: [Float]
  private let unit: Float
  private let usualUnit: Float
  private let usualSquare: Float

  private static let laneCount = Int(SL_PLACEMENTS)
  private static let usualLane = laneCount - 1

  /// `nil` for a drawing without lines, or of one point.
  package init?(
    lines: LineDrawing, model: KeyshapeModel, usual: UsualPicture, isMirrored: Bool = false
  ) {
    let lines = isMirrored ? lines.mirrored : lines
    guard let sized = SizedDrawing(lines, model: model) else { return nil }
    self.isMirrored = isMirrored
    fit = DrawingFit(of: sized, model: model)

    let usualGrid = usual.grid
    var lanes: [KeyshapeGrid] = []
    var offsets: [Float] = []
    for (grid, placement) in zip(sized.grids(at: DrawingPlacement.all), DrawingPlacement.all) {
      var difference = grid
      difference.subtract(usualGrid)
      difference.scale(by: 1 / max(difference.squaredLength.squareRoot(), .leastNormalMagnitude))
      lanes.append(model.likeness.gathered(difference).blurred())
      offsets.append(placement.takesWhole ? difference.dot(usualGrid) : 0)
    }
    insides = Self.insides(of: sized)
    added = DrawingPlacement.all.map { $0.takesWhole ? 0 : Self.addedEntries } + [0]
    self.offsets = offsets + [0]
    usualSquare = usualGrid.squaredLength
    wordCount = model.wordCount
    unit = Self.unit(for: lanes)
    let usualLane = model.likeness.gathered(usualGrid).blurred()
    usualUnit = Self.unit(for: [usualLane])
    var table = [Int16](repeating: 0, count: model.wordCount * KeyshapeGrid.cellCount * Self.laneCount)
    for (lane, grid) in lanes.enumerated() { Self.fill(&table, lane: lane, with: grid, unit: unit) }
    Self.fill(&table, lane: Self.usualLane, with: usualLane, unit: usualUnit)
    self.table = table
  }

  /// A whole cell in `insides`.
  private static let wholeCell: Float = 100
  /// A box with few entries in it says little: so many are added.
  private static let addedEntries: Float = 12

  private static func insides(of drawing: SizedDrawing) -> [Int16] {
    var insides = [Int16](repeating: 0, count: KeyshapeGrid.cellCount * laneCount)
    for (lane, placement) in DrawingPlacement.all.enumerated() {
      for row in 0..<KeyshapeGrid.side {
        for column in 0..<KeyshapeGrid.side {
          let share = placement.inside(
            column: column, row: row, boxWidth: drawing.boxWidth, boxHeight: drawing.boxHeight)
          insides[(row * KeyshapeGrid.side + column) * laneCount + lane] = Int16(
            (share * wholeCell).rounded())
        }
      }
    }
    return insides
  }

  /// What the whole number 1 stands for, so that the largest value just fits.
  private static func unit(for grids: [KeyshapeGrid]) -> Float {
    let largest = grids.reduce(Float(0)) { max($0, $1.values.reduce(0) { max($0, abs($1)) }) }
    return max(largest, .leastNormalMagnitude) / Float(Int16.max)
  }

  private static func fill(_ table: inout [Int16], lane: Int, with grid: KeyshapeGrid, unit: Float) {
    for (place, value) in grid.values.enumerated() {
      table[place * laneCount + lane] = Int16((value / unit).rounded())
    }
  }

  /// The best scores in each of some pictures, of placements that take the whole and of those that take a part; −∞ for pictures
  /// without lines.
  func score(
    _ rows: UnsafePointer<Int8>, lengths: UnsafeRawPointer, rowCount: Int,
    wholes: UnsafeMutablePointer<Float>, parts: UnsafeMutablePointer<Float>
  ) {
    table.withUnsafeBufferPointer { table in
      insides.withUnsafeBufferPointer { insides in
        offsets.withUnsafeBufferPointer { offsets in
          added.withUnsafeBufferPointer { added in
            let query = SLPlacements(
              table: table.baseAddress, insides: insides.baseAddress, wordCount: wordCount,
              wholeCount: DrawingPlacement.whole.count, offsets: offsets.baseAddress,
              added: added.baseAddress, unit: unit, usualUnit: usualUnit, insideUnit: 1 / Self.wholeCell,
              usualSquare: usualSquare)
            rows.withMemoryRebound(to: UInt8.self, capacity: rowCount * KeyshapeRow.byteCount) {
              kernels.bestPlacements($0, lengths, rowCount, KeyshapeRow.byteCount, query, wholes, parts)
            }
          }
        }
      }
    }
  }
}
