import Evaluation

/// Recall–precision curves as a drawing (SVG) within a page.
struct CurvePlot {
  /// A stage's name and its curve.
  typealias Line = (name: String, curve: InterpolatedCurve)

  let lines: [Line]

  private static let width = 560.0
  private static let height = 400.0
  private static let left = 46.0
  private static let top = 12.0
  private static let right = 16.0
  private static let bottom = 40.0

  /// Told apart by colour-blind eyes too (Okabe & Ito), and by their dashes.
  private static let colours = [
    "#888888", "#0072b2", "#56b4e9", "#009e73", "#f0a030", "#d55e00", "#cc79a7", "#8a6d00",
  ]
  private static let dashes = ["", "", "6 3", "", "6 3", "", "6 3", "2 3"]

  var svg: String {
    """
    <svg class="plot" viewBox="0 0 \(Int(Self.width)) \(Int(Self.height))" role="img" \
    aria-label="precision at levels of recall, a line for each stage">
    \(grid)\(lines.indices.map(polyline).joined())</svg>
    <ul class="legend">\(lines.indices.map(entry).joined())</ul>

    """
  }

  private static func x(_ recall: Double) -> String {
    NumberText.brief(left + recall * (width - left - right), decimals: 1)
  }

  private static func y(_ precision: Double) -> String {
    NumberText.brief(top + (1 - precision) * (height - top - bottom), decimals: 1)
  }

  private var grid: String {
    var text = ""
    for tenth in stride(from: 0, through: 10, by: 2) {
      let share = Double(tenth) / 10
      let label = NumberText.fixed(share, decimals: 1)
      text += "<path class=\"grid\" d=\"M\(Self.x(0)) \(Self.y(share))H\(Self.x(1))M\(Self.x(share)) "
      text += "\(Self.y(0))V\(Self.y(1))\"/>\n"
      text +=
        "<text x=\"\(Self.left - 6)\" y=\"\(Self.y(share))\" dy=\".35em\" text-anchor=\"end\">\(label)</text>\n"
      text +=
        "<text x=\"\(Self.x(share))\" y=\"\(Self.height - Self.bottom + 16)\" text-anchor=\"middle\">\(label)</text>\n"
    }
    text += "<text x=\"\(Self.x(0.5))\" y=\"\(Self.height - 6)\" text-anchor=\"middle\">recall</text>\n"
    text +=
      "<text transform=\"translate(12 \(Self.y(0.5))) rotate(-90)\" text-anchor=\"middle\">precision</text>\n"
    return text
  }

  private func polyline(_ index: Int) -> String {
    let curve = lines[index].curve
    let points = curve.precisions.indices.map { place in
      "\(Self.x(curve.recall(at: place))),\(Self.y(curve.precisions[place]))"
    }
    return "<polyline \(Self.stroke(index)) points=\"\(points.joined(separator: " "))\"/>\n"
  }

  private func entry(_ index: Int) -> String {
    "<li><svg viewBox=\"0 0 28 8\"><path \(Self.stroke(index)) d=\"M0 4H28\"/></svg>"
      + "\(HTMLText.escaped(lines[index].name))</li>\n"
  }

  private static func stroke(_ index: Int) -> String {
    let dash = dashes[index % dashes.count]
    return "fill=\"none\" stroke-width=\"2\" stroke=\"\(colours[index % colours.count])\""
      + (dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\"")
  }
}
