import ArgumentParsing
import Core
import Retrieval

/// `sightline query COLLECTION SKETCH --drawing`: call, print.
enum QueryByDrawing {
  /// Options that have a meaning for drawings too.
  private static let shared: [any DescribedOption] =
    [
      QuerySettings.top, QuerySettings.filter, QuerySettings.mirror, QuerySettings.vocabulary,
      QuerySettings.picture, QuerySettings.report,
    ] + own

  /// Those that are for drawings alone, beside `--drawing` itself.
  private static let own: [any DescribedOption] = [QuerySettings.thenPhotos, QuerySettings.keyshapes]

  /// Refuses options that have no effect on what is asked for.
  static func check(_ arguments: Arguments) throws(ToolError) {
    guard arguments[QuerySettings.drawing] else {
      for option in own where arguments.isGiven(option) {
        throw .failure("\(option.description.longForm) is for drawings; give it with --drawing")
      }
      return
    }
    let meant = Set(shared.map(\.description.name) + [QuerySettings.drawing.description.name])
    for option in QuerySettings.all
    where arguments.isGiven(option) && !meant.contains(option.description.name) {
      throw .failure(
        "\(option.description.longForm) is for photographs, and a drawing is looked for by its edges; leave it out"
      )
    }
  }

  static func run(_ source: QuerySource, _ arguments: Arguments, _ console: Console) throws(ToolError)
    -> QueryReport
  {
    let options = options(arguments)
    let report = try ToolError.wrapping {
      try Collection.open(arguments.operands[0], vocabulary: arguments[QuerySettings.vocabulary])
        .query(drawing: source, options: options)
    }
    try Interruption.check()
    for warning in report.warnings { console.error("\(report.query): \(warning)") }
    for note in report.notes { console.note("\(report.collection): \(note)") }
    try QueryPictures(arguments).write(report, jobs: options.jobs)
    let output = arguments[CommonOptions.json] ? QueryOutput.json(report) : Array(text(report).utf8)
    _ = try StandardOutput.show(output)
    return report
  }

  private static func options(_ arguments: Arguments) -> DrawingOptions {
    var options = DrawingOptions()
    options.top = arguments[QuerySettings.top]
    options.mirror = arguments[QuerySettings.mirror]
    options.thenPhotos = arguments[QuerySettings.thenPhotos]
    options.nameFilter = arguments[QuerySettings.filter]
    options.keyshapes = arguments[QuerySettings.keyshapes]
    options.jobs = arguments[CommonOptions.jobs]
    return options
  }

  /// A line a result: rank, score, box, whether it is mirrored, and name.
  private static func text(_ report: QueryReport) -> String {
    let showsMirrors = report.results.contains(where: \.isMirrored)
    let rows = report.results.map { result in
      [String(result.rank), QueryOutput.fixed(result.score), box(of: result)]
        + (showsMirrors ? [result.isMirrored ? "m" : "-"] : [])
    }
    return QueryOutput.table(rows, names: report.results.map(\.name))
  }

  private static func box(of result: QueryReport.Result) -> String {
    guard let box = result.drawnBox else { return "-" }
    return [box.x, box.y, box.width, box.height].map { String(Int($0.rounded())) }.joined(separator: ",")
  }
}

/// What `sightline query` prints of a drawing's results, as members of the document.
extension QueryOutput {
  static func append(drawnBoxOf result: QueryReport.Result, to json: inout JSONWriter) {
    json.member("shortlistRank", result.shortlistRank)
    json.member("shortlistScore", result.shortlistScore)
    guard let box = result.drawnBox else { return }
    json.member("box", [box.x, box.y, box.width, box.height])
    json.member("mirrored", result.isMirrored)
  }
}
