import Core
import Raster
import Retrieval

/// A query's results as one page: cards of all results, and for each a view in which a slider lays the query, warped, over
/// the result, with matched points and the words that made the score.
///
/// The page is one file, loads nothing and needs no network. Pictures stand in it once, whatever shows them. Without
/// scripts the cards are there with all numbers; scripts add the view. Bytes depend on the report and the pictures alone.
package enum ReportPage {
  private static let queryMaxSide = 900
  private static let resultMaxSide = 700

  /// The page. `query` is `nil` where its picture cannot be shown; `load` gives the picture of a result by its name, or `nil`
  /// when it is gone, and is called from `jobs` threads.
  package static func html(
    of report: QueryReport, region: PictureRegion? = nil, query: ShownPicture?, jobs: Int = 1,
    load: ShownPicture.Loading = ShownPicture.fromFiles
  ) -> [UInt8] {
    let answer = ShownAnswer(report, region: region)
    let results = answer.results
    let pictures = Parallel.map(count: results.count, jobs: jobs) { index in
      load(results[index].name, resultMaxSide).flatMap { EmbeddedPicture($0, maxSide: resultMaxSide) }
    }
    let content = ReportContent(
      answer: answer, query: query.flatMap { EmbeddedPicture($0, maxSide: queryMaxSide) },
      pictures: pictures)
    return page(content)
  }

  private static func page(_ content: ReportContent) -> [UInt8] {
    var html = HTMLText()
    html.append(
      PageFrame.opening(
        title: "\(content.answer.query): results",
        styles: [PageStyle.base, ReportStyle.cards, ReportStyle.detail], allowsScripts: true))
    ReportMarkup.append(content, to: &html)
    html.append(ReportMarkup.dialog)
    html.append("<script type=\"application/json\" id=\"data\">")
    html.append(bytes: ReportData.json(content))
    html.append("</script>\n<script>\n\(ReportScript.text)\n</script>\n")
    html.append(PageFrame.closing)
    return html.bytes
  }
}

/// What a page shows, with its pictures ready; `nil` stands for one that cannot be shown.
struct ReportContent {
  let answer: ShownAnswer
  let query: EmbeddedPicture?
  /// One for each result.
  let pictures: [EmbeddedPicture?]

  /// The corners of the region on the page.
  var regionOnPage: [Point]? {
    guard let region = answer.region, let query else { return nil }
    return region.corners.map(query.pagePoint)
  }
}
