import Core
import Testing

@testable import GlobalChannel

@Suite("Exact search")
struct VectorScanTests {
  static func vectors(_ count: Int, dimension: Int, seed: UInt64) -> [ByteVector?] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { index in
      let numbers = (0..<dimension).map { _ in Float(random.normal()) }
      return index % 13 == 5 ? nil : ByteVector(numbers)
    }
  }

  static func similarity(_ a: ByteVector, _ b: ByteVector) -> Float {
    let products = zip(a.numbers, b.numbers).reduce(Int32(0)) { $0 + Int32($1.0) * Int32($1.1) }
    return Float(products) * b.scale * a.scale
  }

  /// The vectors in chunks of these sizes, at addresses that are only multiples of two.
  static func withChunks<R>(
    _ vectors: [ByteVector?], sizes: [Int], dimension: Int, _ body: ([VectorChunk]) throws -> R
  ) throws -> R {
    var bytes: [UInt8] = []
    var ranges: [(Range<Int>, Int, UInt32)] = []
    var first = 0
    for size in sizes {
      bytes += [UInt8](repeating: 0xff, count: bytes.count.isMultiple(of: 4) ? 2 : 1)
      if !bytes.count.isMultiple(of: 2) { bytes.append(0) }
      let chunk = VectorChunk.bytes(of: Array(vectors[first..<first + size]), dimension: dimension)
      ranges.append((bytes.count..<bytes.count + chunk.count, size, UInt32(first)))
      bytes += chunk
      first += size
    }
    return try bytes.withUnsafeBytes { all in
      try body(
        ranges.map { range, rows, first in
          let part = UnsafeRawBufferPointer(rebasing: all[range])
          return try #require(VectorChunk(part, rowCount: rows, dimension: dimension, firstID: first))
        })
    }
  }

  @Test("the nearest are those of comparing one by one, equal ones by id", arguments: [1, 3, 128, 130, 4096])
  func nearest(dimension: Int) throws {
    // Dimensions of few values have many ties.
    let vectors = Self.vectors(700, dimension: dimension, seed: 1)
    let queries = Self.vectors(3, dimension: dimension, seed: 2).compactMap { $0 }
    let results = try Self.withChunks(vectors, sizes: [1, 599, 7, 93], dimension: dimension) { chunks in
      VectorScan.search(queries, in: chunks, keeping: 9, statistics: true, jobs: 1)
    }
    #expect(results.count == 3)
    for (query, result) in zip(queries, results) {
      let all = vectors.enumerated().compactMap { id, vector in
        vector.map { SimilarVector(id: UInt32(id), similarity: Self.similarity(query, $0)) }
      }
      #expect(result.nearest == Array(all.sorted(by: SimilarVector.goesBefore).prefix(9)))
      let mean = all.reduce(0) { $0 + Double($1.similarity) } / Double(all.count)
      let variance = all.reduce(0) { $0 + (Double($1.similarity) - mean) * (Double($1.similarity) - mean) }
      #expect(result.statistics.count == all.count)
      #expect(abs(result.statistics.mean - mean) < 1e-9)
      #expect(abs(result.statistics.deviation - (variance / Double(all.count)).squareRoot()) < 1e-6)
    }
  }

  @Test("results don't depend on the number of threads or the order of chunks")
  func threads() throws {
    let vectors = Self.vectors(140_000, dimension: 2, seed: 3)
    let queries = Self.vectors(2, dimension: 2, seed: 4).compactMap { $0 }
    try Self.withChunks(vectors, sizes: [70_000, 1, 66_000, 3999], dimension: 2) { chunks in
      let one = VectorScan.search(queries, in: chunks, keeping: 50, statistics: true, jobs: 1)
      let many = VectorScan.search(queries, in: chunks, keeping: 50, statistics: true, jobs: 4)
      let turned = VectorScan.search(queries, in: chunks.reversed(), keeping: 50, jobs: 2)
      for (index, result) in one.enumerated() {
        #expect(result.nearest.count == 50)
        #expect(result.nearest == many[index].nearest && result.nearest == turned[index].nearest)
        #expect(result.statistics == many[index].statistics)
      }
    }
  }

  @Test("all similarities of a chunk come in its order, and places without a vector are told")
  func similarities() throws {
    let vectors = Self.vectors(100, dimension: 128, seed: 5)
    let query = try #require(Self.vectors(1, dimension: 128, seed: 6)[0])
    let all = try Self.withChunks(vectors, sizes: [100], dimension: 128) { $0[0].similarities(to: query) }
    #expect(all == vectors.map { $0.map { Self.similarity(query, $0) } ?? -.infinity })
  }

  @Test("fewer vectors than wanted are all found, and nothing is found among none")
  func few() throws {
    let query = try #require(ByteVector([1, 2]))
    let result = try Self.withChunks([nil, query, nil], sizes: [3], dimension: 2) {
      VectorScan.search([query], in: $0, keeping: 10, jobs: 1)
    }
    #expect(result[0].nearest.map(\.id) == [1])
    #expect(VectorScan.search([query], in: [], keeping: 10, jobs: 1)[0].nearest.isEmpty)
    #expect(VectorScan.search([], in: [], keeping: 10, jobs: 1).isEmpty)
  }

  @Test("bytes of another size, or ids beyond 32 bits, are no chunk")
  func refused() {
    let bytes = [UInt8](repeating: 1, count: 2 * (6 + 4))
    bytes.withUnsafeBytes { bytes in
      #expect(VectorChunk(bytes, rowCount: 2, dimension: 6, firstID: 0) != nil)
      #expect(VectorChunk(bytes, rowCount: 2, dimension: 7, firstID: 0) == nil)
      #expect(VectorChunk(bytes, rowCount: 3, dimension: 6, firstID: 0) == nil)
      #expect(VectorChunk(bytes, rowCount: 0, dimension: 6, firstID: 0) == nil)
      #expect(VectorChunk(bytes, rowCount: 2, dimension: 6, firstID: .max - 1) == nil)
    }
    #expect(
      VectorChunk(UnsafeRawBufferPointer(start: nil, count: 0), rowCount: 1, dimension: 0, firstID: 0) == nil)
  }
}
