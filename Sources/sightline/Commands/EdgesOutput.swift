import Core
import DrawingChannel

/// What `sightline edges` prints.
struct EdgesOutput {
  private let lines: LineDrawing
  private let warnings: [String]
  private let name: String
  private let isDrawing: Bool

  init(_ found: DrawnPicture, name: String, isDrawing: Bool) {
    lines = found.lines
    warnings = found.warnings
    self.name = name
    self.isDrawing = isDrawing
  }

  /// The part of all pixels that lines cover.
  private var share: Double { Double(lines.points.count) / Double(lines.width * lines.height) }

  var text: String {
    let what = isDrawing ? "strokes" : "edges"
    let size = "\(lines.width) × \(lines.height) pixels"
    guard !lines.isEmpty else { return "\(name): no \(what) in \(size)\n" }
    let percent = BuildVocabularyReport.decimal(100 * share, 1)
    return "\(name): \(what) of \(lines.points.count) points in \(size), \(percent) % of them\n"
  }

  var json: [UInt8] {
    JSONText.line { json in
      json.member("image", name)
      json.member("drawing", isDrawing)
      json.member("width", lines.width)
      json.member("height", lines.height)
      json.member("points", lines.points.count)
      json.member("share", share)
      json.key("warnings")
      json.array { json in
        for warning in warnings { json.value(warning) }
      }
    }
  }
}
