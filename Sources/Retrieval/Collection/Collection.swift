import InvertedFile
import Storage
import Vocabulary

/// A collection of pictures that can be searched: the one thing that the tool, the page and the benchmarks use.
///
/// Pictures come and go at any time, each change whole or not at all, while others query, in this process and in others. All
/// methods may be called from any task or thread; those that change the collection wait for each other.
public final class Collection: Sendable {
  /// The folder, as it was given.
  public let path: String
  /// The vocabulary that its words come from.
  public let vocabulary: Vocabulary
  /// The recipe of the network that makes the features, when it was said where it is now.
  let network: String?

  package let folder: IndexFolder
  package let handle: IndexHandle
  let sharedDescriber = SharedDescriber()
  let sharedChannel = SharedChannel(.pictures)
  let sharedDrawingChannel = SharedChannel(.drawings)

  init(
    path: String, vocabulary: Vocabulary, network: String?, index: InvertedIndex
  ) throws(RetrievalError) {
    self.path = path
    self.vocabulary = vocabulary
    self.network = network
    folder = IndexFolder(path: path)
    do {
      handle = try IndexHandle(folder: folder, index: index)
    } catch {
      throw RetrievalError(error)
    }
  }

  /// Whether there is a collection at a path, sound or not.
  public static func exists(atPath path: String) -> Bool { IndexFolder(path: path).exists }

  /// Opens a collection for queries; it is opened for writing when it is first changed.
  ///
  /// `vocabulary` says where its vocabulary is, when it is no longer where it was; and `network` where the recipe of the network is whose
  /// features the words are, if they are, when that is no longer where it was. Whether it is the right network is found out when a picture is
  /// described first.
  public static func open(
    _ path: String, vocabulary: String? = nil, network: String? = nil
  ) throws(RetrievalError) -> Collection {
    let index: InvertedIndex
    do {
      index = try IndexFolder(path: path).open(writable: false)
    } catch {
      throw RetrievalError(error)
    }
    let found = try CollectionVocabulary(settings: index.settings, collection: path).find(given: vocabulary)
    return try Collection(path: path, vocabulary: found, network: network, index: index)
  }

  /// What it keeps of pictures.
  public func options() throws(RetrievalError) -> CollectionOptions {
    CollectionOptions(try settings())
  }

  /// What it was created for.
  package func settings() throws(RetrievalError) -> IndexSettings {
    try index().settings
  }

  /// The current tables.
  package func index(writable: Bool = false) throws(RetrievalError) -> InvertedIndex {
    do {
      return try handle.current(writable: writable)
    } catch {
      throw RetrievalError(error)
    }
  }

  /// The state that was committed last.
  package func snapshot() throws(RetrievalError) -> IndexSnapshot {
    do {
      return try handle.current().snapshot()
    } catch {
      throw RetrievalError(error)
    }
  }
}

extension RetrievalError {
  init(_ error: StorageError) {
    self.init(path: error.path, error.sentence)
  }
}
