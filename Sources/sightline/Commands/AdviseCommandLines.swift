import Retrieval

/// The commands that an advice ends with, as they are typed.
struct AdviseCommandLines {
  private static let ownVocabulary = "words.slv"

  let words: CollectionAdvice.Words
  let operands: [String]
  /// The vocabulary that was given for the advice, if one was.
  let vocabulary: String?

  var lines: [String] {
    let pictures = operands.map(Self.shellWord).joined(separator: " ")
    switch words {
    case .given:
      let option = vocabulary.map { " --vocabulary " + Self.shellWord($0) } ?? ""
      return ["sightline ingest \(collection) \(pictures)\(option)"]
    case .own(let wordCount, let orientation):
      return [
        "sightline build-vocabulary \(Self.ownVocabulary) \(pictures) --words \(wordCount) "
          + "--orientation \(orientation.rawValue)",
        "sightline ingest \(collection) \(pictures) --vocabulary \(Self.ownVocabulary)",
      ]
    }
  }

  /// Named after the only folder that was given.
  private var collection: String {
    let name = operands.count == 1 ? FileSystem.lastComponent(of: operands[0]) : ""
    let isPlain = name.first?.isLetter == true && !InputPictures.isPictureName(name)
    return Self.shellWord((isPlain ? name : "pictures") + ".sight")
  }

  /// The word as a shell takes it: in quotation marks where it has to be.
  static func shellWord(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || "/._-+,:@%=".unicodeScalars.contains(scalar)
    }
    guard !isPlain || word.isEmpty else { return word }
    return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
