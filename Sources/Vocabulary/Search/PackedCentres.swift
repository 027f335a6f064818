import CKernels
import Core

/// Centres as the kernels want them, in memory of their own. Immutable once made, so it may be shared between threads.
final class PackedCentres: @unchecked Sendable {
  let count: Int
  let dimension: Int
  private let memory: UnsafeMutableRawPointer

  /// - Precondition: at least one centre, of at most SL_MOST_DIMENSIONS numbers.
  init(_ centres: UnsafeBufferPointer<UInt8>, dimension: Int) {
    precondition(dimension > 0 && dimension <= Int(SL_MOST_DIMENSIONS), "centres of too many dimensions")
    precondition(!centres.isEmpty && centres.count.isMultiple(of: dimension), "centres that are not whole")
    self.dimension = dimension
    count = centres.count / dimension
    let size = kernels.packedCentresSize(count, dimension)
    memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
    kernels.packCentres(centres.baseAddress, count, dimension, memory)
  }

  convenience init(_ centres: Matrix<UInt8>) {
    // The buffer lives as long as the packing takes.
    self.init(packing: centres.elements, dimension: centres.columnCount)
  }

  private convenience init(packing elements: [UInt8], dimension: Int) {
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: elements.count)
    _ = buffer.initialize(from: elements)
    defer { buffer.deallocate() }
    self.init(UnsafeBufferPointer(buffer), dimension: dimension)
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
