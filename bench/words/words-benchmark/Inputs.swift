import Core
import Vocabulary

/// What is wrong, in a sentence.
struct BenchmarkError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// Reading the files to measure with: bytes as they are, and the text that `sightline features` writes.
enum Inputs {
  static func rows(_ path: String, dimension: Int) throws -> Matrix<UInt8> {
    let file = try MappedFile(path: path, willReadAll: true)
    return try withExtendedLifetime(file) {
      guard !file.bytes.isEmpty, file.bytes.count.isMultiple(of: dimension) else {
        throw BenchmarkError("\(path): its length is no multiple of \(dimension)")
      }
      return Matrix(columnCount: dimension, elements: Array(file.bytes))
    }
  }

  /// The descriptors of a feature file in the text form of Oxford: dimension, count, then lines of five numbers for the
  /// region and one for each byte.
  static func oxford(_ path: String) throws -> Matrix<UInt8> {
    let file = try MappedFile(path: path, willReadAll: true)
    return try withExtendedLifetime(file) {
      var tokens = Tokens(bytes: file.bytes)
      guard let dimension = tokens.number(), let count = tokens.number(), dimension > 0 else {
        throw BenchmarkError("\(path): no features")
      }
      var elements: [UInt8] = []
      elements.reserveCapacity(dimension * count)
      for _ in 0..<count {
        for _ in 0..<5 { tokens.skip() }
        for _ in 0..<dimension {
          guard let number = tokens.number().flatMap({ UInt8(exactly: $0) }) else {
            throw BenchmarkError("\(path): a descriptor is no row of bytes")
          }
          elements.append(number)
        }
      }
      return Matrix(columnCount: dimension, elements: elements)
    }
  }
}

/// Words of a text, one after the other.
private struct Tokens {
  let bytes: UnsafeRawBufferPointer
  private var place = 0

  init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  mutating func skip() {
    while place < bytes.count, bytes[place] <= 32 { place += 1 }
    while place < bytes.count, bytes[place] > 32 { place += 1 }
  }

  /// The next word, when it is a whole number without a sign.
  mutating func number() -> Int? {
    while place < bytes.count, bytes[place] <= 32 { place += 1 }
    let start = place
    var value = 0
    while place < bytes.count, 48...57 ~= bytes[place], place - start < 9 {
      value = value * 10 + Int(bytes[place]) - 48
      place += 1
    }
    let ends = place == bytes.count || bytes[place] <= 32
    return place > start && ends ? value : nil
  }
}
