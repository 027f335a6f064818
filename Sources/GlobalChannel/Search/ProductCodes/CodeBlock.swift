import CKernels

/// 64 vectors of a list, side by side. A list is one block behind the other; the last one may have empty places, and each place
/// from which a vector was taken is empty.
///
/// For each pair of parts the high halves of 64 vectors' bytes; then 64 ids; then 64 corrections; then for each vector the
/// low halves of its bytes, a pair of parts in a byte. What is scanned stands together, what only the best are asked for behind it.
struct CodeBlock {
  static let vectorCount = Int(SL_CODE_BLOCK)
  /// The id of an empty place.
  static let empty = UInt32.max

  let pairCount: Int

  var idOffset: Int { pairCount * Self.vectorCount }
  private var correctionOffset: Int { idOffset + 4 * Self.vectorCount }
  private var lowOffset: Int { correctionOffset + Self.vectorCount }
  var byteCount: Int { lowOffset + pairCount * Self.vectorCount }

  /// A block of empty places.
  var emptyBytes: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: byteCount)
    for index in idOffset..<correctionOffset { bytes[index] = 0xff }
    return bytes
  }

  func id(_ block: UnsafeRawPointer, _ place: Int) -> UInt32 {
    UInt32(littleEndian: block.loadUnaligned(fromByteOffset: idOffset + 4 * place, as: UInt32.self))
  }

  func correction(_ block: UnsafeRawPointer, _ place: Int) -> UInt8 {
    block.load(fromByteOffset: correctionOffset + place, as: UInt8.self)
  }

  /// Writes a vector into a place of the block that begins at `start`.
  func write(
    id: UInt32, code: ArraySlice<UInt8>, correction: UInt8, to place: Int, of bytes: inout [UInt8],
    at start: Int
  ) {
    for pair in 0..<pairCount {
      let first = code[code.startIndex + 2 * pair]
      let second = code[code.startIndex + 2 * pair + 1]
      bytes[start + pair * Self.vectorCount + place] = first >> 4 | second & 0xf0
      bytes[start + lowOffset + place * pairCount + pair] = first & 15 | second << 4
    }
    bytes[start + correctionOffset + place] = correction
    setID(id, place: place, of: &bytes, at: start)
  }

  func setID(_ id: UInt32, place: Int, of bytes: inout [UInt8], at start: Int) {
    for byte in 0..<4 {
      bytes[start + idOffset + 4 * place + byte] = UInt8(truncatingIfNeeded: id >> (8 * UInt32(byte)))
    }
  }

  /// The whole code of a place.
  func code(_ block: UnsafeRawPointer, _ place: Int) -> [UInt8] {
    (0..<pairCount).flatMap { pair in
      let high = block.load(fromByteOffset: pair * Self.vectorCount + place, as: UInt8.self)
      let low = block.load(fromByteOffset: lowOffset + place * pairCount + pair, as: UInt8.self)
      return [high << 4 | low & 15, high & 0xf0 | low >> 4]
    }
  }

  /// The sum of the entries that the bytes of a place choose from one table of 256 for each part, in a fixed order.
  func sum(_ block: UnsafeRawPointer, _ place: Int, _ tables: UnsafePointer<Float>) -> Float {
    var (evenSum, oddSum) = (Float(0), Float(0))
    var (high, low) = (block + place, block + (lowOffset + place * pairCount))
    var table = tables
    for _ in 0..<pairCount {
      let (a, b) = (Int(high.load(as: UInt8.self)), Int(low.load(as: UInt8.self)))
      evenSum += table[(a & 15) &<< 4 | b & 15]
      oddSum += table[ProductModel.memberCount &+ (a & 0xf0 | b &>> 4)]
      high += Self.vectorCount
      low += 1
      table += 2 * ProductModel.memberCount
    }
    return evenSum + oddSum
  }
}
