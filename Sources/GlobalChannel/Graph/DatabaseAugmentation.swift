/// Vectors of a collection that take in their own neighbours: the same as query expansion, done to the other side, once and ahead
/// of all queries (Arandjelović & Zisserman 2012; weights as Radenović et al. 2018).
///
/// Every vector is compared with every other: 50,000 vectors of 128 take some seconds, a million half an hour.
package struct DatabaseAugmentation: Sendable, Equatable {
  /// Neighbours that each vector takes in.
  package var neighbourCount = 10
  /// Neighbours weigh cosᵖ.
  package var power = 3.0

  package init() {}

  /// Vectors that are compared with all others together.
  private static let queriesAtOnce = 64

  /// Calls `body` with each vector's id and what becomes of it, in the order of the chunks.
  package func augment<Failure: Error>(
    _ chunks: [VectorChunk], jobs: Int, _ body: (UInt32, ByteVector) throws(Failure) -> Void
  ) throws(Failure) {
    let places = ChunkPlaces(chunks)
    for chunk in chunks {
      for first in stride(from: 0, to: chunk.rowCount, by: Self.queriesAtOnce) {
        let rows = (first..<min(chunk.rowCount, first + Self.queriesAtOnce)).filter {
          chunk.vector($0) != nil
        }
        let queries = rows.compactMap { chunk.vector($0) }
        let found = VectorScan.search(queries, in: chunks, keeping: neighbourCount + 1, jobs: jobs)
        for (index, row) in rows.enumerated() {
          let id = chunk.firstID + UInt32(truncatingIfNeeded: row)
          try body(id, augmented(queries[index], id, found[index].nearest, places))
        }
      }
    }
  }

  /// A few vectors, each with its neighbours among them.
  package func augmented(_ vectors: VectorList, jobs: Int) -> VectorList {
    vectors.withChunk { chunk in
      guard let chunk else { return vectors }
      var all: [ByteVector] = []
      augment([chunk], jobs: jobs) { _, vector in all.append(vector) }
      return VectorList(ids: vectors.ids, vectors: all)
    }
  }

  private func augmented(
    _ vector: ByteVector, _ id: UInt32, _ nearest: [SimilarVector], _ places: ChunkPlaces
  ) -> ByteVector {
    let neighbours = nearest.filter { $0.id != id }.prefix(neighbourCount).compactMap { near in
      places.vector(near.id).map { (vector: $0, similarity: near.similarity) }
    }
    var expansion = QueryExpansion()
    expansion.neighbourCount = neighbourCount
    expansion.power = power
    return expansion.expanded(vector, by: neighbours)
  }
}

/// Finds vectors in chunks by id.
struct ChunkPlaces {
  private let chunks: [VectorChunk]

  init(_ chunks: [VectorChunk]) {
    self.chunks = chunks.sorted { $0.firstID < $1.firstID }
  }

  func vector(_ id: UInt32) -> ByteVector? {
    var (low, high) = (0, chunks.count)
    while low < high {
      let middle = (low + high) / 2
      if chunks[middle].firstID <= id { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let chunk = chunks[low - 1]
    let row = Int(id - chunk.firstID)
    return row < chunk.rowCount ? chunk.vector(row) : nil
  }
}
