import CKernels
import Core

/// Centres as the kernels want them: a place in memory that several of these may share.
struct PackedCentres: Sendable {
  let count: Int
  let dimension: Int
  private let memory: PackedMemory
  private let offset: Int

  private var address: UnsafeMutableRawPointer { memory.start + offset }

  /// Packs centres into memory of their own.
  ///
  /// - Precondition: at least one centre, of at most SL_MOST_DIMENSIONS numbers.
  init(_ centres: Matrix<UInt8>) {
    let memory = PackedMemory(
      byteCount: Self.byteCount(count: centres.rowCount, dimension: centres.columnCount))
    self = centres.withUnsafeElements {
      PackedCentres($0, dimension: centres.columnCount, in: memory, at: 0)
    }
  }

  /// Packs centres into their part of the memory, `byteCount` bytes from `offset` on.
  init(_ rows: UnsafeBufferPointer<UInt8>, dimension: Int, in memory: PackedMemory, at offset: Int) {
    precondition(dimension <= Int(SL_MOST_DIMENSIONS), "centres of too many dimensions")
    precondition(!rows.isEmpty, "at least one centre")
    count = rows.count / dimension
    self.dimension = dimension
    self.memory = memory
    self.offset = offset
    kernels.packCentres(rows.baseAddress, count, dimension, address)
  }

  /// Bytes that so many packed centres take, ending where others may begin.
  static func byteCount(count: Int, dimension: Int) -> Int {
    let size = kernels.packedCentresSize(count, dimension)
    return (size + PackedMemory.alignment - 1) / PackedMemory.alignment * PackedMemory.alignment
  }

  /// Where the next ones may begin, in bytes from the start of the memory.
  var end: Int { offset + Self.byteCount(count: count, dimension: dimension) }

  /// Distances that `distances` writes for a row.
  var pitch: Int { kernels.packedCentresPitch(count) }

  func nearest(
    _ rows: UnsafePointer<UInt8>, rowCount: Int, words: UnsafeMutablePointer<UInt32>,
    squaredDistances: UnsafeMutablePointer<Int32>
  ) {
    kernels.nearestCentres(rows, rowCount, dimension, address, count, words, squaredDistances)
  }

  /// Offers the centres, none of which was offered before, to the chosen rows' lists under these numbers.
  func offer(
    as numbers: UnsafePointer<UInt32>, to chosen: UnsafeBufferPointer<UInt32>, of rows: SLRows,
    _ lists: SLNearestLists
  ) {
    let cell = SLCell(packed: address, count: count, numbers: numbers)
    kernels.offerCentres(rows, chosen.baseAddress, chosen.count, cell, lists)
  }

  func distances(_ rows: UnsafePointer<UInt8>, rowCount: Int, into out: UnsafeMutablePointer<Int32>) {
    kernels.centreDistances(rows, rowCount, dimension, address, count, out)
  }
}

extension PackedCentres {
  /// Unit vectors whose distances are looked at together: a tile of the fastest kernel.
  private static let unitsAtOnce = 12

  /// Writes the centres out row by row.
  ///
  /// How they are packed is the kernel's own affair, but distances tell: |c − eᵢ|² = |c|² − 2cᵢ + 1 with unit vectors eᵢ,
  /// all of it whole numbers, so that cᵢ comes back exactly. For 128 dimensions that costs as much as 144 searches.
  func unpack(into rows: UnsafeMutablePointer<UInt8>) {
    let pitch = pitch
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: (1 + Self.unitsAtOnce) * pitch) { all in
      guard let squares = all.baseAddress else { return }
      distances([UInt8](repeating: 0, count: dimension), rowCount: 1, into: squares)
      for first in stride(from: 0, to: dimension, by: Self.unitsAtOnce) {
        let here = min(Self.unitsAtOnce, dimension - first)
        let fromUnits = squares + pitch
        distances(units(first..<first + here), rowCount: here, into: fromUnits)
        for centre in 0..<count {
          let row = rows + (centre * dimension + first)
          for unit in 0..<here {
            let twice = squares[centre] &+ 1 &- fromUnits[unit &* pitch &+ centre]
            row[unit] = UInt8(truncatingIfNeeded: twice &>> 1)
          }
        }
      }
    }
  }

  private func units(_ columns: Range<Int>) -> [UInt8] {
    columns.flatMap { column in (0..<dimension).map { $0 == column ? 1 : 0 } }
  }
}
