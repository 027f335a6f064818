import CKernels
import Core

/// Exact search: every vector is compared with the query.
///
/// Similarities are integers times two scales, so they are the same on every path of the kernels; equally similar vectors go by
/// id; so results don't depend on the order of chunks or the number of threads. Bytes come from memory once for any number of
/// queries: a million vectors of 128 take as long as reading 128 MB.
package struct VectorScan: Sendable {
  /// What one query found.
  package struct Result: Sendable {
    /// The most similar first.
    package let nearest: [SimilarVector]
    /// Of the similarities to all vectors; empty unless asked for.
    package let statistics: SimilarityStatistics
  }

  package let queries: [ByteVector]
  private let wantsStatistics: Bool
  private var best: [BestVectors]
  private var statistics: [SimilarityStatistics]

  /// Rows that are compared with one query after the other: 64 KB of the usual vectors stay in the cache meanwhile.
  private static let rowsAtOnce = 512
  /// Rows that a thread takes at a time, if chunks are smaller.
  private static let rowsOfTask = 65_536

  /// `keeping` says how many of the most similar vectors are wanted for each query.
  package init(_ queries: [ByteVector], keeping: Int, statistics: Bool = false) {
    precondition(
      queries.allSatisfy { $0.numbers.count == queries[0].numbers.count }, "queries of one dimension")
    self.queries = queries
    wantsStatistics = statistics
    best = queries.map { _ in BestVectors(capacity: keeping) }
    self.statistics = queries.map { _ in SimilarityStatistics() }
  }

  /// Compares all vectors of a chunk with all queries.
  package mutating func scan(_ chunk: VectorChunk) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: Self.rowsAtOnce) { similarities in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Self.rowsAtOnce) { places in
        guard let values = similarities.baseAddress, let places = places.baseAddress else { return }
        for first in stride(from: 0, to: chunk.rowCount, by: Self.rowsAtOnce) {
          let rows = first..<min(chunk.rowCount, first + Self.rowsAtOnce)
          for query in queries.indices {
            chunk.similarities(to: queries[query], rows: rows, into: values)
            offer(values, of: rows, firstID: chunk.firstID, to: query, places)
          }
        }
      }
    }
  }

  private mutating func offer(
    _ values: UnsafeMutablePointer<Float>, of rows: Range<Int>, firstID: UInt32, to query: Int,
    _ places: UnsafeMutablePointer<UInt32>
  ) {
    let found = kernels.placesAtLeast(values, rows.count, best[query].limit, places)
    for index in 0..<found {
      let place = Int(places[index])
      let id = firstID + UInt32(truncatingIfNeeded: rows.lowerBound + place)
      best[query].offer(SimilarVector(id: id, similarity: values[place]))
    }
    if wantsStatistics { statistics[query].add(UnsafeBufferPointer(start: values, count: rows.count)) }
  }

  /// Takes over what another scan with the same queries has found among other vectors.
  package mutating func merge(_ other: VectorScan) {
    precondition(queries.count == other.queries.count, "another scan's queries")
    for query in queries.indices {
      best[query].offer(other.best[query])
      statistics[query].add(other.statistics[query])
    }
  }

  /// What each query has found so far.
  package var results: [Result] {
    zip(best, statistics).map { Result(nearest: $0.inOrder, statistics: $1) }
  }

  /// Scans chunks on several threads.
  package static func search(
    _ queries: [ByteVector], in chunks: [VectorChunk], keeping: Int, statistics: Bool = false, jobs: Int
  ) -> [Result] {
    guard !queries.isEmpty else { return [] }
    let empty = VectorScan(queries, keeping: keeping, statistics: statistics)
    // Tasks are cut by rows alone, so that sums are added in an order that doesn't depend on threads.
    let tasks = tasks(of: chunks)
    let scans = Parallel.map(count: tasks.count, jobs: jobs) { task in
      var scan = empty
      for chunk in chunks[tasks[task]] { scan.scan(chunk) }
      return scan
    }
    return scans.reduce(into: empty) { $0.merge($1) }.results
  }

  private static func tasks(of chunks: [VectorChunk]) -> [Range<Int>] {
    var tasks: [Range<Int>] = []
    var (first, rows) = (0, 0)
    for (index, chunk) in chunks.enumerated() {
      rows += chunk.rowCount
      guard rows >= rowsOfTask || index == chunks.count - 1 else { continue }
      tasks.append(first..<index + 1)
      (first, rows) = (index + 1, 0)
    }
    return tasks
  }
}

extension VectorChunk {
  /// The similarities of some rows; −∞ where there is no vector.
  func similarities(to query: ByteVector, rows: Range<Int>, into values: UnsafeMutablePointer<Float>) {
    precondition(query.numbers.count == dimension, "a query of another dimension than the vectors")
    kernels.similarities(
      query.numbers, query.scale, row(rows.lowerBound), scale(rows.lowerBound), rows.count, dimension, values)
  }

  /// The similarities of all rows, in their order; −∞ where there is no vector.
  package func similarities(to query: ByteVector) -> [Float] {
    [Float](unsafeUninitializedCapacity: rowCount) { values, count in
      count = rowCount
      if let start = values.baseAddress { similarities(to: query, rows: 0..<rowCount, into: start) }
    }
  }
}
