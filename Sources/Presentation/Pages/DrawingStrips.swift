import Core
import Evaluation

/// Drawings of a benchmark, each with its first photographs in frames that say what the truth says of them: some of each class, from the
/// worst to the best.
struct DrawingStrips {
  /// The one with the best mean.
  private let row: DrawingsReport.Row
  private let rows: [DrawingsReport.Row]
  /// Places of the drawings that are shown.
  let order: [Int]

  /// In all, shared by the classes.
  private static let mostShown = 60
  private static let side = 208

  /// `nil` when nothing was measured.
  init?(report: DrawingsReport) {
    guard
      let best = report.rows.max(by: { $0.total.meanAveragePrecision < $1.total.meanAveragePrecision })
    else { return nil }
    row = best
    rows = report.rows
    let categories = report.truth.categories
    let share = max(1, Self.mostShown / max(1, categories.count))
    order = categories.flatMap { category in
      let places = best.outcomes.indices.filter { best.outcomes[$0].query.category == category }
      let sorted = places.sorted {
        (best.outcomes[$0].averagePrecision, $0) < (best.outcomes[$1].averagePrecision, $1)
      }
      let count = min(share, sorted.count)
      return (0..<count).map { sorted[$0 * sorted.count / count] }
    }
  }

  var heading: String {
    "<h2>Drawings<span class=\"count\">\(order.count) of \(row.outcomes.count), evenly from the worst to the best of each class, "
      + "ranked by \(HTMLText.escaped(row.name))</span></h2>\n"
      + "<p class=\"key faint\">Frames: <span style=\"border-color:#1a9850\"></span>right "
      + "<span style=\"border-color:#d73027\"></span>wrong</p>\n"
  }

  func section(at place: Int, jobs: Int, load: ShownPicture.Loading) -> [UInt8] {
    let outcome = row.outcomes[place]
    let names = [outcome.query.drawing] + outcome.first
    let pictures = Parallel.map(count: names.count, jobs: jobs) { index in
      load(names[index], Self.side).flatMap { EmbeddedPicture($0, maxSide: Self.side, quality: 75) }
    }
    var html = HTMLText()
    html.append(
      "<section>\n<h3>\(HTMLText.escaped(outcome.query.category)) <span class=\"faint\">\(numbers(at: place))</span></h3>\n"
        + "<div class=\"strip\">\n")
    StripMarkup.append(pictures[0], kind: "query", caption: outcome.query.drawing, box: "", to: &html)
    for (name, picture) in zip(outcome.first, pictures.dropFirst()) {
      let kind = outcome.query.positives.contains(name) ? "positive" : "negative"
      StripMarkup.append(picture, kind: kind, caption: name, box: "", to: &html)
    }
    html.append("</div>\n</section>\n")
    return html.bytes
  }

  /// Average precision by each way of ranking, and where the photograph is that was drawn.
  private func numbers(at place: Int) -> String {
    let precisions = rows.map { row in
      "\(HTMLText.escaped(row.name)) \(NumberText.fixed(row.outcomes[place].averagePrecision, decimals: 3))"
    }
    let instance = row.outcomes[place].instanceRank.map { ["the photograph drawn is no. \($0)"] } ?? []
    return (precisions + instance).joined(separator: " · ")
  }
}
