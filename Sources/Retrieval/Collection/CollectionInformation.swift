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
    parts = try snapshot.storedByteCounts().filter { settings.keepsAggregates || $0.table != .aggregates }
      .map { Part(name: $0.table.name, byteCount: $0.bytes) }
    vocabularyPath = settings.vocabularyPath
    vocabularyFingerprint = settings.vocabularyFingerprint
    wordCount = settings.wordCount
    recipe = settings.recipe
    options = CollectionOptions(settings)
    keepsOrientation = settings.keepsOrientation
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
