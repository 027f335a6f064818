/// Vectors as they are stored, one behind the other: so many rows of signed bytes, then a float for each row, the scale that
/// makes it a vector of length 1. A scale of 0 says that there is no vector in that place.
///
/// Only borrows the bytes; whoever makes one sees to it that they outlive it.
package struct VectorChunk: @unchecked Sendable {  // because the bytes are only read
  package let rowCount: Int
  package let dimension: Int
  /// The id of the first row's vector; the others follow without gaps.
  package let firstID: UInt32
  private let start: UnsafeRawPointer

  /// The most numbers that a vector may have: sums of products then fit into 32 bits.
  package static let mostDimensions = 4096

  /// `nil` where the bytes are not exactly as many as the rows need, or ids would go beyond 32 bits.
  package init?(_ bytes: UnsafeRawBufferPointer, rowCount: Int, dimension: Int, firstID: UInt32) {
    guard let start = bytes.baseAddress, rowCount > 0, (1...Self.mostDimensions).contains(dimension),
      UInt64(rowCount) + UInt64(firstID) <= UInt64(UInt32.max),
      bytes.count == Self.byteCount(rowCount: rowCount, dimension: dimension)
    else { return nil }
    self.start = start
    self.rowCount = rowCount
    self.dimension = dimension
    self.firstID = firstID
  }

  package static func byteCount(rowCount: Int, dimension: Int) -> Int { rowCount * (dimension + 4) }

  /// The bytes of a chunk of these vectors; `nil` stands for a place without one.
  package static func bytes(of vectors: [ByteVector?], dimension: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(byteCount(rowCount: vectors.count, dimension: dimension))
    for vector in vectors {
      precondition(vector.map { $0.numbers.count == dimension } ?? true, "a vector of another dimension")
      if let vector {
        bytes += vector.numbers.lazy.map { UInt8(bitPattern: $0) }
      } else {
        bytes += repeatElement(0, count: dimension)
      }
    }
    for vector in vectors {
      withUnsafeBytes(of: (vector?.scale ?? 0).bitPattern.littleEndian) { bytes += $0 }
    }
    return bytes
  }

  /// A row's address.
  func row(_ row: Int) -> UnsafePointer<Int8> {
    (start + row * dimension).assumingMemoryBound(to: Int8.self)
  }

  /// The address of a row's scale, whatever it is a multiple of.
  func scale(_ row: Int) -> UnsafeRawPointer { start + rowCount * dimension + row * 4 }

  /// The vector of a row, or `nil` where there is none.
  package func vector(_ row: Int) -> ByteVector? {
    precondition((0..<rowCount).contains(row), "no such row")
    let scale = scale(row).loadUnaligned(as: Float.self)
    guard scale > 0 else { return nil }
    return ByteVector(
      numbers: Array(UnsafeBufferPointer(start: self.row(row), count: dimension)), scale: scale)
  }
}
