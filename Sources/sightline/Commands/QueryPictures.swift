import ArgumentParsing
import DrawingChannel
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
    try write(report, query, region: options.region, jobs: options.jobs)
  }

  /// The same for a drawing, which is shown as it was read.
  func write(_ report: QueryReport, jobs: Int) throws(ToolError) {
    guard isWanted else { return }
    let query = report.drawing.map { lines in
      ShownPicture(
        ColourPicture(
          width: lines.width, height: lines.height,
          bytes: lines.picture.roundedBytes().flatMap { [$0, $0, $0] }))
    }
    try write(report, query, region: nil, jobs: jobs)
  }

  private func write(
    _ report: QueryReport, _ query: ShownPicture?, region: PictureRegion?, jobs: Int
  ) throws(ToolError) {
    if let sheetPath {
      let sheet = ResultSheet.picture(of: report, region: region, query: query, jobs: jobs)
      try ToolError.wrapping { try PictureFile.write(sheet, toPath: sheetPath) }
    }
    if let pagePath {
      let page = ReportPage.html(of: report, region: region, query: query, jobs: jobs)
      try OutputFile.write(page, toPath: pagePath)
    }
  }
}
