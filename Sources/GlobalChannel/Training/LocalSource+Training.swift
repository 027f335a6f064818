import Core
import Vocabulary

extension GlobalModelParts.LocalSource {
  /// Learns reduction and aggregation from descriptors of many pictures. The same for any number of jobs.
  ///
  /// - Throws: when there are fewer descriptors than words.
  package static func learn(
    from descriptors: Matrix<UInt8>, recipe: Recipe, options: AggregationOptions
  ) throws(GlobalModelError) -> GlobalModelParts.LocalSource {
    guard descriptors.rowCount > options.wordCount else {
      throw GlobalModelError(
        "\(options.wordCount) words need more descriptors than the \(descriptors.rowCount) that there are; "
          + "give more pictures or fewer --words")
    }
    let sample = evenly(descriptors, most: AggregationOptions.mostDescriptors)
    let reduction = Self.reduction(of: sample, options: options)
    let rows = reduced(.bytes(sample), by: reduction, jobs: options.jobs)
    let clusters = FloatClustering(
      of: rows, count: options.wordCount, rounds: AggregationOptions.clusteringRounds, seed: options.seed,
      jobs: options.jobs)
    return GlobalModelParts.LocalSource(
      recipe: recipe, reduction: reduction, aggregation: aggregation(of: rows, clusters, options))
  }

  /// Every k-th row, so that no more than `most` remain.
  private static func evenly(_ rows: Matrix<UInt8>, most: Int) -> Matrix<UInt8> {
    guard rows.rowCount > most else { return rows }
    var elements: [UInt8] = []
    elements.reserveCapacity(most * rows.columnCount)
    for index in 0..<most { elements += rows[index * rows.rowCount / most] }
    return Matrix(columnCount: rows.columnCount, elements: elements)
  }

  private static func reduction(of sample: Matrix<UInt8>, options: AggregationOptions) -> LinearMap {
    let components = PrincipalComponents(
      of: .bytes(sample), count: options.reducedDimension, jobs: options.jobs)
    return LinearMap(directions: components.directions.roundedToHalves, mean: components.mean)
      .roundedToHalves
  }

  private static func aggregation(
    of rows: Matrix<Float>, _ clusters: FloatClustering, _ options: AggregationOptions
  ) -> Aggregation {
    switch options.kind {
    case .vlad:
      return .vlad(ResidualSums(centres: clusters.centres, normalisesWords: options.normalisesWords))
    case .sparse: return .sparse(SparseCodes(dictionary: clusters.centres))
    case .fisher:
      let trained = GaussianMixture.train(
        on: rows, centres: clusters.centres, assignment: clusters.assignment,
        rounds: AggregationOptions.mixtureRounds, jobs: options.jobs)
      return .fisher(FisherVector(mixture: trained.mixture))
    case .triangulation:
      return .triangulation(triangulation(of: rows, centres: clusters.centres, options))
    }
  }

  private static func triangulation(
    of rows: Matrix<Float>, centres: Matrix<Float>, _ options: AggregationOptions
  ) -> TriangulationEmbedding {
    let count = min(rows.rowCount, AggregationOptions.mostForWhitening)
    let directions = RowWork.map(rowCount: count, columnCount: centres.elements.count, jobs: options.jobs) {
      TriangulationEmbedding.writeDirections(
        of: rows, row: $0 * rows.rowCount / count, from: centres, into: $1)
    }
    let most = PrincipalComponents.mostDirections(rowCount: count, dimension: centres.elements.count)
    let components = PrincipalComponents(of: .floats(directions), count: most, jobs: options.jobs)
    let dropped = min(options.droppedComponents(ofDimension: centres.columnCount), components.count / 2)
    let whitening = Projection.scaled(components.dropping(dropped), whitening: 1)
    return TriangulationEmbedding(centres: centres, whitening: whitening.roundedToHalves)
  }
}
