import InvertedFile
import Vocabulary

/// Finding the vocabulary that a collection was made with: where it is said to be now, or where it was.
struct CollectionVocabulary {
  let settings: IndexSettings
  let collection: String

  /// Opens the vocabulary, and refuses another one: its words would mean other things.
  func find(given: String?) throws(RetrievalError) -> Vocabulary {
    let path = given ?? settings.vocabularyPath
    let vocabulary: Vocabulary
    do {
      vocabulary = try Vocabulary.open(path)
    } catch {
      guard given == nil else { throw RetrievalError(error) }
      throw RetrievalError(
        path: collection, "its vocabulary cannot be opened (\(error)); say with --vocabulary where it is now")
    }
    guard vocabulary.fingerprint == settings.vocabularyFingerprint else {
      throw RetrievalError(
        path: collection,
        "it was made with a vocabulary of fingerprint \(settings.vocabularyFingerprint), and \(path) has "
          + "\(vocabulary.fingerprint); say with --vocabulary where the right one is")
    }
    return vocabulary
  }

  static func open(_ path: String) throws(RetrievalError) -> Vocabulary {
    do {
      return try Vocabulary.open(path)
    } catch {
      throw RetrievalError(error)
    }
  }
}

extension RetrievalError {
  init(_ error: VocabularyError) {
    self.init("\(error)")
  }
}
