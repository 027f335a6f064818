import Core

/// A picture in which a drawing was looked for.
package struct DrawingHit: Sendable, Equatable {
  package let id: UInt32
  /// Likeness of the drawing and the picture, beyond what is usual; at most 1, and more where the drawing's very shape stands.
  package let score: Float
  package let box: DrawnBox
  package let isMirrored: Bool
}

/// Looks for a drawing in all pictures of a collection, chunk by chunk, and at the most promising ones closely.
///
/// Scores are whole numbers times a row's own factors, so they are the same on every path of the kernels; equally good pictures go
/// by id; so results don't depend on the order of chunks or the number of threads.
package struct DrawingScan: Sendable {
  /// What is looked for: a drawing, and its mirror image when that is asked for.
  package let queries: [DrawingQuery]
  private let wanted: Int
  /// The best by what the whole picture shows.
  private var wholes: BestRows
  /// Those that have most of the outline somewhere.
  private var parts: BestRows

  private static let rowsAtOnce = 512
  /// Pictures whose fine maps are looked at because of a part of them.
  private static let promisingParts = 3_000
  /// The same because of the whole.
  private static let leastWholes = 200
  private static let mostWholes = 2_000

  /// `keeping` says how many pictures are wanted.
  package init(_ queries: [DrawingQuery], keeping: Int) {
    self.queries = queries
    wanted = max(1, keeping)
    // A picture may be among the best with each of the drawings.
    let drawings = max(1, queries.count)
    wholes = BestRows(capacity: drawings * max(wanted, Self.leastWholes))
    parts = BestRows(capacity: drawings * Self.promisingParts)
  }

  /// Looks into all pictures of a chunk.
  ///
  /// - Parameters:
  ///   - rows: `DrawingRow.byteCount` bytes for each picture.
  ///   - lengths: a float for each, at any address; 0: it has no lines.
  ///   - count: pictures of the chunk.
  ///   - firstID: that of the first row; those of the others follow.
  package mutating func scan(
    _ rows: UnsafePointer<Int8>, lengths: UnsafeRawPointer, count: Int, firstID: UInt32
  ) {
    rows.withMemoryRebound(to: UInt8.self, capacity: count * DrawingRow.byteCount) { rows in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * Self.rowsAtOnce) { scores in
        guard let wholes = scores.baseAddress else { return }
        let promises = wholes + Self.rowsAtOnce
        for (number, query) in queries.enumerated() {
          for first in stride(from: 0, to: count, by: Self.rowsAtOnce) {
            let here = min(Self.rowsAtOnce, count - first)
            let from = rows + first * DrawingRow.byteCount
            query.score(
              from, lengths: lengths + first * MemoryLayout<Float>.size, rowCount: here, wholes: wholes,
              promises: promises)
            for row in 0..<here where wholes[row] > -.infinity {
              offer(
                from + row * DrawingRow.byteCount, id: firstID + UInt32(first + row), query: number,
                whole: wholes[row], promise: promises[row])
            }
          }
        }
      }
    }
  }

  private mutating func offer(
    _ numbers: UnsafePointer<UInt8>, id: UInt32, query: Int, whole: Float, promise: Float
  ) {
    guard wholes.wants(whole, id: id) || parts.wants(promise, id: id) else { return }
    let map = UnsafeBufferPointer(start: numbers + DrawingRow.mapStart, count: LineMap.byteCount)
    let found = FoundRow(id: id, query: query, whole: whole, map: Array(map))
    wholes.offer(found, score: whole)
    parts.offer(found, score: promise)
  }

  /// Takes over what another scan for the same drawing has found in other pictures.
  package mutating func merge(_ other: DrawingScan) {
    wholes.merge(other.wholes)
    parts.merge(other.parts)
  }

  /// The best of what was looked into, the best first, after a closer look at those that promise most.
  package var hits: [DrawingHit] {
    let (whole, part) = (wholes.rows, parts.rows)
    var looks: [CloserLook] = []
    for (number, query) in queries.enumerated() {
      var seen: Set<UInt32> = []
      let close = (whole.prefix(Self.mostWholes) + part)
        .filter { $0.query == number && seen.insert($0.id).inserted }
      let places = query.outline.places(in: close.map(\.map))
      looks += zip(close, places).map { CloserLook(row: $0, places: $1) }
      looks += whole.dropFirst(Self.mostWholes).filter { $0.query == number && !seen.contains($0.id) }
        .map { CloserLook(row: $0, places: nil) }
    }
    return CloserLook.ranked(looks, queries: queries, wanted: wanted)
  }
}
