/// A few vectors in memory, in the form of a chunk, with any ids: what a graph is made of.
package struct VectorList: Sendable {
  /// Rising or not, each once.
  package let ids: [UInt32]
  package let dimension: Int
  private let bytes: [UInt8]

  /// - Precondition: vectors of one dimension, an id for each.
  package init(ids: [UInt32], vectors: [ByteVector]) {
    precondition(ids.count == vectors.count, "an id for each vector")
    self.ids = ids
    dimension = vectors.first?.numbers.count ?? 1
    bytes = VectorChunk.bytes(of: vectors, dimension: dimension)
  }

  package var count: Int { ids.count }

  /// The vectors as a chunk whose first id is 0, or `nil` when there are none.
  func withChunk<Result>(_ body: (VectorChunk?) -> Result) -> Result {
    bytes.withUnsafeBytes {
      body(VectorChunk($0, rowCount: count, dimension: dimension, firstID: 0))
    }
  }

  /// The vector in a place.
  package func vector(_ place: Int) -> ByteVector {
    withChunk { $0?.vector(place) } ?? ByteVector(numbers: [Int8](repeating: 0, count: dimension), scale: 0)
  }

  /// The similarities of all vectors to a query, in the places' order.
  package func similarities(to query: ByteVector) -> [Float] {
    withChunk { $0?.similarities(to: query) ?? [] }
  }
}
