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
  /// The best by what a part of the picture shows.
  private var parts: BestRows

  private static let rowsAtOnce = 512
  /// Pictures that are looked at closely because of a part of them.
  private static let promisingParts = 1_000
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
  ///   - rows: `KeyshapeRow.byteCount` bytes for each picture.
  ///   - lengths: a float for each, at any address; 0: it has no lines.
  ///   - count: pictures of the chunk.
  ///   - firstID: that of the first row; those of the others follow.
  package mutating func scan(
    _ rows: UnsafePointer<Int8>, lengths: UnsafeRawPointer, count: Int, firstID: UInt32
  ) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * Self.rowsAtOnce) { scores in
      guard let values = scores.baseAddress else { return }
      for (number, query) in queries.enumerated() {
        for first in stride(from: 0, to: count, by: Self.rowsAtOnce) {
          let here = min(Self.rowsAtOnce, count - first)
          let from = rows + first * KeyshapeRow.byteCount
          query.score(
            from, lengths: lengths + first * MemoryLayout<Float>.size, rowCount: here, wholes: values,
            parts: values + Self.rowsAtOnce)
          for row in 0..<here where values[row] > -.infinity {
            let (whole, part) = (values[row], values[Self.rowsAtOnce + row])
            guard wholes.wants(whole) || parts.wants(part) else { continue }
            let found = FoundRow(
              id: firstID + UInt32(first + row), query: number, whole: whole, part: part,
              numbers: Array(
                UnsafeBufferPointer(start: from + row * KeyshapeRow.byteCount, count: KeyshapeRow.byteCount)))
            wholes.offer(found, score: whole)
            parts.offer(found, score: part)
          }
        }
      }
    }
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
      let places = query.fit.places(
        in: close.map { row in row.numbers.withUnsafeBufferPointer { KeyshapeRow.entries($0) } })
      looks += zip(close, places).map { CloserLook(row: $0, place: $1) }
      looks += whole.dropFirst(Self.mostWholes).filter { $0.query == number && !seen.contains($0.id) }
        .map { CloserLook(row: $0, place: nil) }
    }
    return CloserLook.ranked(looks, queries: queries, wanted: wanted)
  }
}
