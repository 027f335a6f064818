import ArgumentParsing
import Presentation
import Raster
import Retrieval

/// The sheet and the page that `sightline query` makes of its answer.
struct QueryPictures {
  /// Where each goes; `nil`: it is not wanted.
  let sheetPath, pagePath: String?
  /// Larger pictures are shown at this size.
  private static let maxSide = 1200

  init(_ arguments: Arguments) {
    sheetPath = arguments[QuerySettings.picture]
    pagePath = arguments[QuerySettings.report]
  }

  var isWanted: Bool { sheetPath != nil || pagePath != nil }

  func write(_ report: QueryReport, of source: QuerySource, _ options: QueryOptions) throws(ToolError) {
    guard isWanted else { return }
    let query = ShownPicture.load(source: source, maxSide: Self.maxSide)
    if let sheetPath {
      let sheet = ResultSheet.picture(of: report, region: options.region, query: query, jobs: options.jobs)
      try ToolError.wrapping { try PictureFile.write(sheet, toPath: sheetPath) }
    }
    if let pagePath {
      let page = ReportPage.html(of: report, region: options.region, query: query, jobs: options.jobs)
      try OutputFile.write(page, toPath: pagePath)
    }
  }
}
