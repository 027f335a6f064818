import Core
import Vocabulary

/// What `sightline info` tells of a vocabulary.
enum InfoReport {
  private static let labelWidth = 13

  static func text(_ vocabulary: Vocabulary) -> String {
    let cells = vocabulary.structure.map {
      "two levels, \(grouped($0.cellCount)) cells"
    }
    var lines = [
      ("vocabulary", vocabulary.path), ("words", grouped(vocabulary.wordCount)),
      ("dimension", "\(vocabulary.dimension) bytes"), ("fingerprint", vocabulary.fingerprint),
      ("size", "\(grouped(vocabulary.byteCount)) bytes"),
      ("search", cells ?? "among all words"),
      ("signatures", vocabulary.hamming == nil ? "none" : "\(HammingEmbedding.bitCount) bits"),
    ]
    lines += labelled("recipe", vocabulary.recipe.entries)
    lines += labelled("training", vocabulary.training)
    lines.append(("pictures", pictures(Frequencies(vocabulary), of: vocabulary)))
    return table(lines)
  }

  /// A line each, values below each other.
  static func table(_ lines: [(label: String, value: String)]) -> String {
    lines.map { label, value in
      label + String(repeating: " ", count: labelWidth - label.count) + value + "\n"
    }.joined()
  }

  /// Entries one below the other, the label before the first.
  static func labelled(_ label: String, _ entries: [Property]) -> [(String, String)] {
    entries.enumerated().map { ($0.offset == 0 ? label : "", "\($0.element.key): \($0.element.value)") }
  }

  private static func pictures(_ frequencies: Frequencies, of vocabulary: Vocabulary) -> String {
    "\(grouped(vocabulary.trainingPictureCount)) in training; a word is in "
      + "\(BuildVocabularyReport.decimal(frequencies.mean, 1)) of them on average, the most frequent in "
      + "\(grouped(frequencies.highest)), and "
      + "\(grouped(frequencies.unused)) words in none"
  }

  static func json(_ vocabulary: Vocabulary) -> [UInt8] {
    let frequencies = Frequencies(vocabulary)
    return JSONText.line { json in
      json.member("kind", "vocabulary")
      json.member("path", vocabulary.path)
      json.member("words", vocabulary.wordCount)
      json.member("dimension", vocabulary.dimension)
      json.member("fingerprint", vocabulary.fingerprint)
      append("recipe", vocabulary.recipe.entries, to: &json)
      append("training", vocabulary.training, to: &json)
      json.member("bytes", vocabulary.byteCount)
      json.member("scale", vocabulary.centreScale)
      json.member("cells", vocabulary.structure?.cellCount ?? 0)
      json.member("signatureBits", vocabulary.hamming == nil ? 0 : HammingEmbedding.bitCount)
      json.member("trainingPictures", vocabulary.trainingPictureCount)
      json.key("documentFrequency")
      json.object { json in
        json.key("mean")
        json.value(frequencies.mean, significantDigits: 9)
        json.member("highest", frequencies.highest)
        json.member("unusedWords", frequencies.unused)
      }
    }
  }

  static func append(_ key: String, _ entries: [Property], to json: inout JSONWriter) {
    json.key(key)
    json.object { json in
      for entry in entries { json.member(entry.key, entry.value) }
    }
  }

  /// In how many training pictures words are.
  private struct Frequencies {
    var mean = 0.0
    var highest = 0
    var unused = 0

    init(_ vocabulary: Vocabulary) {
      var sum = 0
      for word in 0..<vocabulary.wordCount {
        let frequency = vocabulary.documentFrequency(of: word)
        sum += frequency
        highest = max(highest, frequency)
        unused += frequency == 0 ? 1 : 0
      }
      mean = Double(sum) / Double(max(1, vocabulary.wordCount))
    }
  }
}
