import Core
import Testing

@testable import GlobalChannel

@Suite("Query expansion and augmentation")
struct ExpansionTests {
  static func cosine(_ a: ByteVector, _ b: ByteVector) -> Float {
    // Bytes of three numbers are no longer exactly as long as their scale says.
    func product(_ a: ByteVector, _ b: ByteVector) -> Float {
      zip(a.numbers, b.numbers).reduce(0) { $0 + Float($1.0) * Float($1.1) }
    }
    return product(a, b) / (product(a, a) * product(b, b)).squareRoot()
  }

  @Test("the expanded query is the sum of query and neighbours, weighted by powers of their similarities")
  func expansion() throws {
    let query = try #require(ByteVector([1, 0, 0]))
    let near = try #require(ByteVector([0.8, 0.6, 0]))
    let opposite = try #require(ByteVector([-1, 0, 0.2]))
    var expansion = QueryExpansion()
    expansion.power = 2
    let expanded = expansion.expanded(query, by: [(opposite, -0.98), (near, 0.8)])
    // (1, 0, 0) + 0.64·(0.8, 0.6, 0); what points away counts nothing.
    let expected = try #require(ByteVector([1.512, 0.384, 0]))
    #expect(Self.cosine(expanded, expected) > 0.9999)

    expansion.neighbourCount = 1
    let other = try #require(ByteVector([0, 0, 1]))
    let limited = expansion.expanded(query, by: [(other, 0.1), (near, 0.8)])
    #expect(Self.cosine(limited, expected) > 0.9999, "only the most similar neighbour counts")
    expansion.neighbourCount = 0
    #expect(expansion.expanded(query, by: [(near, 0.8)]).numbers == query.numbers)
  }

  @Test("augmented vectors move towards their neighbours, in all chunks, and places without one stay so")
  func augmentation() throws {
    let vectors: [ByteVector?] = [
      ByteVector([1, 0.05, 0]), nil, ByteVector([0, 0, 1]), ByteVector([1, -0.3, 0]),
      ByteVector([0, 0.1, 1]),
    ]
    let first = VectorChunk.bytes(of: Array(vectors[..<3]), dimension: 3)
    let second = VectorChunk.bytes(of: Array(vectors[3...]), dimension: 3)
    var augmented: [UInt32: ByteVector] = [:]
    try first.withUnsafeBytes { first in
      try second.withUnsafeBytes { second in
        let chunks = [
          try #require(VectorChunk(second, rowCount: 2, dimension: 3, firstID: 13)),
          try #require(VectorChunk(first, rowCount: 3, dimension: 3, firstID: 10)),
        ]
        var augmentation = DatabaseAugmentation()
        augmentation.neighbourCount = 1
        augmentation.power = 0
        augmentation.augment(chunks, jobs: 2) { augmented[$0] = $1 }
      }
    }
    #expect(augmented.keys.sorted() == [10, 12, 13, 14])
    let (a, b) = (try #require(augmented[10]), try #require(augmented[13]))
    // Each is the other's neighbour, and with equal weights both become the mean.
    #expect(Self.cosine(a, b) > 0.9999)
    let (c, d) = (try #require(augmented[12]), try #require(augmented[14]))
    #expect(Self.cosine(c, d) > 0.9999 && Self.cosine(a, c) < 0.05)
  }
}
