/// A picture's row that may be among the best, and what it scored.
struct FoundRow: Sendable {
  let id: UInt32
  /// Which of the scan's drawings it was held against.
  let query: Int
  let whole: Float
  /// Its lines, for a closer look.
  let map: [UInt8]
}

/// The rows with the highest scores so far; of equal ones those of lower ids.
struct BestRows: Sendable {
  private let capacity: Int
  private var found: [(row: FoundRow, score: Float)] = []
  /// The last one that is kept, once there are enough: what comes must be better.
  private var limit: (score: Float, id: UInt32) = (-.infinity, .max)

  init(capacity: Int) {
    self.capacity = capacity
  }

  func wants(_ score: Float, id: UInt32) -> Bool {
    score > limit.score || score == limit.score && id <= limit.id
  }

  mutating func offer(_ row: FoundRow, score: Float) {
    guard wants(score, id: row.id) else { return }
    found.append((row, score))
    if found.count >= 2 * capacity { trim() }
  }

  mutating func merge(_ other: BestRows) {
    for (row, score) in other.found { offer(row, score: score) }
  }

  private mutating func trim() {
    found.sort(by: Self.precedes)
    guard found.count >= capacity else { return }
    found.removeLast(found.count - capacity)
    if let last = found.last { limit = (last.score, last.row.id) }
  }

  private static func precedes(_ a: (row: FoundRow, score: Float), _ b: (row: FoundRow, score: Float)) -> Bool
  {
    (b.score, a.row.id, a.row.query) < (a.score, b.row.id, b.row.query)
  }

  /// The best first.
  var rows: [FoundRow] {
    found.sorted(by: Self.precedes).prefix(capacity).map(\.row)
  }
}
