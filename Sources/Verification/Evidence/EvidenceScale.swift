/// What counting needs beside the correspondences themselves, made once for a pair: features as small numbers, and the cells that
/// they lie in.
struct EvidenceScale {
  /// Of each correspondence, its features as numbers from 0.
  let first, second: [Int32]
  let firstCount, secondCount: Int
  /// Of each correspondence, its cells in the two pictures.
  let firstCell, secondCell: [Int32]
  let cellCount: Int

  /// Cells along a side of a square picture.
  private static let cellsPerUnit: Float = 20
  /// Cells along each side of the grid: pictures of sides 1 : 10 still fit, and what lies outside belongs to the border.
  private static let gridSide = 64

  init(_ pair: PicturePair, _ columns: CorrespondenceColumns) {
    let all = pair.correspondences
    (first, firstCount) = Self.numbered(all.map(\.firstFeature))
    (second, secondCount) = Self.numbered(all.map(\.secondFeature))
    cellCount = Self.gridSide * Self.gridSide
    firstCell = all.indices.map { Self.cell(columns.firstX[$0 / 8][$0 % 8], columns.firstY[$0 / 8][$0 % 8]) }
    secondCell = all.indices.map {
      Self.cell(columns.secondX[$0 / 8][$0 % 8], columns.secondY[$0 / 8][$0 % 8])
    }
  }

  /// The same values get the same numbers.
  private static func numbered(_ features: [UInt32]) -> (numbers: [Int32], count: Int) {
    let order = features.indices.sorted { features[$0] < features[$1] }
    var numbers = [Int32](repeating: 0, count: features.count)
    var count: Int32 = 0
    for (place, index) in order.enumerated() {
      if place > 0, features[index] != features[order[place - 1]] { count += 1 }
      numbers[index] = count
    }
    return (numbers, features.isEmpty ? 0 : Int(count) + 1)
  }

  private static func cell(_ x: Float, _ y: Float) -> Int32 {
    func index(_ place: Float) -> Int32 {
      Int32(max(0, min(Float(gridSide - 1), (place * cellsPerUnit).rounded(.down) + Float(gridSide / 2))))
    }
    return index(y) * Int32(gridSide) + index(x)
  }
}
