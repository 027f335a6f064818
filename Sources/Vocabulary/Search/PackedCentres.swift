import CKernels
import Core

/// Centres as the kernels want them, in memory of their own. Immutable once made, so it may be shared between threads.
final class PackedCentres: @unchecked Sendable {
  let count: Int
  let dimension: Int
  private let memory: UnsafeMutableRawPointer

  /// - Precondition: at least one centre, of at most SL_MOST_DIMENSIONS numbers.
  init(_ centres: Matrix<UInt8>) {
    dimension = centres.columnCount
    count = centres.rowCount
    precondition(dimension <= Int(SL_MOST_DIMENSIONS), "centres of too many dimensions")
    precondition(count > 0, "at least one centre")
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: kernels.packedCentresSize(count, dimension), alignment: 64)
    centres.withUnsafeElements {
      kernels.packCentres($0.baseAddress, centres.rowCount, centres.columnCount, memory)
    }
    self.memory = memory
  }

  deinit { memory.deallocate() }

  /// Distances that `distances` writes for a row.
  var pitch: Int { kernels.packedCentresPitch(count) }

  func nearest(
    _ rows: UnsafePointer<UInt8>, rowCount: Int, words: UnsafeMutablePointer<UInt32>,
    squaredDistances: UnsafeMutablePointer<Int32>
  ) {
    kernels.nearestCentres(rows, rowCount, dimension, memory, count, words, squaredDistances)
  }

  func distances(_ rows: UnsafePointer<UInt8>, rowCount: Int, into out: UnsafeMutablePointer<Int32>) {
    kernels.centreDistances(rows, rowCount, dimension, memory, count, out)
  }
}
