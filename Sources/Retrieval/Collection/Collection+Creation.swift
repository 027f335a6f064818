import Core
import Glibc
import InvertedFile
import LocalFeatures
import Storage
import Vocabulary

/// Making new collections.
extension Collection {
  /// Makes an empty collection for a vocabulary; `network` is as in `open`. The folder may exist, without a collection in it; it is made with those
  /// above it where it is missing.
  public static func create(
    _ path: String, vocabulary: String, network: String? = nil,
    options: CollectionOptions = CollectionOptions()
  ) throws(RetrievalError) -> Collection {
    guard
      let made = try createUnlessExists(path, vocabulary: vocabulary, network: network, options: options)
    else {
      throw RetrievalError(path: path, "there is a collection already")
    }
    return made
  }

  /// The same for whoever wants a collection, made by whomever: `nil` when there is one, which another process may be making
  /// at this very moment; it is then waited for.
  ///
  /// - Throws: also when `shouldStop` ended the waiting.
  public static func createUnlessExists(
    _ path: String, vocabulary: String, network: String? = nil,
    options: CollectionOptions = CollectionOptions(), onWait: () -> Void = {},
    shouldStop: () -> Bool = { false }
  ) throws(RetrievalError) -> Collection? {
    try options.validate()
    let words = try CollectionVocabulary.open(vocabulary)
    // Refuses a vocabulary that pictures cannot be described for, before anything is made.
    _ = try PictureDescriber(vocabulary: words, options: options.description(network: network))
    let folder = IndexFolder(path: path)
    try makeFolder(path)
    guard let lock = try folder.writerLock(onWait: onWait, shouldStop: shouldStop) else {
      throw RetrievalError(path: path, "another process is writing, and waiting for it was stopped")
    }
    guard !folder.exists else { return nil }
    let index: InvertedIndex
    do {
      index = try folder.create(settings: options.settings(for: words))
    } catch {
      throw RetrievalError(path: path, error.sentence)
    }
    lock.release()
    return try Collection(path: path, vocabulary: words, network: network, index: index)
  }

  private static func makeFolder(_ path: String) throws(RetrievalError) {
    var made = ""
    for (place, part) in path.split(separator: "/", omittingEmptySubsequences: false).enumerated() {
      made += (place == 0 ? "" : "/") + part
      guard !made.isEmpty, mkdir(made, 0o777) != 0 else { continue }
      let number = errno
      var status = stat()
      let isThere = stat(made, &status) == 0
      guard !isThere || status.st_mode & S_IFMT != S_IFDIR else { continue }
      let reason = isThere ? "there is a file of that name" : FileError.reason(for: number)
      throw RetrievalError(path: path, "the folder cannot be made: \(reason)")
    }
  }
}

extension CollectionOptions {
  /// How its pictures are described.
  func description(network: String?) -> DescriptionOptions {
    var options = DescriptionOptions()
    options.network = network
    options.makesSignatures = !isLean
    options.makesAggregates = keepsAggregates
    return options
  }

  func settings(for vocabulary: Vocabulary) -> IndexSettings {
    IndexSettings(
      vocabularyFingerprint: vocabulary.fingerprint, vocabularyPath: Self.absolute(vocabulary.path),
      wordCount: vocabulary.wordCount, recipe: vocabulary.recipe, keepsSignatures: !isLean,
      keepsOrientation: FeatureOptions(recipe: vocabulary.recipe)?.orientation == .dominant,
      keepsAggregates: keepsAggregates)
  }

  init(_ settings: IndexSettings) {
    isLean = !settings.keepsSignatures
    keepsAggregates = settings.keepsAggregates
  }

  /// A path that means the same from every folder.
  static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    let here = String(cString: folder)
    return here.hasSuffix("/") ? here + path : here + "/" + path
  }
}
