/// The vectors of some pictures that follow each other, as they are stored: a view of bytes that somebody else keeps.
///
///     rows      `dimension` signed bytes for each picture, one row behind the other
///     scales    Float32 for each, little-endian, at any alignment; 0: this picture has no vector, and zeros in its row
///     checksum  UInt32
///
/// How many rows there are follows from the length. All lengths are checked when the view is made; from then on nothing that is asked
/// of it reads beyond the bytes, whatever they are. The checksum is not looked at here.
package struct VectorChunk: @unchecked Sendable {
  // Sendable because the bytes that it shows don't change while they are there.
  package let firstPicture: UInt32
  package let count: Int
  package let dimension: Int
  /// `count` rows of `dimension` numbers.
  package let rows: UnsafeBufferPointer<Int8>
  /// Rows and scales as they are stored.
  package let payload: UnsafeRawBufferPointer
  /// A Float32 for each row, at any address; see `scale` for one of them.
  package let scales: UnsafeRawBufferPointer

  /// A view of a stored value with its checksum.
  package init(_ value: UnsafeRawBufferPointer, number: UInt64, layout: VectorLayout)
    throws(InvertedFileError)
  {
    guard number <= UInt64(UInt32.max) / UInt64(layout.capacity) else {
      throw .damaged("a chunk of \(layout.channel.noun)s has a number that no chunk can have")
    }
    let length = value.count - EntryChecksum.byteCount
    let (count, rest) = max(0, length).quotientAndRemainder(dividingBy: layout.rowByteCount)
    guard length > 0, rest == 0, count <= layout.capacity else {
      throw .damaged("chunk \(number) of the \(layout.channel.noun)s has another length than some rows have")
    }
    let split = count * layout.dimension
    firstPicture = UInt32(number) * UInt32(layout.capacity)
    self.count = count
    dimension = layout.dimension
    rows = UnsafeRawBufferPointer(rebasing: value[..<split]).assumingMemoryBound(to: Int8.self)
    scales = UnsafeRawBufferPointer(rebasing: value[split..<length])
    payload = UnsafeRawBufferPointer(rebasing: value[..<length])
  }

  /// The scale of a row; 0 where there is no vector, and for a number that no vector has.
  package func scale(_ row: Int) -> Float {
    let scale = storedScale(row)
    return scale > 0 && scale.isFinite ? scale : 0
  }

  /// As it is stored, damaged or not.
  func storedScale(_ row: Int) -> Float {
    let bits = scales.loadUnaligned(fromByteOffset: VectorLayout.scaleByteCount * row, as: UInt32.self)
    return Float(bitPattern: UInt32(littleEndian: bits))
  }

  /// The numbers of a row.
  package func numbers(_ row: Int) -> UnsafeBufferPointer<Int8> {
    UnsafeBufferPointer(rebasing: rows[row * dimension..<(row + 1) * dimension])
  }

  /// `nil` where there is none.
  package func vector(_ row: Int) -> PictureVector? {
    let scale = scale(row)
    return scale > 0 ? PictureVector(numbers: Array(numbers(row)), scale: scale) : nil
  }
}
