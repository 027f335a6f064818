import Core
import DrawingChannel
import GlobalChannel
import InvertedFile
import Storage

/// A drawing against the rows of all pictures.
struct DrawingComparison: Sendable {
  /// The best first.
  let hits: [DrawingHit]
  /// What a score tells, measured against those of all pictures that were kept.
  let evidence: VectorEvidence

  /// Compares with all pictures and keeps the best `count`; of those that are `allowed`, where not all are.
  init(
    _ queries: [DrawingQuery], keeping count: Int, allowed: [Bool]?, jobs: Int,
    in snapshot: borrowing IndexSnapshot
  ) throws(StorageError) {
    // A pattern may let few through, so all are kept for it.
    let kept = allowed == nil ? count : max(1, snapshot.idCount)
    let found = try snapshot.withVectorChunks(of: .drawings) { (chunks) throws(StorageError) in
      Self.scan(chunks, for: DrawingScan(queries, keeping: kept), jobs: jobs).hits
    }
    var statistics = SimilarityStatistics()
    found.map(\.score).withUnsafeBufferPointer { statistics.add($0) }
    evidence = VectorEvidence(statistics)
    hits = Array(found.filter { allowed?[Int($0.id)] ?? true }.prefix(count))
  }

  /// Every thread takes some chunks that follow each other.
  private static func scan(
    _ chunks: [InvertedFile.VectorChunk], for empty: DrawingScan, jobs: Int
  ) -> DrawingScan {
    let parts = max(1, min(jobs, chunks.count))
    let scans = Parallel.map(count: parts, jobs: parts) { part in
      var scan = empty
      for chunk in chunks[part * chunks.count / parts..<(part + 1) * chunks.count / parts] {
        scan.take(chunk)
      }
      return scan
    }
    return scans.dropFirst().reduce(into: scans[0]) { $0.merge($1) }
  }
}

extension DrawingScan {
  /// Looks into a chunk as it lies in the collection's file.
  fileprivate mutating func take(_ chunk: InvertedFile.VectorChunk) {
    guard chunk.dimension == DrawingRow.byteCount, let rows = chunk.rows.baseAddress,
      let scales = chunk.scales.baseAddress
    else { return }
    scan(rows, lengths: scales, count: chunk.count, firstID: chunk.firstPicture)
  }
}

extension UsualPicture {
  /// Of the rows of a collection, or of some of them that are spread evenly.
  init(model: KeyshapeModel, of snapshot: borrowing IndexSnapshot) throws(StorageError) {
    self.init(model: model)
    let stride = 1 + max(0, try snapshot.vectorCount(of: .drawings) - 1) / Self.mostRows
    let sampled = try snapshot.withVectorChunks(of: .drawings) { (chunks) throws(StorageError) in
      var usual = UsualPicture(model: model)
      var number = 0
      for chunk in chunks where chunk.dimension == DrawingRow.byteCount {
        for row in 0..<chunk.count where chunk.scale(row) > 0 {
          if number % stride == 0 { usual.add(chunk.numbers(row), length: chunk.scale(row)) }
          number += 1
        }
      }
      return usual
    }
    self = sampled
  }
}
