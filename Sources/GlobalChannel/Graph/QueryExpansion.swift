/// A query together with what it found: the query of a second search.
///
/// Each of the most similar vectors is added with the weight cosᵅ (Radenović, Tolias & Chum 2018). With α = 0 that is the mean; a
/// larger α trusts the far ones less, and spares a decision about how many to take.
package struct QueryExpansion: Sendable, Equatable {
  /// Neighbours that are added.
  package var neighbourCount = 10
  /// α.
  package var power = 3.0

  package init() {}

  /// The query with its neighbours, the most similar of which are taken; the query itself counts 1.
  package func expanded(_ query: ByteVector, by neighbours: [(vector: ByteVector, similarity: Float)])
    -> ByteVector
  {
    var sum = VectorSum(dimension: query.numbers.count)
    sum.add(query, weight: 1)
    let order = neighbours.indices.sorted {
      let (a, b) = (neighbours[$0].similarity, neighbours[$1].similarity)
      return a != b ? a > b : $0 < $1
    }
    for index in order.prefix(neighbourCount) {
      let weight = VectorSum.weight(neighbours[index].similarity, power: power)
      sum.add(neighbours[index].vector, weight: weight)
    }
    return sum.direction ?? query
  }
}
