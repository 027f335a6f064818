import Core
import Raster

/// The shapes of SVG other than paths.
struct SVGShapes {
  let attributes: [String: String]
  let transform: SVGTransform
  /// What percentages are parts of.
  let view: SVGView

  static let names: Set<String> = ["path", "line", "polyline", "polygon", "rect", "circle", "ellipse"]

  func add(_ name: String, to lines: inout SVGLines) throws(SVGProblem) {
    switch name {
    case "path": try SVGPath.add(attributes["d"] ?? "", transform, to: &lines)
    case "line":
      let ends = [("x1", "y1"), ("x2", "y2")].map { Point(x: x($0.0), y: y($0.1)) }
      try add(ends, isClosed: false, to: &lines)
    case "polyline": try add(listedPoints, isClosed: false, to: &lines)
    case "polygon": try add(listedPoints, isClosed: true, to: &lines)
    case "rect": try add(rectangle, isClosed: true, to: &lines)
    case "circle":
      try add(
        ellipse(length("r", of: view.diagonal), length("r", of: view.diagonal)), isClosed: true, to: &lines)
    case "ellipse": try add(ellipse(x("rx"), y("ry")), isClosed: true, to: &lines)
    default: return
    }
  }

  private func add(_ points: [Point], isClosed: Bool, to lines: inout SVGLines) throws(SVGProblem) {
    guard points.count > 1, let first = points.first else { return }
    try lines.move(to: transform(first))
    for point in points.dropFirst() { try lines.line(to: transform(point)) }
    if isClosed { try lines.line(to: transform(first)) }
  }

  // MARK: Lengths

  private func x(_ key: String) -> Double { length(key, of: view.width) }
  private func y(_ key: String) -> Double { length(key, of: view.height) }

  /// A number in the drawing's units, or a share of `whole` in per cent; 0 where there is none.
  private func length(_ key: String, of whole: Double) -> Double {
    attributes[key].flatMap { SVGView.length($0, of: whole) } ?? 0
  }

  // MARK: Points

  private var listedPoints: [Point] {
    var numbers = SVGNumbers(attributes["points"] ?? "")
    let flat = numbers.takeAll(atMost: 2 * SVGLines.mostPoints + 2)
    return stride(from: 0, to: flat.count - 1, by: 2).map { Point(x: flat[$0], y: flat[$0 + 1]) }
  }

  private var rectangle: [Point] {
    let (left, top, width, height) = (x("x"), y("y"), x("width"), y("height"))
    guard width > 0, height > 0 else { return [] }
    let radius = min(max(x("rx"), y("ry"), 0), width / 2, height / 2)
    guard radius > 0 else {
      return [(left, top), (left + width, top), (left + width, top + height), (left, top + height)].map {
        Point(x: $0.0, y: $0.1)
      }
    }
    // Four quarters of a circle, from the right below on.
    let corners = [
      (left + width - radius, top + height - radius), (left + radius, top + height - radius),
      (left + radius, top + radius), (left + width - radius, top + radius),
    ]
    return corners.enumerated().flatMap { quarter, corner in
      (0...SVGPath.pieces).map { step in
        let turn = (Double(quarter) + Double(step) / Double(SVGPath.pieces)) * .pi / 2
        return Point(x: corner.0 + radius * cosine(turn), y: corner.1 + radius * sine(turn))
      }
    }
  }

  private func ellipse(_ rx: Double, _ ry: Double) -> [Point] {
    guard rx > 0, ry > 0 else { return [] }
    let (cx, cy) = (x("cx"), y("cy"))
    let count = 4 * SVGPath.pieces
    return (0..<count).map { step in
      let turn = 2 * .pi * Double(step) / Double(count)
      return Point(x: cx + rx * cosine(turn), y: cy + ry * sine(turn))
    }
  }
}

/// The window through which a drawing is seen, in its own units.
struct SVGView: Equatable {
  var left = 0.0
  var top = 0.0
  /// 0 where nothing says how large the drawing is.
  var width = 0.0
  var height = 0.0

  var isKnown: Bool { width > 0 && height > 0 }

  /// What a circle's percentages are parts of.
  var diagonal: Double { ((width * width + height * height) / 2).squareRoot() }

  /// The value of a length: any unit is taken for the drawing's own, which is right for pixels, and what doesn't say its unit.
  static func length(_ text: String, of whole: Double) -> Double? {
    var numbers = SVGNumbers(text)
    guard let number = numbers.take() else { return nil }
    return numbers.peek() == UInt8(ascii: "%") ? number / 100 * whole : number
  }
}
