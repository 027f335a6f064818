import Core

/// A vocabulary file, opened: the words, and how descriptors become words.
///
/// Works on the mapped file: opening copies none of the large parts. It does read all of them once, since a
/// byte that changed is refused before it can do harm; that takes a few milliseconds for 65,536 words.
public final class Vocabulary: Sendable {
  /// The path as it was given.
  public let path: String
  public let wordCount: Int
  /// The number of bytes of a descriptor.
  public let dimension: Int
  /// How the descriptors are made that the words are for.
  public let recipe: Recipe
  /// How the training went, for people to read.
  public let training: [Property]
  /// How many pictures the document frequencies were counted in.
  public let trainingPictureCount: Int
  /// Thirty-two hexadecimal digits that are the same exactly for vocabularies that give every descriptor of every
  /// recipe the same meaning: same recipe, centres, projection and medians.
  public let fingerprint: String
  /// A centre's byte times this is what the descriptors were before they became bytes; usually 1.
  package let centreScale: Float
  /// What finds words fast, where the file has it.
  package let structure: TwoLevelStructure?
  /// What makes signatures, where the file has it.
  package let hamming: HammingEmbedding?

  private let file: MappedFile
  nonisolated(unsafe) private let centreBytes: UnsafeRawBufferPointer
  nonisolated(unsafe) private let frequencies: UnsafeRawBufferPointer

  /// Opens a file, and refuses one that is cut, altered, of another version or no vocabulary at all.
  public static func open(_ path: String) throws(VocabularyError) -> Vocabulary {
    let file: MappedFile
    do {
      file = try MappedFile(path: path, willReadAll: true)
    } catch {
      throw VocabularyError(error)
    }
    do {
      return try Vocabulary(file)
    } catch {
      throw VocabularyError(path: path, error.message)
    }
  }

  private init(_ file: MappedFile) throws(VocabularyError) {
    defer { withExtendedLifetime(file) {} }
    let sections = try VocabularySections(of: file.bytes)
    let header = sections.header
    self.file = file
    path = file.path
    wordCount = Int(header.wordCount)
    dimension = Int(header.dimension)
    recipe = Recipe(try VocabularyReading.properties(sections, .recipe))
    training = try VocabularyReading.properties(sections, .training)
    trainingPictureCount = Int(header.pictureCount)
    fingerprint = header.fingerprint.hexadecimal
    centreScale = header.centreScale
    structure = try VocabularyReading.structure(sections)
    hamming = try VocabularyReading.hamming(sections, owner: file)
    centreBytes = sections[.centres]
    frequencies = try VocabularyReading.documentFrequencies(sections)
  }

  /// The length of the file.
  public var byteCount: Int { file.bytes.count }

  /// In how many of the training pictures a word occurs.
  ///
  /// - Precondition: `word` is below `wordCount`.
  public func documentFrequency(of word: Int) -> Int {
    precondition((0..<wordCount).contains(word), "the vocabulary has no such word")
    return withExtendedLifetime(self) {
      Int(frequencies.load(fromByteOffset: word * 4, as: UInt32.self))
    }
  }

  /// Refuses descriptors that were made in another way than those that the words are for.
  public func check(_ recipe: Recipe) throws(VocabularyError) {
    guard let difference = self.recipe.difference(from: recipe) else { return }
    throw VocabularyError(
      path: path,
      "its words were \(difference): describe the pictures as the vocabulary says, or build one for these")
  }

  /// The centres, copied out of the file.
  package func centres() -> Centres {
    withExtendedLifetime(self) {
      Centres(rows: Matrix(columnCount: dimension, elements: Array(centreBytes)))
    }
  }

  /// The centres in the file, row after row; valid as long as this object lives.
  package func withUnsafeCentres<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows
    -> Result
  {
    try withExtendedLifetime(self) { try body(centreBytes.assumingMemoryBound(to: UInt8.self)) }
  }
}
