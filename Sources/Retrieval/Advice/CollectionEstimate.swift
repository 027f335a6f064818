/// What a collection of all pictures will take, from what a sample of them took on this machine.
package struct CollectionEstimate: Sendable, Equatable {
  /// After compaction; right within 4 % for 0.6, 1, 1.8, 10 and 100 million features.
  private static let bytesPer = (feature: 16.7, word: 22.0)
  /// Before compaction a collection takes up to so many times that; measured were 1.02 to 1.99.
  private static let mostGrowth = 2
  /// Of storing, when another thread describes meanwhile: above ten million features a second.
  private static let secondsPerStoredFeature = 1e-7
  /// A shortlist among a hundred million features took 12 ms with one thread, of few features 1.5 ms.
  private static let shortlist = (seconds: 0.0015, perFeature: 1.2e-10)
  /// Two hundred candidates are verified in about 40 ms of one thread.
  private static let proofSeconds = 0.04

  package let features: Int
  package let bytes: Int
  /// The most before compaction, about.
  package let mostBytes: Int
  package let ingestSeconds: Double
  package let querySeconds: Double

  /// - Precondition: `sample` has a picture.
  init(_ sample: [SurveyedPicture], pictureCount: Int, wordCount: Int, jobs: Int) {
    precondition(!sample.isEmpty && jobs > 0)
    let perPicture = Double(sample.reduce(0) { $0 + $1.featureCount }) / Double(sample.count)
    let times = sample.reduce(into: IngestTimings()) { $0 += $1.timings }
    let all = perPicture * Double(pictureCount)
    let described = times.sum / Double(sample.count)
    features = Int(all)
    bytes = Int(all * Self.bytesPer.feature + min(all, Double(wordCount)) * Self.bytesPer.word)
    mostBytes = Self.mostGrowth * bytes
    ingestSeconds =
      described * Double(pictureCount) / Double(min(jobs, max(1, pictureCount)))
      + all * Self.secondsPerStoredFeature
    querySeconds =
      described + Self.shortlist.seconds + all * Self.shortlist.perFeature + Self.proofSeconds / Double(jobs)
  }
}
