/// A report for people.
extension DrawingsReport {
  /// More classes than these make no table that fits a terminal.
  private static let mostCategories = 6

  /// A line for each way of ranking, as lines of text.
  package var summary: String {
    let categories = truth.categories.count <= Self.mostCategories ? truth.categories : []
    let hasInstances = rows.contains { $0.total.instanceCount > 0 }
    var table = TextTable(
      head: ["ranked by", "mAP"] + categories + DrawingFigures.cutoffs.map { "R@\($0)" }
        + (hasInstances ? ["instance@5", "× chance"] : []) + ["numbers", "ms a photo", "ms a drawing"])
    for row in rows {
      let instances = [
        row.total.instanceRetrieval.map(MeasureText.fixed) ?? "",
        row.total.instanceRatio.map { Self.tenths($0) } ?? "",
      ]
      table.append(
        [row.name, MeasureText.fixed(row.total.meanAveragePrecision)]
          + categories.map { name in
            row.categories.first { $0.name == name }.map {
              MeasureText.fixed($0.figures.meanAveragePrecision)
            } ?? ""
          } + row.total.retrieval.map(MeasureText.fixed) + (hasInstances ? instances : []) + [
            row.numbersPerPhotograph.map(String.init) ?? "", Self.tenths(1000 * row.secondsPerPhotograph),
            Self.tenths(1000 * (row.secondsPerDrawing + row.secondsPerSearch)),
          ])
    }
    return table.text
  }

  private static func tenths(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
