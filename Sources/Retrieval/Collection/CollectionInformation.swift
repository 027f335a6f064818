import Core
import InvertedFile
import Storage

/// What can be told of a collection without looking at its pictures.
public struct CollectionInformation: Sendable, Equatable {
  /// A part of the data file.
  public struct Part: Sendable, Equatable {
    public let name: String
    public let byteCount: Int
  }

  /// The folder, as it was given.
  public let path: String
  /// The version of the format.
  public let version: Int
  public let pictureCount: Int
  public let featureCount: Int
  /// What was removed and is dropped by the next compaction.
  public let removedPictureCount: Int
  public let removedFeatureCount: Int
  /// The length of the data file, free pages in it included.
  public let byteCount: Int
  /// Its parts, without free pages.
  public let parts: [Part]
  /// Where the vocabulary was when the collection was made.
  public let vocabularyPath: String
  public let vocabularyFingerprint: String
  public let wordCount: Int
  /// How its features are made.
  public let recipe: Recipe
  public let options: CollectionOptions
  /// Whether features have an orientation of their own.
  public let keepsOrientation: Bool
  /// What the vectors of pictures come from; `nil` for a collection without them.
  public let channel: ChannelInformation?
  /// What its drawing rows come from; `nil` for a collection without them.
  public let drawingChannel: ChannelInformation?

  /// `nil` without features.
  public var bytesPerFeature: Double? {
    featureCount > 0 ? Double(byteCount) / Double(featureCount) : nil
  }

  init(path: String, _ index: InvertedIndex) throws(StorageError) {
    let snapshot = try index.snapshot()
    let settings = index.settings
    self.path = path
    version = InvertedIndex.formatVersion
    pictureCount = Int(clamping: snapshot.totals.pictures)
    featureCount = Int(clamping: snapshot.totals.features)
    removedPictureCount = Int(clamping: snapshot.totals.removedPictures)
    removedFeatureCount = Int(clamping: snapshot.totals.removedFeatures)
    byteCount = index.environment.fileByteCount
    channel = try ChannelInformation(.pictures, snapshot)
    drawingChannel = try ChannelInformation(.drawings, snapshot)
    var unused: Set<IndexTable> = settings.keepsAggregates ? [] : [.aggregates]
    if channel == nil { unused.insert(.vectors) }
    if drawingChannel == nil { unused.insert(.drawings) }
    parts = try snapshot.storedByteCounts().filter { !unused.contains($0.table) }
      .map { Part(name: $0.table.name, byteCount: $0.bytes) }
    vocabularyPath = settings.vocabularyPath
    vocabularyFingerprint = settings.vocabularyFingerprint
    wordCount = settings.wordCount
    recipe = settings.recipe
    options = CollectionOptions(settings)
    keepsOrientation = settings.keepsOrientation
  }
}

/// What can be told of a collection's vectors of one kind.
public struct ChannelInformation: Sendable, Equatable {
  /// The model's name.
  public let name: String
  /// Where the model was last.
  public let path: String
  public let fingerprint: String
  /// Numbers of a vector, a byte each.
  public let dimension: Int
  /// Pictures that have a vector.
  public let vectorCount: Int
  /// What they take of the data file.
  public let byteCount: Int

  /// `nil` for a collection without vectors.
  init?(_ channel: VectorChannel, _ snapshot: borrowing IndexSnapshot) throws(StorageError) {
    guard let settings = try snapshot.channelSettings(of: channel) else { return nil }
    name = settings.name
    path = settings.path
    fingerprint = settings.fingerprint
    dimension = settings.dimension
    vectorCount = try snapshot.vectorCount(of: channel)
    byteCount = try snapshot.storedByteCounts().first { $0.table == channel.table }?.bytes ?? 0
  }
}

extension Collection {
  /// What can be told of it, as it is now.
  public func information() throws(RetrievalError) -> CollectionInformation {
    let index = try index()
    do throws(StorageError) {
      return try CollectionInformation(path: path, index)
    } catch {
      throw RetrievalError(error)
    }
  }

  /// The same for a collection whose vocabulary need not be there.
  ///
  /// - Parameter path: the folder of the collection.
  /// - Returns: what can be told of it.
  /// - Throws: when there is none, or it cannot be opened.
  public static func information(
    ofCollectionAt path: String
  ) throws(RetrievalError) -> CollectionInformation {
    let handle = try IndexFolder(path: path).handle()
    do throws(StorageError) {
      return try CollectionInformation(path: path, handle.current())
    } catch {
      throw RetrievalError(path: path, error.sentence)
    }
  }
}
