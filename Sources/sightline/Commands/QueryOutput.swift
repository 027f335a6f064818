import Core
import Retrieval

/// What `sightline query` prints.
enum QueryOutput {
  private static let scoreDecimals = 6
  /// How many words explain a result in the text.
  private static let shownWords = 10

  /// A line a result: rank, score, rotation where there are several, name.
  static func text(_ report: QueryReport) -> String {
    let ranks = String(report.results.count).count
    return report.results.map { result in
      let rank = padded(String(result.rank), to: ranks)
      let rotation =
        report.rotations.count > 1 ? padded("\(Int(result.rotationInDegrees.rounded()))°", to: 4) + "  " : ""
      let name = Console.printable(result.name)
      let words = result.words.map(explanation) ?? ""
      return "\(rank)  \(fixed(result.score))  \(rotation)\(name)\n\(words)"
    }.joined()
  }

  /// The weightiest words, a line each.
  private static func explanation(_ words: [QueryReport.Word]) -> String {
    let lines = words.prefix(shownWords).map { "    \(fixed($0.score))  word \($0.word)\n" }
    guard words.count > shownWords else { return lines.joined() }
    let rest = words.dropFirst(shownWords)
    let sum = rest.reduce(0) { $0 + $1.score }
    let noun = rest.count == 1 ? "word" : "words"
    return lines.joined() + "    \(fixed(sum))  \(rest.count) \(noun) more\n"
  }

  static func json(_ report: QueryReport) -> [UInt8] {
    JSONText.line { json in
      json.member("query", report.query)
      json.member("collection", report.collection)
      json.key("results")
      json.array { json in for result in report.results { append(result, of: report, to: &json) } }
      json.key("timings")
      json.object { append(report, timings: report.timings, to: &$0) }
      json.member("scoring", report.scoring.rawValue)
      json.member("wordsPerFeature", report.wordsPerFeature)
      json.member("width", report.width)
      json.member("height", report.height)
      json.member("features", report.featureCount)
      json.member("pictures", report.searchedPictureCount)
      json.key("rotations")
      json.array { json in for rotation in report.rotations { append(rotation, to: &json) } }
    }
  }

  private static func append(
    _ result: QueryReport.Result, of report: QueryReport, to json: inout JSONWriter
  ) {
    json.object { json in
      json.member("rank", result.rank)
      json.member("name", result.name)
      json.member("score", result.score)
      if report.rotations.count > 1 { json.member("rotation", result.rotationInDegrees) }
      guard let words = result.words else { return }
      json.key("words")
      json.array { json in
        for word in words {
          json.object { json in
            json.member("word", word.word)
            json.member("score", word.score)
          }
        }
      }
    }
  }

  private static func append(_ rotation: QueryReport.Rotation, to json: inout JSONWriter) {
    json.object { json in
      json.member("degrees", rotation.degrees)
      json.member("features", rotation.featureCount)
      json.member("words", rotation.usedWordCount)
      json.member("wordsLeftOut", rotation.leftOutWordCount)
      json.member("candidates", rotation.candidateCount)
    }
  }

  /// In seconds.
  private static func append(
    _ report: QueryReport, timings: QueryReport.Timings, to json: inout JSONWriter
  ) {
    var stages = [
      ("decode", timings.decode), ("features", timings.features), ("words", timings.words),
      ("shortlist", timings.shortlist),
    ]
    if report.results.contains(where: { $0.words != nil }) {
      stages.append(("explanation", timings.explanation))
    }
    for (key, seconds) in stages + [("total", timings.total)] {
      json.key(key)
      json.value(seconds, significantDigits: 6)
    }
  }

  /// With all its decimals, so that points stand below each other.
  private static func fixed(_ number: Float) -> String {
    var text = TextWriter()
    text.append(Double(number), decimals: scoreDecimals)
    let written = String(decoding: text.bytes, as: UTF8.self)
    let decimals = written.firstIndex(of: ".").map { written.distance(from: $0, to: written.endIndex) - 1 }
    let missing = String(repeating: "0", count: scoreDecimals - (decimals ?? 0))
    return written + (decimals == nil ? "." : "") + missing
  }

  private static func padded(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
