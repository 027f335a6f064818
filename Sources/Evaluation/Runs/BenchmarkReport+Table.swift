import Core

/// The report as tables.
extension BenchmarkReport {
  /// A line for each stage, setup and query, for spreadsheets.
  public var commaSeparated: String {
    var lines = ["stage,setup,query,averagePrecision,positives,found,seconds"]
    for stage in stages {
      for outcome in stage.outcomes {
        for (setup, judgement) in zip(truth.setups, outcome.judgements) {
          let fields = [
            stage.stage.rawValue, setup.name, TableCell.quoted(outcome.query.name),
            judgement.averagePrecision().map { "\($0)" } ?? "", "\(judgement.positiveCount)",
            "\(judgement.hits.count)", "\(outcome.timings.total)",
          ]
          lines.append(fields.joined(separator: ","))
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The table by stage, as lines of text.
  public var table: String {
    let heads = ["stage", "mAP", "95 %", "P@1", "P@5", "P@10", "R-prec", measureOfFour ? "N-S" : nil, "ms"]
    var table = TextTable(head: heads.compactMap { $0 })
    for stage in stages {
      for setup in stage.setups { table.append(row(stage, setup)) }
    }
    return table.text
  }

  private var measureOfFour: Bool { truth.benchmark == .ukbench }

  private func row(_ stage: StageResult, _ setup: SetupSummary) -> [String] {
    let name = setup.name.isEmpty ? stage.stage.title : "\(stage.stage.title), \(setup.name)"
    let numbers = [
      Self.fixed(setup.meanAveragePrecision),
      "\(Self.fixed(setup.interval.lower))–\(Self.fixed(setup.interval.upper))",
    ]
    let four = measureOfFour ? [Self.fixed(setup.topFour)] : []
    return [name] + numbers + setup.precisions.map { Self.fixed($0.value) } + [Self.fixed(setup.rPrecision)]
      + four + ["\(Int((stage.medianTimings.total * 1000).rounded()))"]
  }

  private static func fixed(_ number: Double) -> String { MeasureText.fixed(number) }
}

/// Measures as people read them.
enum MeasureText {
  /// Four decimals: a query more or less of 55 shows.
  static func fixed(_ number: Double) -> String {
    var text = TextWriter()
    text.append(number, decimals: 4)
    let written = String(decoding: text.bytes, as: UTF8.self)
    let decimals = written.split(separator: ".").dropFirst().first?.count ?? 0
    return written + (decimals == 0 ? "." : "") + String(repeating: "0", count: 4 - decimals)
  }

  /// With its sign: `+0.0123`.
  static func signed(_ number: Double) -> String { (number < 0 ? "" : "+") + fixed(number) }
}

extension RunComparison {
  /// The comparison as lines of text.
  public var table: String {
    var table = TextTable(
      head: ["stage", "first", "second", "difference", "95 %", "p", "better", "worse", "equal"])
    for row in rows {
      let comparison = row.comparison
      table.append([
        row.setup.isEmpty ? row.stage : "\(row.stage), \(row.setup)", MeasureText.fixed(row.firstMean),
        MeasureText.fixed(row.secondMean), MeasureText.signed(comparison.meanDifference),
        "\(MeasureText.signed(comparison.interval.lower)) … \(MeasureText.signed(comparison.interval.upper))",
        MeasureText.fixed(comparison.pValue), "\(comparison.wins)", "\(comparison.losses)",
        "\(comparison.ties)",
      ])
    }
    return table.text
  }
}
