import Core

/// A picture in which a drawing was looked for.
package struct DrawingHit: Sendable, Equatable {
  package let id: UInt32
  /// Likeness of the drawing and what stands in the box, beyond what is usual; at most 1.
  package let score: Float
  package let box: DrawnBox
  package let isMirrored: Bool
}

/// Looks for a drawing in all pictures of a collection, chunk by chunk, and keeps the best.
///
/// Scores are whole numbers times a row's own factors, so they are the same on every path of the kernels; equally good pictures go
/// by id; so results don't depend on the order of chunks or the number of threads.
package struct DrawingScan: Sendable {
  private struct Found: Sendable {
    let id: UInt32
    let score: Float
    let query: UInt8
    let placement: UInt8

    func precedes(_ other: Found) -> Bool { (other.score, id) < (score, other.id) }
  }

  /// What is looked for: a drawing, and its mirror image when that is asked for.
  package let queries: [DrawingQuery]
  private let keeping: Int
  private var found: [Found] = []
  /// What a score must reach to be among the best.
  private var limit = -Float.infinity

  private static let rowsAtOnce = 512

  /// `keeping` says how many pictures are wanted.
  package init(_ queries: [DrawingQuery], keeping: Int) {
    self.queries = queries
    self.keeping = max(1, keeping)
  }

  /// Looks into all pictures of a chunk.
  ///
  /// - Parameters:
  ///   - rows: `KeyshapeRow.byteCount` bytes for each picture.
  ///   - lengths: a float for each, at any address; 0: it has no lines.
  ///   - count: pictures of the chunk.
  ///   - firstID: that of the first row; those of the others follow.
  package mutating func scan(
    _ rows: UnsafePointer<Int8>, lengths: UnsafeRawPointer, count: Int, firstID: UInt32
  ) {
    for first in stride(from: 0, to: count, by: Self.rowsAtOnce) {
      scanSome(
        rows + first * KeyshapeRow.byteCount, lengths: lengths + first * MemoryLayout<Float>.size,
        count: min(Self.rowsAtOnce, count - first), firstID: firstID + UInt32(first))
    }
  }

  private mutating func scanSome(
    _ rows: UnsafePointer<Int8>, lengths: UnsafeRawPointer, count: Int, firstID: UInt32
  ) {
    var best = [Found?](repeating: nil, count: count)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { scores in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { placements in
        guard let values = scores.baseAddress, let places = placements.baseAddress else { return }
        for (number, query) in queries.enumerated() {
          query.score(rows, lengths: lengths, rowCount: count, scores: values, placements: places)
          for row in 0..<count where values[row] >= limit && values[row] > best[row]?.score ?? -.infinity {
            best[row] = Found(
              id: firstID + UInt32(row), score: values[row], query: UInt8(number), placement: places[row])
          }
        }
      }
    }
    found += best.compactMap { $0 }
    if found.count >= 2 * keeping { trim() }
  }

  private mutating func trim() {
    found.sort { $0.precedes($1) }
    guard found.count >= keeping else { return }
    found.removeLast(found.count - keeping)
    limit = found.last?.score ?? -.infinity
  }

  /// Takes over what another scan for the same drawing has found in other pictures.
  package mutating func merge(_ other: DrawingScan) {
    found += other.found
    trim()
  }

  /// The best of what was looked into, the best first.
  package var hits: [DrawingHit] {
    found.sorted { $0.precedes($1) }.prefix(keeping).map {
      let query = queries[Int($0.query)]
      return DrawingHit(
        id: $0.id, score: $0.score, box: query.box(at: Int($0.placement)), isMirrored: query.isMirrored)
    }
  }
}
