/// Ranking along a graph of neighbours instead of straight through space (Iscen et al. 2017): heat is put onto the nearest
/// vectors of a query and spreads along edges; what belongs to the same object gets warm, however far it is from the query.
///
/// The state of rest f solves (I − α·S) f = y. The matrix is symmetric and its eigenvalues lie within 1 − α and 1 + α, so conjugate
/// gradients find f in a few steps; twenty suffice for ranks. All in double precision on one thread: the same everywhere.
package struct Diffusion: Sendable, Equatable {
  /// k: vectors are joined when each is among so many nearest of the other.
  package var neighbourCount = 50
  /// Neighbours of the query that are warmed.
  package var seedCount = 10
  /// γ: similarities count max(0, cos)^γ.
  package var power = 3.0
  /// How much of the heat is passed on in each step: below 1.
  package var alpha = 0.99
  package var iterations = 20
  /// Iterations end when what is left is this share of y.
  package var tolerance = 1e-6

  package init() {}

  /// A vector and how warm it has become.
  package struct Ranked: Sendable, Equatable {
    package let id: UInt32
    package let heat: Double
  }

  /// The graph of the vectors that are ranked: the shortlist of a query, some hundreds to two thousand.
  package func graph(of vectors: VectorList, jobs: Int) -> NeighbourGraph {
    NeighbourGraph(vectors, neighbourCount: neighbourCount, power: power, jobs: jobs)
  }

  /// Where a query warms the vectors: its nearest ones, by place. Known results may be added, or take its place.
  package func seeds(of query: ByteVector, among vectors: VectorList) -> [(place: Int, weight: Double)] {
    let similarities = vectors.similarities(to: query)
    var best = BestVectors(capacity: seedCount)
    for (place, similarity) in similarities.enumerated() {
      best.offer(SimilarVector(id: UInt32(truncatingIfNeeded: place), similarity: similarity))
    }
    return best.inOrder.map { (Int($0.id), Double(VectorSum.weight($0.similarity, power: power))) }
  }

  /// f, by place. A place that is named twice gets both weights; weights that are negative or no numbers count nothing.
  package func heats(on graph: NeighbourGraph, seeds: [(place: Int, weight: Double)]) -> [Double] {
    precondition((0..<1).contains(alpha), "α from 0 to below 1")
    var y = [Double](repeating: 0, count: graph.count)
    for seed in seeds where seed.weight > 0 && seed.weight.isFinite { y[seed.place] += seed.weight }
    return solve(graph, y)
  }

  /// All vectors of the graph, the warmest first, equally warm ones by id.
  package func ranking(on graph: NeighbourGraph, seeds: [(place: Int, weight: Double)]) -> [Ranked] {
    zip(graph.ids, heats(on: graph, seeds: seeds)).map { Ranked(id: $0, heat: $1) }
      .sorted { $0.heat != $1.heat ? $0.heat > $1.heat : $0.id < $1.id }
  }

  /// Conjugate gradients (Hestenes & Stiefel 1952): x the solution so far, r what is left of y, p the direction of the next step.
  private func solve(_ graph: NeighbourGraph, _ y: [Double]) -> [Double] {
    var x = [Double](repeating: 0, count: y.count)
    var (r, p, image) = (y, y, x)
    var left = Self.product(r, r)
    let enough = left * tolerance * tolerance
    for _ in 0..<iterations where left > enough {
      graph.applyDiffusion(p, alpha: alpha, into: &image)
      let step = left / Self.product(p, image)
      for row in x.indices {
        x[row] += step * p[row]
        r[row] -= step * image[row]
      }
      let now = Self.product(r, r)
      let turn = now / left
      for row in p.indices { p[row] = r[row] + turn * p[row] }
      left = now
    }
    return x
  }

  private static func product(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
