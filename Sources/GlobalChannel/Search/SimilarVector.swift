/// A vector that was found, and the cosine of the angle between it and the query.
package struct SimilarVector: Sendable, Equatable {
  package let id: UInt32
  package let similarity: Float

  package init(id: UInt32, similarity: Float) {
    self.id = id
    self.similarity = similarity
  }

  /// The order of results: the most similar first, of equally similar ones the lowest id.
  package static func goesBefore(_ a: SimilarVector, _ b: SimilarVector) -> Bool {
    a.similarity != b.similarity ? a.similarity > b.similarity : a.id < b.id
  }
}

/// The best of what is offered, in whatever order that happens.
struct BestVectors: Sendable {
  let capacity: Int
  /// What is less similar is not among the best.
  private(set) var limit = -Float.greatestFiniteMagnitude
  private var kept: [SimilarVector] = []

  init(capacity: Int) {
    precondition(capacity > 0, "at least one is kept")
    self.capacity = capacity
  }

  /// Sorting now and then costs less than keeping order: as many again are let in first.
  private var room: Int { 2 * capacity + 32 }

  mutating func offer(_ vector: SimilarVector) {
    guard vector.similarity >= limit else { return }
    kept.append(vector)
    if kept.count >= room { prune() }
  }

  mutating func offer(_ others: BestVectors) {
    for vector in others.kept { offer(vector) }
  }

  private mutating func prune() {
    kept.sort(by: SimilarVector.goesBefore)
    guard kept.count >= capacity else { return }
    kept.removeLast(kept.count - capacity)
    limit = kept[capacity - 1].similarity
  }

  /// The best ones in order.
  var inOrder: [SimilarVector] {
    Array(kept.sorted(by: SimilarVector.goesBefore).prefix(capacity))
  }
}
