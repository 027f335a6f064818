import Retrieval
import Verification

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
  /// Whether the query is a drawing.
  let isDrawn: Bool

  init(_ report: QueryReport, region: PictureRegion?) {
    query = report.query
    collection = report.collection
    (width, height) = (max(1, report.width), max(1, report.height))
    self.region = region
    searchedPictureCount = report.searchedPictureCount
    results = report.results
    hasRotations = report.rotations.count > 1
    isDrawn = report.channel == .drawing
  }

  /// Whether pictures were verified at all; otherwise none is set apart as unproven.
  var isVerified: Bool { results.contains { $0.proof != nil } }
  var provenCount: Int { results.count { $0.isProven } }

  /// `3 of 2,000 pictures show the same`, or what else was found.
  var summary: String {
    let all = NumberText.count(searchedPictureCount, "picture")
    guard !results.isEmpty else { return "nothing found among \(all)" }
    guard !isDrawn else { return "the \(results.count) of \(all) that are most like the drawing" }
    guard isVerified else { return "the \(results.count) most alike of \(all), unverified" }
    guard provenCount > 0 else { return "none of \(all) is proven to show the same" }
    return "\(provenCount) of \(all) \(provenCount == 1 ? "shows" : "show") the same"
  }
}

extension QueryReport.Result {
  /// Whether it is taken to show the same as the query.
  var isProven: Bool { proof?.isSame ?? false }

  /// The query's corners in it.
  var outline: [PicturePoint] {
    if let drawnBox {
      // The first corner is the drawing's own.
      let corners = drawnBox.corners
      return isMirrored ? [corners[1], corners[0], corners[3], corners[2]] : corners
    }
    return proof?.quadrilateral ?? []
  }
}

extension QueryReport.Result {
  /// The map that lays a drawing, cropped as it was read, into the box that it was found in; `nil` for other queries.
  func targetFromDrawing(_ answer: ShownAnswer) -> PlaneTransform? {
    guard answer.isDrawn, let box = drawnBox else { return nil }
    let (across, down) = (box.width / Double(answer.width), box.height / Double(answer.height))
    // Both pictures begin half a pixel before the centre of their first one.
    return isMirrored
      ? PlaneTransform(
        xx: -across, xy: 0, x1: box.x + box.width - 0.5 - across / 2, yx: 0, yy: down,
        y1: box.y - 0.5 + down / 2)
      : PlaneTransform(
        xx: across, xy: 0, x1: box.x - 0.5 + across / 2, yx: 0, yy: down, y1: box.y - 0.5 + down / 2)
  }
}
