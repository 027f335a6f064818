import Core
import Evaluation

/// The queries of a benchmark, the worst first, each with its first results in frames that say what the truth says of them.
struct BenchmarkStrips {
  let report: BenchmarkReport
  /// The stage whose results are shown: the one with the best mean of the first setup.
  private let stage: StageResult
  /// Places of the queries that are shown.
  let order: [Int]

  /// Pages of ten thousand queries help nobody.
  private static let mostShown = 200
  private static let side = 208

  /// `nil` when nothing was measured.
  init?(report: BenchmarkReport) {
    guard let best = Self.best(of: report.stages) else { return nil }
    self.report = report
    stage = best
    let precisions = best.outcomes.map { $0.judgements.first?.averagePrecision() ?? 2 }
    order = Array(
      best.outcomes.indices.sorted { (precisions[$0], $0) < (precisions[$1], $1) }.prefix(Self.mostShown))
  }

  private static func best(of stages: [StageResult]) -> StageResult? {
    stages.max {
      ($0.setups.first?.meanAveragePrecision ?? 0) < ($1.setups.first?.meanAveragePrecision ?? 0)
    }
  }

  var heading: String {
    let all = stage.outcomes.count
    let shown = order.count < all ? "the worst \(order.count) of \(all)" : "the worst first"
    return
      "<h2>Queries<span class=\"count\">\(shown), after: \(HTMLText.escaped(stage.stage.title))</span></h2>\n"
      + "<p class=\"key faint\">Frames: <span style=\"border-color:#1a9850\"></span>right "
      + "<span style=\"border-color:#d73027\"></span>wrong <span style=\"border:3px dashed #999\"></span>neither counted "
      + "nor held against</p>\n"
  }

  func section(at place: Int, jobs: Int, load: ShownPicture.Loading) -> [UInt8] {
    let outcome = stage.outcomes[place]
    let names = [outcome.query.picture] + outcome.first.map(\.name)
    let pictures = Parallel.map(count: names.count, jobs: jobs) { index in
      load(names[index], Self.side).flatMap { EmbeddedPicture($0, maxSide: Self.side, quality: 75) }
    }
    var html = HTMLText()
    html.append(
      "<section>\n<h3>\(HTMLText.name(outcome.query.name)) <span class=\"faint\">\(numbers(at: place))</span></h3>\n"
    )
    if let problem = outcome.problem { html.append("<p>\(HTMLText.escaped(problem))</p>\n") }
    html.append("<div class=\"strip\">\n")
    StripMarkup.append(
      pictures[0], kind: "query", caption: outcome.query.picture, box: box(of: outcome.query, pictures[0]),
      to: &html)
    for (answer, picture) in zip(outcome.first, pictures.dropFirst()) {
      let relation = answer.relations.first ?? .negative
      StripMarkup.append(picture, kind: relation.rawValue, caption: answer.name, box: "", to: &html)
    }
    html.append("</div>\n</section>\n")
    return html.bytes
  }

  /// Average precision in every stage.
  private func numbers(at place: Int) -> String {
    report.stages.map { stage in
      let precisions = stage.outcomes[place].judgements.map {
        $0.averagePrecision().map { NumberText.fixed($0, decimals: 3) } ?? "–"
      }
      return "\(stage.stage.rawValue) \(precisions.joined(separator: " / "))"
    }.joined(separator: " · ")
  }

  /// The part of the query's picture that asks.
  private func box(of query: GroundTruth.Query, _ picture: EmbeddedPicture?) -> String {
    guard let region = query.region, let picture else { return "" }
    let style = [
      ("left", region.x * picture.scale.x / Double(picture.width)),
      ("top", region.y * picture.scale.y / Double(picture.height)),
      ("width", region.width * picture.scale.x / Double(picture.width)),
      ("height", region.height * picture.scale.y / Double(picture.height)),
    ].map { "\($0.0):\(NumberText.fixed($0.1 * 100, decimals: 2))%" }
    return "<div class=\"box\" style=\"\(style.joined(separator: ";"))\"></div>"
  }
}
