/// How an aggregation of local descriptors is learnt.
package struct AggregationOptions: Sendable, Equatable {
  package var kind = Aggregation.Kind.vlad
  /// Centres, Gaussians or words of the dictionary.
  package var wordCount = 64
  /// Numbers of a descriptor that are kept, at most.
  package var reducedDimension = 64
  /// VLAD: whether each word's sum is made of length 1.
  package var normalisesWords = false
  package var seed: UInt64 = 1
  package var jobs = 1

  package init() {}

  /// Rounds of k-means, and of expectation–maximisation after it: both change next to nothing more by then.
  static let clusteringRounds = 20
  static let mixtureRounds = 25
  /// Descriptors that are learnt from, at most: more change nothing that could be measured, and take longer.
  static let mostDescriptors = 400_000
  /// Fewer for the covariance of directions, which are so many times as long.
  static let mostForWhitening = 24_000

  /// What of a triangulation's components is dropped: the strongest, which all descriptors share; as many as a descriptor has numbers.
  func droppedComponents(ofDimension dimension: Int) -> Int { wordCount > 1 ? dimension : 0 }
}
