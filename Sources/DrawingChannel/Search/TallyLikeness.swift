import CKernels
import Core

/// How much the large keyshapes of pictures are those of a drawing, wherever they stand: the cosine of two tallies, less the usual
/// picture's.
struct TallyLikeness: Sendable {
  private let wanted: [Int8]
  private let usual: [Int8]
  private let unit: Float
  private let usualUnit: Float
  private let offset: Float
  private let usualSquare: Float

  /// `tally` is the drawing's, of length 1.
  init(_ tally: [Float], usual: [Float]) {
    let difference = DescriptorVector.normalised(zip(tally, usual).map { $0 - $1 })
    (wanted, unit) = Self.whole(difference)
    (self.usual, usualUnit) = Self.whole(usual)
    offset = zip(difference, usual).reduce(0) { $0 + $1.0 * $1.1 }
    usualSquare = usual.reduce(0) { $0 + $1 * $1 }
  }

  /// Whole numbers, and what 1 of them stands for.
  private static func whole(_ values: [Float]) -> ([Int8], unit: Float) {
    let unit = max(values.reduce(0) { max($0, abs($1)) }, .leastNormalMagnitude) / Float(Int8.max)
    return (values.map { Int8(($0 / unit).rounded()) }, unit)
  }

  /// How much of a score this makes up.
  private static let share: Float = 0.5

  /// Brings scores to a mean of what they are and of the likeness, for rows that are `DrawingRow.byteCount` bytes each.
  func average(into scores: UnsafeMutablePointer<Float>, _ rows: UnsafePointer<UInt8>, rowCount: Int) {
    wanted.withUnsafeBufferPointer { wanted in
      usual.withUnsafeBufferPointer { usual in
        let query = SLTally(
          wanted: wanted.baseAddress, usual: usual.baseAddress, unit: unit, usualUnit: usualUnit,
          offset: offset, usualSquare: usualSquare, share: Self.share)
        kernels.averageTallies(rows + DrawingRow.tallyStart, rowCount, DrawingRow.byteCount, query, scores)
      }
    }
  }
}
