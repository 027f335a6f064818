import Core
import Evaluation

/// The parts of a benchmark's page above the queries.
struct BenchmarkTables {
  let report: BenchmarkReport

  /// What was searched with what.
  var facts: String {
    let collection = report.collection
    let count = max(1, collection.pictureCount)
    var text =
      "<p>\(NumberText.count(report.truth.queries.count, "query", plural: "queries")) in "
      + "\(NumberText.count(collection.pictureCount, "picture")), \(Int((Double(collection.featureCount) / Double(count)).rounded())) features and "
      + "\(Int(report.bytesPerPicture.rounded())) bytes each; \(collection.wordCount) words. "
      + "The query's own picture \(report.truth.benchmark.queryPictureRule).</p>\n"
    if let lost = report.loss.summary {
      text += "<p><strong>A part only:</strong> \(HTMLText.escaped(lost)).</p>\n"
    }
    return text
  }

  var measures: String {
    "<h2>By stage</h2>\n"
      + report.truth.setups.map(\.name).map { name in
        (name.isEmpty ? "" : "<h3>\(HTMLText.escaped(name))</h3>\n") + measures(ofSetup: name)
      }.joined()
  }

  private func measures(ofSetup name: String) -> String {
    let rows = summaries(ofSetup: name)
    guard let first = rows.first?.summary else { return "" }
    var table = PageTable(
      head: ["stage", "mAP", "95 % of it", "finite sum"] + first.precisions.map { "P@\($0.count)" }
        + first.recalls.map { "recall@\($0.count)" } + ["R-precision"]
        + (report.truth.benchmark == .ukbench ? ["N-S"] : []))
    for (stage, summary) in rows {
      table.append(
        [
          .text(stage.title), .number(summary.meanAveragePrecision),
          .text("\(Self.four(summary.interval.lower)) – \(Self.four(summary.interval.upper))"),
          .number(summary.meanFiniteSum),
        ] + (summary.precisions + summary.recalls).map { .number($0.value) } + [.number(summary.rPrecision)]
          + (report.truth.benchmark == .ukbench ? [.number(summary.topFour)] : []))
    }
    return table.html(best: .greatest)
  }

  private func summaries(ofSetup name: String) -> [(stage: BenchmarkStage, summary: SetupSummary)] {
    report.stages.compactMap { stage in
      stage.setups.first { $0.name == name }.map { (stage.stage, $0) }
    }
  }

  var curves: String {
    "<h2>Recall and precision</h2>\n"
      + report.truth.setups.map(\.name).map { name in
        let lines = summaries(ofSetup: name).map { (name: $0.stage.title, curve: $0.summary.curve) }
        guard !lines.isEmpty else { return "" }
        return (name.isEmpty ? "" : "<h3>\(HTMLText.escaped(name))</h3>\n")
          + "<div class=\"curves\">\(CurvePlot(lines: lines).svg)</div>\n"
      }.joined()
  }

  /// Median milliseconds of each step; steps that no stage has are left out.
  var times: String {
    let steps = report.stages.first?.medianTimings.steps.map(\.stage) ?? []
    let used = steps.indices.filter { step in
      report.stages.contains { $0.medianTimings.steps[step].seconds > 0 }
    }
    var table = PageTable(head: ["milliseconds"] + used.map { steps[$0] })
    for stage in report.stages {
      table.append(
        [.text(stage.stage.title)]
          + used.map {
            .text(NumberText.fixed(stage.medianTimings.steps[$0].seconds * 1000, decimals: 1))
          })
    }
    return "<h2>Times of a query</h2>\n<p class=\"faint\">Medians on one thread, "
      + "\(NumberText.count(report.settings.jobs, "query", plural: "queries")) at a time.</p>\n"
      + table.html(best: nil)
  }

  var settings: String {
    let collection = report.collection
    var table = PageTable(head: ["", ""])
    var rows: [(String, String)] = [
      ("command", report.settings.command), ("version", report.settings.version),
      ("words", collection.vocabularyPath), ("fingerprint of the words", collection.vocabularyFingerprint),
      ("bytes in all", "\(collection.byteCount)"),
      ("bytes a feature", collection.bytesPerFeature.map { NumberText.fixed($0, decimals: 2) } ?? "none"),
      ("pictures the truth does not know", "\(report.unknownCount)"),
      ("distractors", "\(report.distractorCount)"), ("unreadable pictures", "\(report.rejectedCount)"),
    ]
    if let seconds = report.ingestSeconds {
      rows.append(("ingested in", "\(NumberText.fixed(seconds, decimals: 1)) s"))
    }
    for (name, value) in rows { table.append([.text(name), .text(value)]) }
    return "<h2>Settings</h2>\n" + table.html(best: nil, style: "facts")
  }

  static func four(_ number: Double) -> String { NumberText.fixed(number, decimals: 4) }
}

/// A table of a page.
struct PageTable {
  enum Cell {
    case text(String)
    case number(Double)
  }

  enum Best {
    case greatest
  }

  private let head: [String]
  private var rows: [[Cell]] = []

  init(head: [String]) { self.head = head }

  mutating func append(_ row: [Cell]) { rows.append(row) }

  /// With the best number of each column marked, where there are several.
  func html(best: Best?, style: String = "numbers") -> String {
    let cells = head.map { "<th>\(HTMLText.escaped($0))</th>" }.joined()
    let body = rows.map { row in
      "<tr>" + row.indices.map { html(row[$0], column: $0, best: best) }.joined() + "</tr>\n"
    }
    let top = head.allSatisfy(\.isEmpty) ? "" : "<tr>\(cells)</tr>\n"
    return "<div class=\"wide\"><table class=\"\(style)\">\n\(top)\(body.joined())</table></div>\n"
  }

  private func html(_ cell: Cell, column: Int, best: Best?) -> String {
    switch cell {
    case .text(let text): return "<td>\(HTMLText.escaped(text))</td>"
    case .number(let number):
      let all = rows.compactMap { row -> Double? in
        if case .number(let other) = row[column] { other } else { nil }
      }
      let isBest = best != nil && rows.count > 1 && number == all.max()
      return "<td\(isBest ? " class=\"best\"" : "")>\(BenchmarkTables.four(number))</td>"
    }
  }
}
