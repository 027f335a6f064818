import Raster
import Retrieval

/// The page's visible parts: the query, and a card for each result.
enum ReportMarkup {
  static func append(_ content: ReportContent, to html: inout HTMLText) {
    appendHeader(content, to: &html)
    html.append("<main>\n")
    let answer = content.answer
    let indices = Array(answer.results.indices)
    let parts: [(heading: String, indices: [Int])] =
      answer.isVerified
      ? [
        ("Proven", indices.filter { answer.results[$0].isProven }),
        ("Not proven", indices.filter { !answer.results[$0].isProven }),
      ] : [("Results", indices)]
    for part in parts where !part.indices.isEmpty {
      html.append(
        "<h2>\(part.heading)<span class=\"count\">\(part.indices.count)</span></h2>\n<ol class=\"cards\">\n")
      for index in part.indices { appendCard(index, content, to: &html) }
      html.append("</ol>\n")
    }
    html.append("</main>\n")
  }

  private static func appendHeader(_ content: ReportContent, to html: inout HTMLText) {
    let answer = content.answer
    html.append("<header>\n<div class=\"picture\">")
    append(content.query, id: "query", to: &html)
    if let query = content.query, let region = content.regionOnPage {
      html.append(outline(region, on: query, kind: "region"))
    }
    html.append("</div>\n<div>\n<h1>\(HTMLText.escaped(sentence(answer.summary)))</h1>\n<dl>\n")
    appendFact("Query", HTMLText.name(answer.query), to: &html)
    appendFact("Size", "\(answer.width) × \(answer.height) pixels", to: &html)
    if let region = answer.region { appendFact("Region", ReportFacts.box(region), to: &html) }
    appendFact("Collection", HTMLText.name(answer.collection), to: &html)
    html.append("</dl>\n")
    if answer.results.contains(where: { !$0.outline.isEmpty }) {
      html.append(
        "<p class=\"faint\">Click a result to lay the query over it and to see the matched points.</p>\n")
    }
    html.append("</div>\n</header>\n")
  }

  private static func appendCard(_ index: Int, _ content: ReportContent, to html: inout HTMLText) {
    let result = content.answer.results[index]
    let kind = content.answer.isVerified ? result.isProven ? " proven" : " unproven" : ""
    html.append(
      "<li class=\"card\(kind)\"><button type=\"button\" data-result=\"\(index)\"><span class=\"picture\">")
    append(content.pictures[index], id: nil, to: &html)
    if let picture = content.pictures[index], !result.outline.isEmpty {
      html.append(outline(result.outline.map(picture.pagePoint), on: picture, kind: "outline"))
    }
    html.append("</span><span class=\"title\"><b>\(result.rank)</b> <span class=\"name\">")
    html.append("\(HTMLText.name(result.name))</span></span></button>\n<dl>\n")
    for fact in ReportFacts.brief(result) { appendFact(fact.name, HTMLText.escaped(fact.value), to: &html) }
    html.append("</dl></li>\n")
  }

  private static func append(_ picture: EmbeddedPicture?, id: String?, to html: inout HTMLText) {
    guard let picture else { return html.append("<span class=\"missing\">picture not found</span>") }
    html.append("<img alt=\"\"\(id.map { " id=\"\($0)\"" } ?? "") width=\"\(picture.width)\" ")
    html.append("height=\"\(picture.height)\" src=\"")
    html.append(bytes: picture.uri)
    html.append("\">")
  }

  /// A polygon over a picture, in the picture's own coordinates on the page; nothing for one that is not finite.
  private static func outline(_ points: [Point], on picture: EmbeddedPicture, kind: String) -> String {
    guard points.allSatisfy(\.isFinite) else { return "" }
    let list = ReportData.limited(points).map { "\(NumberText.exact($0[0])),\(NumberText.exact($0[1]))" }
      .joined(separator: " ")
    return "<svg viewBox=\"0 0 \(picture.width) \(picture.height)\" aria-hidden=\"true\">"
      + "<polygon class=\"rim\" points=\"\(list)\"/><polygon class=\"\(kind)\" points=\"\(list)\"/></svg>"
  }

  /// `value` is markup.
  private static func appendFact(_ name: String, _ value: String, to html: inout HTMLText) {
    html.append("<div><dt>\(name)</dt><dd>\(value)</dd></div>\n")
  }

  private static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  /// The view of one result, which scripts fill.
  static let dialog = """
    <dialog id="detail" aria-labelledby="detail-name">
    <div class="bar">
    <h2><span id="detail-rank"></span> <bdi id="detail-name" class="name"></bdi></h2>
    <button type="button" id="previous" title="Previous result (left arrow)">&#8592;</button>
    <button type="button" id="next" title="Next result (right arrow)">&#8594;</button>
    <button type="button" id="close" title="Close (Escape)">&#10005;</button>
    </div>
    <div class="controls">
    <label>Result <input type="range" id="opacity" min="0" max="100" value="50"> Query</label>
    <label><input type="checkbox" id="show-points" checked> Matched points <span id="point-count" class="faint"></span></label>
    <label><input type="checkbox" id="show-outline" checked> Outline</label>
    </div>
    <div class="panes">
    <div id="query-pane" class="pane"></div>
    <div id="result-pane" class="pane"></div>
    </div>
    <div class="panes">
    <dl id="facts"></dl>
    <div id="words"></div>
    </div>
    </dialog>

    """
}
