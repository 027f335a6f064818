import CKernels
import Core

/// A drawing as it is looked for in pictures: what each of its placements gains from each keyshape in each cell.
package struct DrawingQuery: Sendable {
  /// The drawing's box: its sides, the longer one 1.
  let boxWidth: Float
  let boxHeight: Float
  let isMirrored: Bool
  private let table: [Int16]
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
    guard let box = lines.bounds else { return nil }
    let (width, height) = (box.right - box.left, box.bottom - box.top)
    let longest = max(width, height)
    guard longest > 0 else { return nil }
    boxWidth = Float(width) / Float(longest)
    boxHeight = Float(height) / Float(longest)
    self.isMirrored = isMirrored

    let usualGrid = usual.grid
    var lanes: [KeyshapeGrid] = []
    var offsets: [Float] = []
    for grid in Self.placed(lines, by: model) {
      var difference = grid
      difference.subtract(usualGrid)
      difference.scale(by: 1 / max(difference.squaredLength.squareRoot(), .leastNormalMagnitude))
      lanes.append(model.likeness.gathered(difference).blurred())
      offsets.append(difference.dot(usualGrid))
    }
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

  /// The drawing's grid at each placement, of length 1.
  private static func placed(_ lines: LineDrawing, by model: KeyshapeModel) -> [KeyshapeGrid] {
    var described: [Float: (patches: KeyshapePatches, words: [[(word: Int, share: Float)]])] = [:]
    return DrawingPlacement.all.map { placement in
      if described[placement.share] == nil, let frame = Frame(box: lines, share: placement.share) {
        let patches = KeyshapePatches(of: lines, in: frame)
        described[placement.share] = (patches, model.softWords(of: patches))
      }
      var grid = KeyshapeGrid(wordCount: model.wordCount)
      guard let (patches, words) = described[placement.share] else { return grid }
      let shift = SIMD2(Float(placement.columns), Float(placement.rows)) * KeyshapeGrid.cellSide
      for (place, shares) in zip(patches.places, words) {
        for (word, share) in shares { grid.add(share, word: word, at: place + shift) }
      }
      for place in grid.values.indices { grid.values[place] = grid.values[place].squareRoot() }
      grid = grid.blurred()
      grid.scale(by: 1 / max(grid.squaredLength.squareRoot(), .leastNormalMagnitude))
      return grid
    }
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

  /// The best placement's score in each of some pictures, at most 1, and which placement it is; −∞ for pictures without lines.
  func score(
    _ rows: UnsafePointer<Int8>, lengths: UnsafeRawPointer, rowCount: Int,
    scores: UnsafeMutablePointer<Float>, placements: UnsafeMutablePointer<UInt8>
  ) {
    table.withUnsafeBufferPointer { table in
      offsets.withUnsafeBufferPointer { offsets in
        let query = SLPlacements(
          table: table.baseAddress, wordCount: wordCount, offsets: offsets.baseAddress, unit: unit,
          usualUnit: usualUnit, usualSquare: usualSquare)
        rows.withMemoryRebound(to: UInt8.self, capacity: rowCount * KeyshapeRow.byteCount) {
          kernels.bestPlacements(
            $0, lengths, rowCount, KeyshapeRow.byteCount, query, scores, placements)
        }
      }
    }
  }

  /// Where the drawing's box is at a placement.
  func box(at placement: Int) -> DrawnBox {
    let place = DrawingPlacement.all[placement]
    let (width, height) = (boxWidth * place.share, boxHeight * place.share)
    let cell = 1 / Float(KeyshapeGrid.side)
    return DrawnBox(
      left: Float(place.columns) * cell - width / 2, top: Float(place.rows) * cell - height / 2,
      width: width, height: height)
  }
}
