import CKernels
import Core

/// Numbers of 32 bits that rise or repeat (picture ids of a word, words of a picture) as their differences, in as many bits
/// as the greatest difference needs. The first number is kept elsewhere.
enum GapCode {
  static let greatestWidth = 32

  /// Bits that the greatest gap of `numbers` needs.
  static func width(of numbers: UnsafeBufferPointer<UInt32>) -> Int {
    var (allBits, isRising) = (UInt32(0), true)
    for index in 1..<max(1, numbers.count) {
      let (before, number) = (numbers[index &- 1], numbers[index])
      allBits |= number &- before
      isRising = isRising && before <= number
    }
    precondition(isRising, "the numbers rise or repeat")
    return BitStream.width(of: UInt64(allBits))
  }

  /// Bytes of the gaps between `count` numbers.
  static func byteCount(count: Int, width: Int) -> Int {
    BitStream.byteCount(count: max(0, count - 1), width: width)
  }

  /// Writes the gaps of `numbers` to the start of `room`.
  static func write(
    _ numbers: UnsafeBufferPointer<UInt32>, width: Int, into room: UnsafeMutableRawBufferPointer
  ) {
    BitStream.write(count: max(0, numbers.count - 1), width: width, into: room) { index in
      UInt64(numbers[index &+ 1] &- numbers[index])
    }
  }

  /// Writes `count` numbers to `out`, the first and those that the gaps lead to; `gaps` has exactly their bytes. Tells
  /// whether all of them are within 32 bits; where not, those beyond are wrong but all are written.
  static func read(
    count: Int, width: Int, first: UInt32, gaps: UnsafeRawBufferPointer,
    into out: UnsafeMutablePointer<UInt32>
  ) -> Bool {
    precondition(gaps.count == byteCount(count: count, width: width) && width <= greatestWidth)
    let start = gaps.baseAddress?.assumingMemoryBound(to: UInt8.self)
    return kernels.unpackIds(start, gaps.count, count, UInt32(width), first, out) != 0
  }
}
