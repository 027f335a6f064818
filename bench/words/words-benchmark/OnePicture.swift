import Core
import Vocabulary

/// What a program does that opens a vocabulary for a single picture.
enum OnePicture {
  static func assign(vocabulary path: String, features: String) throws -> String {
    let start = ContinuousClock.now
    let vocabulary = try Vocabulary.open(path)
    let opened = ContinuousClock.now
    let rows = try Inputs.oxford(features)
    guard rows.columnCount == vocabulary.dimension else {
      throw BenchmarkError("\(features): descriptors of another length than the words")
    }
    let read = ContinuousClock.now
    let words = vocabulary.wordSearch().nearest(rows, jobs: 1).words
    let assigned = ContinuousClock.now
    var json = JSONWriter()
    json.object { json in
      json.member("rows", words.count)
      json.member("differentWords", Set(words).count)
      for (key, span) in [
        ("openMilliseconds", opened - start), ("readMilliseconds", read - opened),
        ("assignMilliseconds", assigned - read),
      ] {
        json.key(key)
        json.value(span / .milliseconds(1), significantDigits: 6)
      }
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
