import CKernels
import Core
import Testing

@testable import InvertedFile

/// Every path that this processor has, each against the plain references.
@Suite("Kernels of postings")
struct PostingKernelTests {
  static let paths = ProcessorPath.allCases.filter { $0.kernels != nil }
  static let counts = [1, 2, 3, 7, 8, 9, 15, 16, 17, 18, 31, 33, 63, 64, 65, 72, 73, 127, 129, 200, 321]

  /// Exactly the bytes, at an odd address, and nothing behind them that the process may read: the next page is closed.
  static func withBytesBeforeClosedPage<R>(
    _ bytes: [UInt8], _ body: (UnsafePointer<UInt8>) throws -> R
  ) throws -> R {
    let pages = (bytes.count + 4095) / 4096 + 1
    let region = try #require(ClosedPage(pageCount: pages))
    defer { region.close() }
    let start = region.end - bytes.count
    start.update(from: bytes, count: bytes.count)
    return try body(start)
  }

  /// Gaps with both ends of their range often among them.
  static func gaps(_ count: Int, width: Int, seed: UInt64) -> [UInt64] {
    BitStreamTests.values(count, width: width, seed: seed)
  }

  /// One by one, in 64 bits.
  static func ids(first: UInt32, gaps: [UInt64]) -> [UInt64] {
    gaps.reduce(into: [UInt64(first)]) { ids, gap in ids.append(ids[ids.count - 1] + gap) }
  }

  @Test("ids are the sums of gaps of every width, and leaving 32 bits is told", arguments: paths)
  func unpackIds(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    var overflows = 0
    for width in 0...32 {
      for count in Self.counts {
        let gaps = Self.gaps(count - 1, width: width, seed: UInt64(width * 1000 + count))
        let bytes = BitStreamTests.plain(gaps, width: width)
        let expected = Self.ids(first: 12_345, gaps: gaps)
        var out = [UInt32](repeating: 0xDEAD_BEEF, count: count + 1)
        let isWithin = try Self.withBytesBeforeClosedPage(bytes) {
          kernels.unpackIds($0, bytes.count, count, UInt32(width), 12_345, &out)
        }
        let fits = expected[count - 1] <= UInt64(UInt32.max)
        overflows += fits ? 0 : 1
        #expect((isWithin != 0) == fits, "\(count) ids, \(width) bits")
        #expect(
          Array(out[..<count]) == expected.map { UInt32(truncatingIfNeeded: $0) },
          "\(count) ids, \(width) bits")
        #expect(out[count] == 0xDEAD_BEEF, "nothing is written behind the ids")
      }
    }
    #expect(overflows > 20)
  }

  @Test("the last id within 32 bits is taken, the next one is not", arguments: paths)
  func lastId(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    for count in [2, 17, 40] {
      for (first, isWithin) in [
        (UInt32.max - UInt32(count - 1), true), (UInt32.max - UInt32(count - 2), false),
      ] {
        let bytes = BitStreamTests.plain([UInt64](repeating: 1, count: count - 1), width: 1)
        var out = [UInt32](repeating: 0, count: count)
        #expect((kernels.unpackIds(bytes, bytes.count, count, 1, first, &out) != 0) == isWithin)
      }
    }
  }

  @Test("no id at all is written for none", arguments: paths)
  func noIds(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    var out: [UInt32] = [99]
    #expect(kernels.unpackIds(nil, 0, 0, 7, 3, &out) != 0)
    #expect(out == [99])
    #expect(kernels.unpackIds(nil, 0, 1, 7, 3, &out) != 0)
    #expect(out == [3])
  }
}

extension PostingKernelTests {
  /// A column in which every distance from 0 to all bits occurs: the query with some bits flipped.
  static func column(_ count: Int, query: [UInt8], seed: UInt64) -> [UInt8] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).flatMap { _ -> [UInt8] in
      var signature = query
      for bit in (0..<query.count * 8).shuffled(using: &random).prefix(
        random.index(below: query.count * 8 + 1))
      {
        signature[bit / 8] ^= 1 << UInt8(bit % 8)
      }
      return signature
    }
  }

  static func plainMatches(_ column: [UInt8], query: [UInt8], threshold: Int) -> [(UInt16, UInt8)] {
    stride(from: 0, to: column.count, by: query.count).compactMap { start in
      let distance = query.indices.reduce(0) { $0 + (column[start + $1] ^ query[$1]).nonzeroBitCount }
      return distance <= threshold ? (UInt16(start / query.count), UInt8(distance)) : nil
    }
  }

  @Test(
    "near signatures of 64 and 128 bits are those that the plain count finds", arguments: paths, [8, 16])
  func hammingWithin(path: ProcessorPath, signatureBytes: Int) throws {
    let kernels = try #require(path.kernels)
    let query = (0..<signatureBytes).map { UInt8(truncatingIfNeeded: 0x5A &+ $0 &* 73) }
    var found = 0
    for count in [0] + Self.counts + [1000] {
      let column = Self.column(count, query: query, seed: UInt64(count + signatureBytes))
      for threshold in [0, 1, 24, 40, 63, 64, 127, 128, 255, 1000] {
        let expected = Self.plainMatches(column, query: query, threshold: threshold)
        var indices = [UInt16](repeating: 0, count: count)
        var distances = [UInt8](repeating: 0, count: count)
        let near = try Self.withBytesBeforeClosedPage(column) {
          kernels.hammingWithin(
            $0, count, signatureBytes, query, UInt32(threshold), &indices, &distances)
        }
        #expect(Array(indices[..<near]) == expected.map(\.0), "\(count) signatures, \(threshold) bits")
        #expect(Array(distances[..<near]) == expected.map(\.1), "\(count) signatures, \(threshold) bits")
        found += near
      }
    }
    #expect(found > 5000)
  }

  @Test("any address of the column gives the same", arguments: paths, [8, 16])
  func unaligned(path: ProcessorPath, signatureBytes: Int) throws {
    let kernels = try #require(path.kernels)
    let query = [UInt8](repeating: 0x3C, count: signatureBytes)
    let column = Self.column(150, query: query, seed: 5)
    let expected = Self.plainMatches(column, query: query, threshold: 30)
    for offset in 0..<17 {
      let moved = [UInt8](repeating: 0, count: offset) + column
      var (indices, distances) = ([UInt16](repeating: 0, count: 150), [UInt8](repeating: 0, count: 150))
      let near = moved.withUnsafeBufferPointer {
        kernels.hammingWithin(
          $0.baseAddress.map { $0 + offset }, 150, signatureBytes, query, 30, &indices, &distances)
      }
      #expect(Array(indices[..<near]) == expected.map(\.0))
      #expect(Array(distances[..<near]) == expected.map(\.1))
    }
  }

  @Test("a full block of 65,535 signatures is scanned to its end", arguments: paths)
  func largest(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    var column = [UInt8](repeating: 0xFF, count: 65_535 * 8)
    for index in [0, 40_000, 65_534] { column[index * 8] = 0xFE }
    var indices = [UInt16](repeating: 0, count: 65_535)
    var distances = [UInt8](repeating: 0, count: 65_535)
    let query: [UInt8] = [0xFE] + [UInt8](repeating: 0xFF, count: 7)
    #expect(kernels.hammingWithin(column, 65_535, 8, query, 0, &indices, &distances) == 3)
    #expect(Array(indices[..<3]) == [0, 40_000, 65_534])
    #expect(kernels.hammingWithin(column, 65_535, 8, query, 1, &indices, &distances) == 65_535)
    #expect(indices[65_534] == 65_534 && distances[1] == 1)
  }
}
