import Core

/// What a collection is made for and keeps: decided when it is created, the same for ever.
package struct IndexSettings: Sendable, Equatable {
  /// The fingerprint of the vocabulary that words and signatures come from.
  package var vocabularyFingerprint: String
  /// Where that vocabulary was when the collection was created: a hint, for opening and for messages.
  package var vocabularyPath: String
  package var wordCount: Int
  /// How the features are made.
  package var recipe: Recipe
  /// Signatures and geometry. Without them a collection is lean: it knows which words a picture has, and no more.
  package var keepsSignatures: Bool
  /// Whether features have an orientation of their own.
  package var keepsOrientation: Bool
  /// One aggregated signature for each word of a picture, for the selective match kernel.
  package var keepsAggregates: Bool

  package init(
    vocabularyFingerprint: String, vocabularyPath: String, wordCount: Int, recipe: Recipe,
    keepsSignatures: Bool = true, keepsOrientation: Bool = false, keepsAggregates: Bool = false
  ) {
    self.vocabularyFingerprint = vocabularyFingerprint
    self.vocabularyPath = vocabularyPath
    self.wordCount = wordCount
    self.recipe = recipe
    self.keepsSignatures = keepsSignatures
    self.keepsOrientation = keepsOrientation
    self.keepsAggregates = keepsAggregates
  }
}

extension IndexSettings {
  private static let recipePrefix = "recipe-"

  /// As it is stored: lines of `key=value`.
  var lines: String {
    let own = [
      Property("vocabulary", vocabularyFingerprint), Property("vocabulary-path", vocabularyPath),
      Property("words", String(wordCount)), Property("signatures", Self.word(keepsSignatures)),
      Property("orientation", Self.word(keepsOrientation)),
      Property("aggregates", Self.word(keepsAggregates)),
    ]
    return (own + recipe.entries.map { Property(Self.recipePrefix + $0.key, $0.value) }).lines
  }

  /// `nil` for lines that are no settings.
  init?(lines: UnsafeRawBufferPointer) {
    guard let properties = [Property](lines: lines) else { return nil }
    let values = Dictionary(uniqueKeysWithValues: properties.map { ($0.key, $0.value) })
    guard let vocabulary = values["vocabulary"], let path = values["vocabulary-path"],
      let words = values["words"].flatMap({ Int($0) }), (1...Int(UInt32.max)).contains(words),
      let signatures = values["signatures"].flatMap(Self.flag),
      let orientation = values["orientation"].flatMap(Self.flag),
      let aggregates = values["aggregates"].flatMap(Self.flag)
    else { return nil }
    let recipe = properties.filter { $0.key.hasPrefix(Self.recipePrefix) }.map {
      Property(String($0.key.dropFirst(Self.recipePrefix.count)), $0.value)
    }
    self.init(
      vocabularyFingerprint: vocabulary, vocabularyPath: path, wordCount: words, recipe: Recipe(recipe),
      keepsSignatures: signatures, keepsOrientation: orientation, keepsAggregates: aggregates)
  }

  private static func word(_ flag: Bool) -> String { flag ? "yes" : "no" }

  private static func flag(_ word: String) -> Bool? {
    switch word {
    case "yes": true
    case "no": false
    default: nil
    }
  }
}
