import Core
import Evaluation
import Retrieval

/// `sightline benchmark copies`: which altered copies of one's own pictures are found.
enum BenchmarkCopies {
  static let name = "copies"

  static func report(_ request: BenchmarkRequest, _ console: Console) throws(ToolError) -> CopiesReport {
    let paths = try request.paths(request.images, console: console)
    let distractors = try request.paths(request.distractors, console: console)
    let place = try BenchmarkCollection(request, console)
    defer { place.remove() }
    let searched = Set(paths).union(distractors).sorted()
    let filled = try place.fill(with: searched, keepsAggregates: false)
    let benchmark = CopiesBenchmark(
      originals: Set(paths).sorted(), collection: filled.collection, options: request.copies)
    let report = try ToolError.wrapping {
      try benchmark.run(
        progress: { show($0, on: console) }, shouldStop: { Interruption.signal != nil })
    }
    console.endProgress()
    try Interruption.check()
    for picture in report.skipped { console.error("\(picture.name): \(picture.reason)") }
    return report
  }

  @Sendable private static func show(_ progress: CopiesBenchmark.Progress, on console: Console) {
    switch progress {
    case .began(let count):
      console.endProgress()
      console.beginProgress(total: count)
    case .advanced(let count): for _ in 0..<count { console.advance(failed: false) }
    }
  }

  static func json(_ report: CopiesReport) -> [UInt8] {
    JSONText.line { json in
      report.append(to: &json)
      report.appendAnswers(to: &json)
    }
  }

  /// The table by kind, and what its columns mean.
  static func text(_ report: CopiesReport) -> String {
    let head =
      "copies: \(grouped(report.answers.count)) of \(grouped(report.originals.count)) pictures, sought among "
      + "\(grouped(report.pictureCount))\n\n"
    return head + report.summary + "\n"
      + "sure: the share of copies whose original has fewer false alarms than any wrong picture for any copy (recall at full\n"
      + "precision); found: whose original is proven at 1e-3 false alarms; precision: the share of right ones among all proven;\n"
      + "first: whose original is the first result; ms: median time of a query, mirrored and turned, decoding included\n"
  }
}
