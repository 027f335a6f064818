/// Where the time of an ingest went, in seconds, summed over the workers: with n of them busy all the time, n seconds a second.
public struct IngestTimings: Sendable, Equatable {
  /// Reading files, and hashing what is in them.
  public internal(set) var reading = 0.0
  public internal(set) var decoding = 0.0
  /// Finding points and describing them.
  public internal(set) var features = 0.0
  /// From descriptors to words and signatures.
  public internal(set) var words = 0.0
  /// The model of the vectors, where the collection has some.
  public internal(set) var vectors = 0.0
  /// Transactions, waiting for the disk included. One thread writes; the others go on describing meanwhile.
  public internal(set) var storing = 0.0

  public init() {}

  public var sum: Double { reading + decoding + features + words + vectors + storing }

  public static func += (sum: inout IngestTimings, more: IngestTimings) {
    sum.reading += more.reading
    sum.decoding += more.decoding
    sum.features += more.features
    sum.words += more.words
    sum.vectors += more.vectors
    sum.storing += more.storing
  }
}
