import Retrieval

/// All that a benchmark measured, with what it takes to measure it again.
public struct BenchmarkReport: Sendable, Equatable {
  public let truth: GroundTruth
  /// What the truth knows and the disk does not have.
  public let loss: RestrictedTruth
  public let unknownCount, distractorCount: Int
  public let collection: CollectionInformation
  /// Pictures that are on the disk and could not be read.
  public let rejectedCount: Int
  /// `nil` when the collection was there before.
  public let ingestSeconds: Double?
  public let stages: [StageResult]
  public let settings: Settings

  /// What was asked for, and with what.
  public struct Settings: Sendable, Equatable {
    /// The command line.
    public var command: String
    /// The tool's version.
    public var version: String
    public var jobs: Int

    public init(command: String, version: String, jobs: Int) {
      self.command = command
      self.version = version
      self.jobs = jobs
    }
  }

  public init(
    _ pictures: BenchmarkPictures, collection: CollectionInformation, rejectedCount: Int,
    ingestSeconds: Double?, stages: [StageResult], settings: Settings
  ) {
    truth = pictures.truth
    loss = pictures.loss
    unknownCount = pictures.unknownCount
    distractorCount = pictures.distractorCount
    self.collection = collection
    self.rejectedCount = rejectedCount
    self.ingestSeconds = ingestSeconds
    self.stages = stages
    self.settings = settings
  }

  /// Bytes on the disk for each picture.
  public var bytesPerPicture: Double {
    Double(collection.byteCount) / Double(max(1, collection.pictureCount))
  }
}
