import GlobalChannel
import InvertedFile
import Storage

/// A query's vector against those of all pictures.
struct VectorComparison: Sendable {
  let query: ByteVector
  /// The most similar pictures first.
  let nearest: [SimilarVector]
  let evidence: VectorEvidence
  private let similarities: [UInt32: Float]

  /// Compares with all pictures, of which those that are `allowed` may be found.
  init(
    _ query: ByteVector, keeping count: Int, allowed: [Bool]?, jobs: Int,
    in snapshot: borrowing IndexSnapshot
  ) throws(StorageError) {
    self.query = query
    let found = try snapshot.withVectorChunks { (chunks) throws(StorageError) in
      let views = chunks.compactMap { GlobalChannel.VectorChunk($0) }
      let all = VectorScan.search([query], in: views, keeping: count, statistics: true, jobs: jobs).first
      // A pattern may let few through, so what it lets through is ranked by itself.
      let nearest = allowed.map { allowed in
        Self.nearest(to: query, in: views, count: count) { allowed[Int($0)] }
      }
      return (nearest: nearest ?? all?.nearest ?? [], statistics: all?.statistics)
    }
    nearest = found.nearest
    evidence = VectorEvidence(found.statistics ?? SimilarityStatistics())
    similarities = Dictionary(nearest.map { ($0.id, $0.similarity) }) { first, _ in first }
  }

  private static func nearest(
    to query: ByteVector, in chunks: [GlobalChannel.VectorChunk], count: Int,
    _ isAllowed: (UInt32) -> Bool
  ) -> [SimilarVector] {
    let allowed = chunks.flatMap { chunk in
      chunk.similarities(to: query).enumerated().compactMap { row, similarity -> SimilarVector? in
        let id = chunk.firstID + UInt32(truncatingIfNeeded: row)
        guard similarity > -.infinity, isAllowed(id) else { return nil }
        return SimilarVector(id: id, similarity: similarity)
      }
    }
    return Array(allowed.sorted(by: SimilarVector.goesBefore).prefix(count))
  }

  /// The same for another vector or other similarities, measured against the same distribution.
  init(_ other: VectorComparison, nearest: [SimilarVector]) {
    query = other.query
    evidence = other.evidence
    self.nearest = nearest
    similarities = other.similarities.merging(nearest.map { ($0.id, $0.similarity) }) { $1 }
  }

  /// How similar a picture is, whether it is among the nearest or not; `nil` when it has no vector.
  func similarity(
    of picture: PictureID, in snapshot: borrowing IndexSnapshot
  ) throws(StorageError) -> Float? {
    if let known = similarities[picture.rawValue] { return known }
    guard let stored = try snapshot.vector(of: picture) else { return nil }
    return VectorList(ids: [picture.rawValue], vectors: [ByteVector(stored)]).similarities(to: query).first
  }

  /// Whether a picture is among the nearest.
  func holds(_ picture: PictureID) -> Bool { similarities[picture.rawValue] != nil }
}

extension GlobalChannel.VectorChunk {
  /// A collection's chunk as search takes it, without copying.
  init?(_ stored: InvertedFile.VectorChunk) {
    self.init(
      stored.payload, rowCount: stored.count, dimension: stored.dimension, firstID: stored.firstPicture)
  }
}
