/// Of the first pictures that a drawing found, those that agree with each other: what they have in common is more probably what
/// was drawn than what any one of them shows.
///
/// A picture counts by how alike it is to the others on the mean, in deviations of all pairs, so that it doesn't matter what
/// likeness is measured in; and by the drawing's own evidence. Agreement with one of which the drawing is sure weighs more. In a prototype, on every third of 680 drawings of dogs, horses and houses,
/// 5 of the first 15 chosen so were of the right class in 57 % of all cases, and without the evidence in 55 %.
struct AgreeingPictures {
  /// In deviations; symmetric, with zeros for a picture and itself.
  private var likeness: [Float]
  private let evidence: [Float]
  private var count: Int { evidence.count }

  /// So many times as many pictures are looked at as are chosen.
  static let pool = 3
  /// The drawing is never so unsure of a picture that agreement with it says nothing.
  private static let leastWeight: Float = 0.5

  /// Of the likeness of each picture, row by row, to all, the greater the more alike; and of what the drawing says of each.
  init(likeness rows: [[Float]], evidence: [Double]) {
    self.evidence = evidence.map { Float($0) }
    likeness = rows.indices.flatMap { row in
      rows.indices.map { $0 == row ? 0 : (rows[row][$0] + rows[$0][row]) / 2 }
    }
    let pairs = Float(max(1, count * (count - 1)))
    let mean = likeness.reduce(0, +) / pairs
    for row in 0..<count {
      for column in 0..<count where column != row { likeness[row * count + column] -= mean }
    }
    let deviation = (likeness.reduce(0) { $0 + $1 * $1 } / pairs).squareRoot()
    // Where all are equally alike, or nothing is known, the drawing decides.
    let isKnown = deviation > 0 && deviation.isFinite
    likeness = likeness.map { isKnown ? $0 / deviation : 0 }
  }

  /// The places of `wanted` pictures, rising: the one that counts least among those that are left goes, one after the other. Of
  /// equals the later one goes.
  func chosen(_ wanted: Int) -> [Int] {
    var left = Array(0..<count)
    let weights = evidence.map { max($0, Self.leastWeight) }
    var sums = left.map { row in left.reduce(Float(0)) { $0 + weights[$1] * likeness[row * count + $1] } }
    while left.count > max(0, wanted) {
      let all = left.reduce(Float(0)) { $0 + weights[$1] }
      let worth = left.map { sums[$0] / max(all - weights[$0], Self.leastWeight) + evidence[$0] }
      guard let worst = left.indices.min(by: { (worth[$0], $1) < (worth[$1], $0) }) else { break }
      let gone = left.remove(at: worst)
      for row in left { sums[row] -= weights[gone] * likeness[row * count + gone] }
    }
    return left
  }
}
