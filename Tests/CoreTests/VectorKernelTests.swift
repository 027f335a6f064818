import CKernels
import Core
import Testing

/// The kernels of vector search: every path against plain integer arithmetic.
@Suite("Vector kernels")
struct VectorKernelTests {
  static func signed(_ count: Int, seed: UInt64) -> [Int8] {
    var random = SeededGenerator(seed: seed)
    // The ends of the range too, −128 among them: damaged files have it.
    return (0..<count).map { _ in [-128, 127, Int8(random.index(below: 255) - 127)][random.index(below: 3)] }
  }

  static func dots(_ query: [Int8], _ rows: [Int8]) -> [Int32] {
    stride(from: 0, to: rows.count, by: query.count).map { row in
      query.indices.reduce(Int32(0)) { $0 + Int32(query[$1]) * Int32(rows[row + $1]) }
    }
  }

  @Test("products of signed bytes equal the plain ones", arguments: KernelTests.paths)
  func products(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    for dimension in [1, 2, 15, 16, 17, 63, 64, 65, 127, 128, 129, 200, 256, 4096] {
      for rowCount in [1, 3, 4, 5, 9] {
        let (query, rows) = (Self.signed(dimension, seed: 1), Self.signed(rowCount * dimension, seed: 2))
        var out = [Int32](repeating: 7, count: rowCount + 1)
        kernels.signedDots(query, rows, rowCount, dimension, &out)
        #expect(out == Self.dots(query, rows) + [7], "\(rowCount) rows of \(dimension)")
      }
    }
  }

  @Test("similarities are products times both scales, and −∞ without a scale", arguments: KernelTests.paths)
  func similarities(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    for (rowCount, dimension) in [(1, 128), (63, 128), (64, 5), (65, 128), (200, 130)] {
      let (query, rows) = (Self.signed(dimension, seed: 3), Self.signed(rowCount * dimension, seed: 4))
      let scales = (0..<rowCount).map { [0.25, 0.003, 0, -1, .nan][$0 % 5] / Float($0 + 1) }
      // Scales begin at an odd multiple of two.
      let bytes = [0, 0] + scales.withUnsafeBytes { Array($0) }
      var out = [Float](repeating: 7, count: rowCount + 1)
      bytes.withUnsafeBytes {
        kernels.similarities(
          query, 0.01, rows, $0.baseAddress.map { $0 + 2 }, rowCount, dimension, &out)
      }
      let expected = zip(Self.dots(query, rows), scales).map { $1 > 0 ? Float($0) * $1 * 0.01 : -.infinity }
      #expect(out == expected + [7])
    }
  }

  @Test("places at least as high as a limit are told, equal ones too", arguments: KernelTests.paths)
  func places(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    var random = SeededGenerator(seed: 5)
    for count in [0, 1, 15, 16, 17, 31, 32, 33, 100] {
      let numbers = (0..<count).map { _ in random.index(below: 7) }
      for limit in [0, 3, 6, 7] {
        let expected = numbers.indices.filter { numbers[$0] >= limit }.map { UInt32($0) }
        var places = [UInt32](repeating: .max, count: count + 1)
        let values = numbers.map { $0 == 0 ? -Float.infinity : Float($0) }
        let few = kernels.placesAtLeast(values, count, limit == 0 ? -.infinity : Float(limit), &places)
        #expect(Array(places[..<few]) == expected)
        let sums = numbers.map { UInt16($0 * 9000) }
        let found = kernels.sumsAtLeast(sums, count, UInt16(limit * 9000), &places)
        #expect(Array(places[..<found]) == expected)
      }
    }
  }

  @Test("half bytes choose the entries that are summed", arguments: KernelTests.paths)
  func halfBytes(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    var random = SeededGenerator(seed: 6)
    for (blocks, pairs) in [(1, 1), (3, 2), (2, 32), (1, 256)] {
      let codes = (0..<blocks * pairs * 64).map { _ in UInt8(random.index(below: 256)) }
      // With 256 pairs of the highest entries the sums come to the end of their range.
      let tables = (0..<pairs * 32).map { _ in pairs == 256 ? 127 : UInt8(random.index(below: 128)) }
      var sums = [UInt16](repeating: 7, count: blocks * 64 + 1)
      kernels.sumHalfBytes(codes, blocks, pairs, tables, &sums)
      let expected = (0..<blocks * 64).map { vector in
        (0..<pairs).reduce(0) { sum, pair in
          let code = Int(codes[(vector / 64 * pairs + pair) * 64 + vector % 64])
          return sum + Int(tables[pair * 32 + code % 16]) + Int(tables[pair * 32 + 16 + code / 16])
        }
      }
      #expect(sums.map(Int.init) == expected + [7])
    }
  }

  @Test("signatures differ in as many bits as counted one by one", arguments: KernelTests.paths)
  func hamming(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    var random = SeededGenerator(seed: 7)
    for words in [1, 2, 8, 1023] {
      let column = (0..<5 * words * 8).map { _ in UInt8(random.index(below: 256)) }
      let query = column[..<(words * 8)].map { ~$0 }
      var distances = [UInt16](repeating: 7, count: 6)
      kernels.hammingDistances(column, 5, words, query, &distances)
      let expected = (0..<5).map { s in
        query.indices.reduce(0) { $0 + (query[$1] ^ column[s * words * 8 + $1]).nonzeroBitCount }
      }
      #expect(distances.map(Int.init) == expected + [7])
      #expect(distances[0] == UInt16(words * 64))
    }
  }
}
