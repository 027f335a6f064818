import Core
import Evaluation
import Presentation

/// What `sightline benchmark` prints.
enum BenchmarkOutput {
  static func json(_ report: BenchmarkReport) -> [UInt8] {
    JSONText.line { report.append(to: &$0) }
  }

  /// What was searched, the table, and what its columns mean.
  static func text(_ report: BenchmarkReport) -> String {
    let collection = report.collection
    let features = Double(collection.featureCount) / Double(max(1, collection.pictureCount))
    var lines = [
      "\(report.truth.benchmark.rawValue): \(grouped(report.truth.queries.count)) queries in "
        + "\(grouped(collection.pictureCount)) pictures (\(grouped(Int(features.rounded()))) features and "
        + "\(grouped(Int(report.bytesPerPicture.rounded()))) bytes each)",
      "words: \(collection.vocabularyPath) (\(grouped(collection.wordCount)))",
    ]
    if let seconds = report.ingestSeconds { lines.append("ingested in \(Int(seconds.rounded())) s") }
    if let lost = report.loss.summary { lines.append("a part only: \(lost)") }
    return lines.joined(separator: "\n") + "\n\n" + report.table + "\n"
      + "mAP: mean average precision; the query's own picture: \(report.truth.benchmark.queryPictureRule); 95 %: where it lies when\n"
      + "queries are drawn again; P@k: precision of the first k; ms: median time of a query, decoding and features included\n"
  }

  /// Queries that could not be asked.
  static func problems(of report: BenchmarkReport) -> [String] {
    let outcomes = report.stages.first?.outcomes ?? []
    return outcomes.compactMap { outcome in outcome.problem.map { "query \(outcome.query.name): \($0)" } }
  }

  static func write(_ report: BenchmarkReport, to page: OutputFile, jobs: Int) throws(ToolError) {
    try BenchmarkPage.write(report, jobs: jobs) { (bytes) throws(ToolError) in
      try Interruption.check()
      try page.write(bytes)
    }
    try page.finish()
  }
}
