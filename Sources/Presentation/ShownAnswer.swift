import Retrieval

/// What is shown of a query's answer: the same on sheets and pages.
struct ShownAnswer: Sendable {
  let query: String
  let collection: String
  /// The size of the query in pixels.
  let width, height: Int
  /// `nil` for the whole picture.
  let region: PictureRegion?
  let searchedPictureCount: Int
  let results: [QueryReport.Result]
  let hasRotations: Bool

  init(_ report: QueryReport, region: PictureRegion?) {
    query = report.query
    collection = report.collection
    (width, height) = (max(1, report.width), max(1, report.height))
    self.region = region
    searchedPictureCount = report.searchedPictureCount
    results = report.results
    hasRotations = report.rotations.count > 1
  }

  /// Whether pictures were verified at all; otherwise none is set apart as unproven.
  var isVerified: Bool { results.contains { $0.proof != nil } }
  var provenCount: Int { results.count { $0.isProven } }

  /// `3 of 2,000 pictures show the same`, or what else was found.
  var summary: String {
    let all = NumberText.count(searchedPictureCount, "picture")
    guard !results.isEmpty else { return "nothing found among \(all)" }
    guard isVerified else { return "the \(results.count) most alike of \(all), unverified" }
    guard provenCount > 0 else { return "none of \(all) is proven to show the same" }
    return "\(provenCount) of \(all) \(provenCount == 1 ? "shows" : "show") the same"
  }
}

extension QueryReport.Result {
  /// Whether it is taken to show the same as the query.
  var isProven: Bool { proof?.isSame ?? false }

  /// The query's corners in it.
  var outline: [PicturePoint] { proof?.quadrilateral ?? [] }
}
