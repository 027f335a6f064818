import CKernels
import Core

/// How much the large keyshapes of pictures are those of a drawing, wherever they stand: the cosine of two tallies, less the usual
/// picture's.
struct TallyLikeness: Sendable {
  private let wanted: [Int8]
  private let usual: [Int8]
  private let unit: ByteUnit
  private let usualUnit: ByteUnit
  private let offset: Float
  private let usualSquare: Float

  /// `tally` is the drawing's, of length 1.
  init(_ tally: [Float], usual: [Float]) {
    let difference = DescriptorVector.normalised(zip(tally, usual).map { $0 - $1 })
    (unit, usualUnit) = (ByteUnit(for: difference), ByteUnit(for: usual))
    wanted = difference.map(unit.byte)
    self.usual = usual.map(usualUnit.byte)
    offset = zip(difference, usual).reduce(0) { $0 + $1.0 * $1.1 }
    usualSquare = usual.reduce(0) { $0 + $1 * $1 }
  }

  /// How much of a score this makes up.
  private static let share: Float = 0.5

  /// Brings scores to a mean of what they are and of the likeness, for rows that are `DrawingRow.byteCount` bytes each.
  func average(into scores: UnsafeMutablePointer<Float>, _ rows: UnsafePointer<UInt8>, rowCount: Int) {
    wanted.withUnsafeBufferPointer { wanted in
      usual.withUnsafeBufferPointer { usual in
        let query = SLTally(
          wanted: wanted.baseAddress, usual: usual.baseAddress, unit: unit.value, usualUnit: usualUnit.value,
          offset: offset, usualSquare: usualSquare, share: Self.share)
        kernels.averageTallies(rows + DrawingRow.tallyStart, rowCount, DrawingRow.byteCount, query, scores)
      }
    }
  }
}
