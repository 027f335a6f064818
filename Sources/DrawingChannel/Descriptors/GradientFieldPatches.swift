/// What stands around the points of lines in a gradient field: histograms of its directions in windows of three sizes, three by three cells each.
struct GradientFieldPatches {
  static let directionCount = 9
  static let dimension = 9 * directionCount
  /// Cells of the field on the field's side.
  static let fieldSide = 96
  /// Of a window's cell, in cells of the field.
  static let cellSides = [5, 10, 15]
  /// Points of lines that are looked at, evenly chosen from more.
  private static let mostPoints = 400
  /// From the root of a share to a byte: a ninth of everything in one direction of one cell, which is the most
  /// that a cell can usually have, is near 255.
  private static let byteScale: Float = 765

  /// One after another, `dimension` bytes each.
  private(set) var bytes: [UInt8] = []

  init(of lines: LineDrawing) {
    guard let field = GradientField(PlacedLines(lines), side: Self.fieldSide) else { return }
    let sums = Self.sums(of: field)
    let cells = field.isLine.indices.filter { field.isLine[$0] }
    let chosen = min(cells.count, Self.mostPoints)
    bytes.reserveCapacity(chosen * Self.cellSides.count * Self.dimension)
    for place in 0..<chosen {
      let cell = cells[place * cells.count / chosen]
      for side in Self.cellSides { append(sums, cell: cell, side: side) }
    }
  }

  private static let pitch = fieldSide + 1

  /// For each place the sum over all cells above and to the left of it, the directions beside each other: a box of any size is four of these.
  private static func sums(of field: GradientField) -> [SIMD16<Float>] {
    var sums = [SIMD16<Float>](repeating: .zero, count: pitch * pitch)
    for row in 0..<fieldSide {
      var soFar = SIMD16<Float>.zero
      for column in 0..<fieldSide {
        let direction = DoubledAngle.direction(of: field.vectors[row * fieldSide + column])
        let turn = Share(direction / .pi * Float(directionCount))
        soFar[turn.lower % directionCount] += 1 - turn.ofUpper
        soFar[(turn.lower + 1) % directionCount] += turn.ofUpper
        sums[(row + 1) * pitch + column + 1] = sums[row * pitch + column + 1] + soFar
      }
    }
    return sums
  }

  private mutating func append(_ sums: [SIMD16<Float>], cell: Int, side: Int) {
    let (row, column) = (cell / Self.fieldSide, cell % Self.fieldSide)
    let (top, left) = (row - (3 * side - 1) / 2, column - (3 * side - 1) / 2)
    var counts: [SIMD16<Float>] = []
    for down in 0..<3 {
      for over in 0..<3 {
        counts.append(Self.box(sums, left: left + over * side, top: top + down * side, side: side))
      }
    }
    let all = counts.reduce(SIMD16<Float>.zero, +).sum()
    for count in counts {
      for direction in 0..<Self.directionCount {
        // Sums of sums differ by rounding: what is 0 may be a little below.
        let share = max(0, count[direction] / max(all, 1))
        bytes.append(UInt8(min(255, (share.squareRoot() * Self.byteScale).rounded())))
      }
    }
  }

  /// The part of a box that lies in the field.
  private static func box(_ sums: [SIMD16<Float>], left: Int, top: Int, side: Int) -> SIMD16<Float> {
    func clamped(_ place: Int) -> Int { max(0, min(fieldSide, place)) }
    let (first, last) = (clamped(left), clamped(left + side))
    let (upper, lower) = (clamped(top) * pitch, clamped(top + side) * pitch)
    return sums[lower + last] - sums[lower + first] - sums[upper + last] + sums[upper + first]
  }
}
