import Core
import Evaluation

/// How well photographs are found by drawings, as one page: a table by way of ranking, curves, and drawings with their first photographs.
/// One file, with nothing loaded from elsewhere, and readable without scripts.
package enum DrawingsPage {
  /// Writes the page piece by piece. `load` gives a picture by its path, or `nil` when it is gone, and is called from `jobs`
  /// threads; the page doesn't depend on that.
  package static func write<Failure: Error>(
    _ report: DrawingsReport, jobs: Int = 1, load: ShownPicture.Loading = ShownPicture.fromFiles,
    into sink: (_ bytes: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let title = "Sightline: photographs found by drawings"
    let opening = PageFrame.opening(
      title: title, styles: [PageStyle.base, BenchmarkStyle.text], allowsScripts: false)
    try sink(
      Array(
        (opening + "<h1>\(HTMLText.escaped(title))</h1>\n" + facts(of: report) + measures(of: report)
          + curves(of: report)).utf8))
    if let strips = DrawingStrips(report: report) {
      try sink(Array(strips.heading.utf8))
      for place in strips.order { try sink(strips.section(at: place, jobs: jobs, load: load)) }
    }
    try sink(Array(PageFrame.closing.utf8))
  }

  private static func facts(of report: DrawingsReport) -> String {
    let truth = report.truth
    var text =
      "<p>\(NumberText.count(truth.queries.count, "drawing")) of "
      + "\(NumberText.count(truth.categories.count, "class", plural: "classes")), "
      + "\(NumberText.count(truth.photographs.count, "photograph"))"
      + (report.mirrors ? "; each drawing is looked for the other way round too" : "") + ".</p>\n"
    if !truth.missing.isEmpty {
      text +=
        "<p>Not there: \(NumberText.count(truth.missing.count, "photograph")) that the truth names.</p>\n"
    }
    for problem in report.problems {
      text += "<p>\(HTMLText.name(problem.path)): \(HTMLText.escaped(problem.reason))</p>\n"
    }
    return text
  }

  private static func measures(of report: DrawingsReport) -> String {
    let categories = report.truth.categories
    var table = PageTable(
      head: ["ranked by", "mAP"] + categories.map { "mAP \($0)" }
        + DrawingFigures.cutoffs.map { "retrieval@\($0)" } + ["instance@5", "times chance"])
    for row in report.rows {
      let instances: [PageTable.Cell] = [
        row.total.instanceRetrieval.map { .number($0) } ?? .text("–"),
        .text(row.total.instanceRatio.map { NumberText.fixed($0, decimals: 1) } ?? "–"),
      ]
      table.append(
        [.text(row.name), .number(row.total.meanAveragePrecision)]
          + categories.map { name in
            row.categories.first { $0.name == name }.map { .number($0.figures.meanAveragePrecision) }
              ?? .text("–")
          } + row.total.retrieval.map { .number($0) } + instances)
    }
    return "<h2>By way of ranking</h2>\n" + table.html(best: .greatest)
      + "<p class=\"faint\">mAP: mean over drawings of average precision (finite sum); a random order has "
      + "\(BenchmarkTables.four(report.chance)).</p>\n"
  }

  private static func curves(of report: DrawingsReport) -> String {
    guard !report.rows.isEmpty else { return "" }
    let lines = report.rows.map { (name: $0.name, curve: $0.curve) }
    return "<h2>Recall and precision</h2>\n<div class=\"curves\">\(CurvePlot(lines: lines).svg)</div>\n"
  }
}
