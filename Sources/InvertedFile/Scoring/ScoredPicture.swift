/// A picture and how well it fits.
package struct ScoredPicture: Sendable, Equatable {
  package let picture: PictureID
  package let score: Float

  package init(picture: PictureID, score: Float) {
    self.picture = picture
    self.score = score
  }

  /// The better score first, of equal ones the picture that was there earlier.
  static func isBetter(_ a: ScoredPicture, _ b: ScoredPicture) -> Bool {
    a.score != b.score ? a.score > b.score : a.picture < b.picture
  }
}

/// The best so many of any number of pictures, exactly: a heap with the worst of them on top.
struct BestPictures {
  private let capacity: Int
  private var heap: [ScoredPicture] = []

  init(capacity: Int) {
    precondition(capacity >= 0)
    self.capacity = capacity
    heap.reserveCapacity(min(capacity, 4096))
  }

  /// Below this a score cannot get in any more.
  var bar: Float { heap.count < capacity ? -.infinity : heap.first?.score ?? .infinity }

  mutating func offer(_ candidate: ScoredPicture) {
    if heap.count < capacity {
      heap.append(candidate)
      rise()
    } else if let worst = heap.first, ScoredPicture.isBetter(candidate, worst) {
      heap[0] = candidate
      sink()
    }
  }

  /// The best first.
  var sorted: [ScoredPicture] { heap.sorted(by: ScoredPicture.isBetter) }

  private mutating func rise() {
    var place = heap.count - 1
    while place > 0, ScoredPicture.isBetter(heap[(place - 1) / 2], heap[place]) {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private mutating func sink() {
    var place = 0
    while true {
      var worst = place
      for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
        if ScoredPicture.isBetter(heap[worst], heap[child]) { worst = child }
      }
      guard worst != place else { return }
      heap.swapAt(place, worst)
      place = worst
    }
  }
}
