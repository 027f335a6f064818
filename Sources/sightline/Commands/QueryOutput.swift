import Core
import Retrieval

/// What `sightline query` prints.
enum QueryOutput {
  static let scoreDecimals = 6
  /// How many words explain a result in the text.
  private static let shownWords = 10

  /// A line a result: rank, proof where there is verification, score, rotation where there are several, name.
  static func text(_ report: QueryReport, listsWords: Bool) -> String {
    table(
      report.results.map { columns(of: $0, in: report) }, names: report.results.map(\.name),
      below: report.results.map { listsWords ? $0.words.map(explanation) ?? "" : "" })
  }

  /// Columns aligned at their ends, each row's name behind it, and what stands below it.
  static func table(_ rows: [[String]], names: [String], below: [String]? = nil) -> String {
    let widths = (0..<(rows.first?.count ?? 0)).map { column in
      rows.map { $0[column].count }.max() ?? 0
    }
    return rows.indices.map { row in
      let line = zip(rows[row], widths).map { padded($0, to: $1) } + [Console.printable(names[row])]
      return line.joined(separator: "  ") + "\n" + (below?[row] ?? "")
    }.joined()
  }

  /// All but the name.
  private static func columns(of result: QueryReport.Result, in report: QueryReport) -> [String] {
    let rank = String(result.rank)
    let proof = report.maxNFA == nil ? [rank, fixed(result.score)] : [rank] + proofColumns(of: result)
    return proof + (report.rotations.count > 1 ? [turn(result)] : [])
  }

  private static func turn(_ result: QueryReport.Result) -> String {
    "\(Int(result.rotationInDegrees.rounded()))°" + (result.isMirrored ? "m" : "")
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
      json.timings(stages(of: report))
      json.member("channel", report.channel.rawValue)
      if report.channel != .drawing {
        json.member("scoring", report.scoring.rawValue)
        json.member("wordsPerFeature", report.wordsPerFeature)
      }
      json.member("width", report.width)
      json.member("height", report.height)
      if report.channel != .drawing { json.member("features", report.featureCount) }
      json.member("pictures", report.searchedPictureCount)
      if let maxNFA = report.maxNFA {
        json.member("verified", report.verifiedCount)
        json.member("maxNFA", maxNFA)
      }
      if !report.expandedWith.isEmpty {
        json.key("expandedWith")
        json.array { json in for name in report.expandedWith { json.value(name) } }
      }
      if !report.expansionChannels.isEmpty {
        json.key("expansionChannels")
        json.array { json in for channel in report.expansionChannels { json.value(channel.rawValue) } }
      }
      if let nearest = report.nearest {
        json.key("nearest")
        append(nearest, of: report, to: &json)
      }
      guard report.channel != .drawing else { return }
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
      if report.maxNFA != nil { append(proofOf: result, to: &json) }
      if report.channel == .drawing { append(drawnBoxOf: result, to: &json) }
      json.key("channels")
      json.array { json in for channel in result.channels { json.value(channel.rawValue) } }
      if let similarity = result.similarity { json.member("similarity", similarity) }
      json.member("width", result.pictureWidth)
      json.member("height", result.pictureHeight)
      if report.rotations.count > 1 {
        json.member("rotation", result.rotationInDegrees)
        json.member("queryMirrored", result.isMirrored)
      }
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
      json.member("mirrored", rotation.isMirrored)
      json.member("features", rotation.featureCount)
      json.member("words", rotation.usedWordCount)
      json.member("wordsLeftOut", rotation.leftOutWordCount)
      json.member("candidates", rotation.candidateCount)
    }
  }

  /// What was done, and how many seconds it took.
  private static func stages(of report: QueryReport) -> [(stage: String, seconds: Double)] {
    let timings = report.timings
    guard report.channel != .drawing else {
      let expansion = report.expandedWith.isEmpty ? [] : [("expansion", timings.expansion)]
      return [("decode", timings.decode), ("shortlist", timings.shortlist)] + expansion
        + [("total", timings.total)]
    }
    var stages: [(stage: String, seconds: Double)] = [
      ("decode", timings.decode), ("features", timings.features), ("words", timings.words),
      ("shortlist", timings.shortlist),
    ]
    if report.channel != .words { stages.insert(("vectors", timings.vectors), at: 3) }
    if report.maxNFA != nil {
      stages += [("correspondences", timings.correspondences), ("verification", timings.verification)]
    }
    if !report.expandedWith.isEmpty { stages.append(("expansion", timings.expansion)) }
    if report.results.contains(where: { $0.words != nil }) {
      stages.append(("explanation", timings.explanation))
    }
    return stages + [("total", timings.total)]
  }

  /// With all its decimals, so that points stand below each other.
  static func fixed(_ number: Float) -> String { fixed(Double(number), decimals: scoreDecimals) }

  static func fixed(_ number: Double, decimals wanted: Int) -> String {
    var text = TextWriter()
    text.append(number, decimals: wanted)
    let written = String(decoding: text.bytes, as: UTF8.self)
    let decimals = written.firstIndex(of: ".").map { written.distance(from: $0, to: written.endIndex) - 1 }
    let missing = String(repeating: "0", count: wanted - (decimals ?? 0))
    return written + (decimals == nil ? "." : "") + missing
  }

  private static func padded(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
