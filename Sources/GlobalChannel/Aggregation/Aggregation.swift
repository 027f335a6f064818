import Core

/// The ways from any number of local descriptors to one vector.
package enum Aggregation: Sendable, Equatable {
  case vlad(ResidualSums)
  case fisher(FisherVector)
  case sparse(SparseCodes)
  case triangulation(TriangulationEmbedding)

  package enum Kind: String, Sendable, CaseIterable {
    case vlad
    case fisher
    case sparse
    case triangulation

    /// How many words serve best at 128 numbers (docs/global.md); what is learnt grows with it.
    package var usualWordCount: Int {
      switch self {
      case .vlad, .fisher: 64
      case .sparse: 1024
      case .triangulation: 16
      }
    }
  }

  package var kind: Kind {
    switch self {
    case .vlad: .vlad
    case .fisher: .fisher
    case .sparse: .sparse
    case .triangulation: .triangulation
    }
  }

  /// Numbers of a descriptor that goes in.
  package var inputCount: Int {
    switch self {
    case .vlad(let sums): sums.centres.columnCount
    case .fisher(let vector): vector.mixture.dimension
    case .sparse(let codes): codes.dictionary.columnCount
    case .triangulation(let embedding): embedding.centres.columnCount
    }
  }

  /// Centres, Gaussians or words of the dictionary.
  package var wordCount: Int {
    switch self {
    case .vlad(let sums): sums.centres.rowCount
    case .fisher(let vector): vector.mixture.count
    case .sparse(let codes): codes.dictionary.rowCount
    case .triangulation(let embedding): embedding.centres.rowCount
    }
  }

  /// Numbers of the vector that comes out.
  package var outputCount: Int {
    switch self {
    case .vlad(let sums): sums.outputCount
    case .fisher(let vector): vector.outputCount
    case .sparse(let codes): codes.outputCount
    case .triangulation(let embedding): embedding.outputCount
    }
  }

  /// The vector of descriptors, of length 1; `nil` when there are none, or they cancel each other out.
  ///
  /// - Precondition: rows of `inputCount` numbers.
  package func vector(of rows: Matrix<Float>) -> [Float]? {
    precondition(rows.columnCount == inputCount, "descriptors of another length than the words")
    guard rows.rowCount > 0 else { return nil }
    switch self {
    case .vlad(let sums): return sums.vector(of: rows)
    case .fisher(let vector): return vector.vector(of: rows)
    case .sparse(let codes): return codes.vector(of: rows)
    case .triangulation(let embedding): return embedding.vector(of: rows)
    }
  }
}
