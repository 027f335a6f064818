import DrawingChannel
import Evaluation
import Presentation
import Raster

/// What `sightline benchmark drawings` prints and writes.
enum BenchmarkDrawingsOutput {
  static func json(_ report: DrawingsReport) -> [UInt8] {
    JSONText.line { report.append(to: &$0) }
  }

  /// The table, and what its columns mean.
  static func text(_ report: DrawingsReport) -> String {
    let truth = report.truth
    return
      "drawings: \(grouped(truth.queries.count)) of \(grouped(truth.categories.count)) classes, in "
      + "\(grouped(truth.photographs.count)) photographs\n\n" + report.summary + "\n"
      + "mAP: mean average precision (finite sum) over drawings, \(fixed(report.chance)) in a random order; R@k: the share of the drawing's class\n"
      + "among the first k; instance@5: how often the very photograph that was drawn is among the first five; ms: on one thread,\n"
      + "without finding lines, which takes \(fixed(1000 * report.secondsPerPhotograph)) ms for a photograph and "
      + "\(fixed(1000 * report.secondsPerDrawing)) ms for a drawing\n"
  }

  /// Three decimals.
  private static func fixed(_ number: Double) -> String {
    let thousandths = Int((number * 1000).rounded())
    let rest = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }

  static func write(_ report: DrawingsReport, to page: OutputFile, jobs: Int) throws(ToolError) {
    try DrawingsPage.write(report, jobs: jobs, load: shown) { (bytes) throws(ToolError) in
      try Interruption.check()
      try page.write(bytes)
    }
    try page.finish()
  }

  /// A picture's file; of a drawing that is no picture, its lines.
  private static let shown: ShownPicture.Loading = { path, maxSide in
    if let picture = ShownPicture.load(path: path, maxSide: maxSide) { return picture }
    guard let bytes = try? PictureFile.readPictureBytes(atPath: path),
      let drawn = try? DrawingReader.read(bytes: bytes, named: path)
    else { return nil }
    return ShownPicture(ColourPicture(grey: drawn.lines.picture))
  }
}
