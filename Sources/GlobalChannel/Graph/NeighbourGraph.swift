import Core

/// Who is whose neighbour among a few vectors, mutually, and how strongly: W of Iscen et al. 2017.
///
/// Two vectors are joined when each is among the k nearest of the other, with weight max(0, cos)^γ; mutual neighbours keep out
/// vectors that are near to everything. Weights are then divided by the square roots of both ends' sums, S = D^−½ W D^−½.
/// A thousand vectors of 128 take 3 ms.
package struct NeighbourGraph: Sendable {
  /// The vectors' ids, by place.
  package let ids: [UInt32]
  /// Where each row's entries begin, and one more.
  let starts: [Int]
  /// The other ends, rising in each row.
  let neighbours: [UInt32]
  let weights: [Double]

  /// Vectors that are compared with all others together.
  private static let queriesAtOnce = 64

  /// `neighbourCount` is k, `power` is γ.
  package init(_ vectors: VectorList, neighbourCount: Int, power: Double, jobs: Int) {
    precondition(neighbourCount > 0, "at least one neighbour")
    let nearest = Self.nearest(vectors, count: neighbourCount, jobs: jobs)
    let mutual = Self.mutual(nearest, power: power)
    let scales = mutual.map { row in
      let sum = row.reduce(0) { $0 + $1.weight }
      return sum > 0 ? 1 / sum.squareRoot() : 0
    }
    ids = vectors.ids
    starts = mutual.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
    neighbours = mutual.flatMap { $0.map(\.place) }
    weights = mutual.enumerated().flatMap { row, edges in
      edges.map { $0.weight * scales[row] * scales[Int($0.place)] }
    }
  }

  package var count: Int { ids.count }
  /// Pairs that are joined.
  package var edgeCount: Int { neighbours.count / 2 }

  private typealias Edge = (place: UInt32, weight: Double)

  private static func nearest(_ vectors: VectorList, count: Int, jobs: Int) -> [[SimilarVector]] {
    let tasks = (vectors.count + queriesAtOnce - 1) / queriesAtOnce
    return Parallel.map(count: tasks, jobs: jobs) { task in
      let places = task * queriesAtOnce..<min(vectors.count, (task + 1) * queriesAtOnce)
      // One more, as each is its own nearest.
      var scan = VectorScan(places.map(vectors.vector), keeping: count + 1)
      vectors.withChunk { chunk in if let chunk { scan.scan(chunk) } }
      return zip(places, scan.results).map { place, found in
        Array(found.nearest.filter { Int($0.id) != place }.prefix(count))
      }
    }.flatMap { $0 }
  }

  private static func mutual(_ nearest: [[SimilarVector]], power: Double) -> [[Edge]] {
    let known = nearest.map { found in
      Dictionary(uniqueKeysWithValues: found.map { (Int($0.id), $0.similarity) })
    }
    return nearest.enumerated().map { place, found in
      found.compactMap { near -> Edge? in
        let other = Int(near.id)
        guard let theirs = known[other][place] else { return nil }
        // Both see the same similarity but for its last bit, and the matrix has to be symmetric.
        let weight = VectorSum.weight(place < other ? near.similarity : theirs, power: power)
        return weight > 0 ? (place: near.id, weight: Double(weight)) : nil
      }.sorted { $0.place < $1.place }
    }
  }

  /// out = x − α·S·x.
  func applyDiffusion(_ x: [Double], alpha: Double, into out: inout [Double]) {
    for row in 0..<count {
      var sum = 0.0
      for edge in starts[row]..<starts[row + 1] { sum += weights[edge] * x[Int(neighbours[edge])] }
      out[row] = x[row] - alpha * sum
    }
  }
}
