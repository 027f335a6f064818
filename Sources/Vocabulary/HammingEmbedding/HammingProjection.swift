import CKernels
import Core

/// Sixty-four directions that descriptors are projected on before each coordinate becomes a bit (Jégou, Douze &
/// Schmid 2008): orthogonal to each other, and random, which spreads what distinguishes descriptors evenly over the bits.
///
/// The directions are rounded to whole numbers −127…127, all by one factor, and descriptors are bytes; so a
/// projection is a sum of whole numbers, exact and the same on every machine. The rounding turns a direction of 128
/// parts by half a degree: nothing, since any random direction is as good as another.
package struct HammingProjection: Sendable, Equatable {
  package static let bitCount = 64

  package let dimension: Int
  /// The directions with 128 added to each part, row after row, and behind them one row of ones: the kernel
  /// multiplies bytes without sign, and the last product is what the 128s have to be taken back by.
  private let unsignedRows: [UInt8]

  /// Random directions; the same for the same seed.
  package init(dimension: Int, seed: UInt64) {
    let directions = RandomDirections.orthonormal(count: Self.bitCount, dimension: dimension, seed: seed)
    let largest = directions.reduce(0) { max($0, $1.magnitude) }
    self.init(rows: directions.map { Int8(($0 / largest * 127).rounded()) }, dimension: dimension)
  }

  /// - Precondition: 64 rows of `dimension` numbers.
  package init(rows: [Int8], dimension: Int) {
    precondition(rows.count == Self.bitCount * dimension, "one direction for each bit")
    self.dimension = dimension
    unsignedRows = rows.map { UInt8(Int($0) + 128) } + [UInt8](repeating: 1, count: dimension)
  }

  /// The directions, row after row.
  package var rows: [Int8] {
    unsignedRows.prefix(Self.bitCount * dimension).map { Int8(Int($0) - 128) }
  }

  /// Writes the 64 coordinates of one descriptor. Below 2³⁰ in size for the dimensions that vocabularies have.
  package func project(
    _ descriptor: UnsafePointer<UInt8>, into coordinates: UnsafeMutablePointer<Int32>
  ) {
    let count = Self.bitCount
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count + 1) { products in
      guard let out = products.baseAddress else { return }
      kernels.dotRows(descriptor, unsignedRows, count + 1, dimension, out)
      let excess = 128 &* Int32(bitPattern: out[count])
      for bit in 0..<count { coordinates[bit] = Int32(bitPattern: out[bit]) &- excess }
    }
  }
}
