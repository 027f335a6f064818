import Core
import Raster
import Retrieval

/// A query and its results on one picture: the query with its region, then a grid of results with rank, score, matched points
/// and name, each with the query's outline in it. What is not proven stands apart, in grey.
package enum ResultSheet {
  /// So many results are drawn at most, the best; a sheet is for looking at.
  static let mostResults = 120

  /// The sheet. `query` is `nil` where its picture cannot be shown; `load` gives the picture of a result by its name, perhaps
  /// smaller than its file's, or `nil` when it is gone. It is called from `jobs` threads; the sheet doesn't depend on that.
  package static func picture(
    of report: QueryReport, region: PictureRegion? = nil, query: ShownPicture?, jobs: Int = 1,
    load: ShownPicture.Loading = ShownPicture.fromFiles
  ) -> ColourPicture {
    let answer = ShownAnswer(report, region: region)
    let shown = Array(answer.results.prefix(mostResults))
    let cells = Parallel.map(count: shown.count, jobs: jobs) { index in
      ResultCell.picture(
        of: shown[index], isVerified: answer.isVerified,
        picture: load(shown[index].name, 2 * ResultCell.width))
    }
    let layout = SheetLayout(sections: sections(answer, shown: shown))
    var canvas = Canvas(width: SheetLayout.width, height: layout.height, filledWith: DrawingStyle.ground)
    SheetHeader.draw(answer, query: query, on: &canvas)
    for (place, cell) in zip(layout.cellPlaces, cells) { canvas.place(cell, atX: place.x, y: place.y) }
    for (text, top) in layout.headings {
      canvas.drawText(
        text, atX: Double(SheetLayout.gap), y: Double(top) + 4, height: 20, colour: DrawingStyle.text)
    }
    return canvas.picture
  }

  /// The results in their order, in parts with headings.
  private static func sections(
    _ answer: ShownAnswer, shown: [QueryReport.Result]
  ) -> [(heading: String, count: Int)] {
    let proven = shown.count { $0.isProven }
    var sections: [(heading: String, count: Int)] = []
    if !answer.isVerified {
      sections.append((answer.isDrawn ? "Results" : "Results, unverified", shown.count))
    } else if shown.prefix(proven).allSatisfy(\.isProven) {
      sections = [("Proven", proven), ("Not proven", shown.count - proven)]
    } else {
      sections.append(("Results", shown.count))
    }
    sections.removeAll { $0.count == 0 }
    let more = answer.results.count - shown.count
    return more > 0 ? sections + [("and \(NumberText.count(more, "result")) more", 0)] : sections
  }
}
