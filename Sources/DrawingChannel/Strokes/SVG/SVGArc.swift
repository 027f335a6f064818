import Core
import Raster

/// An elliptic arc between two points, as SVG's appendix on elliptical arcs defines it: of the ellipses of given radii and rotation
/// through both points, flags choose one and the way around it.
struct SVGArc {
  /// Points between the ends, without these.
  let points: [Point]

  init(
    from start: Point, to end: Point, radii: (Double, Double), degrees: Double, isLarge: Bool,
    isSweep: Bool
  ) {
    var (rx, ry) = (abs(radii.0), abs(radii.1))
    guard rx > 0, ry > 0, start != end else {
      points = []
      return
    }
    let turn = SVGTransform.rotation(degrees: degrees)
    let back = SVGTransform.rotation(degrees: -degrees)
    // Half the way from the end to the start, in the ellipse's own axes.
    let half = back(Point(x: (start.x - end.x) / 2, y: (start.y - end.y) / 2))
    let reach = (half.x / rx) * (half.x / rx) + (half.y / ry) * (half.y / ry)
    if reach > 1 {
      // Radii that are too short are lengthened until the ellipse reaches both points.
      rx *= reach.squareRoot()
      ry *= reach.squareRoot()
    }
    let square = max(0, 1 / max(reach, 1e-300) - 1)
    let side = (isLarge == isSweep ? -1.0 : 1.0) * (reach > 1 ? 0 : square.squareRoot())
    let centre = Point(x: side * rx * half.y / ry, y: -side * ry * half.x / rx)
    let first = angle(x: (half.x - centre.x) / rx, y: (half.y - centre.y) / ry)
    let last = angle(x: (-half.x - centre.x) / rx, y: (-half.y - centre.y) / ry)
    var sweep = last - first
    if isSweep, sweep < 0 { sweep += 2 * .pi }
    if !isSweep, sweep > 0 { sweep -= 2 * .pi }
    let middle = Point(x: (start.x + end.x) / 2, y: (start.y + end.y) / 2)
    let count = max(1, Int((abs(sweep) / (.pi / 2) * Double(SVGPath.pieces)).rounded(.up)))
    points = (1..<max(1, count)).map { step in
      let a = first + sweep * Double(step) / Double(count)
      return turn(Point(x: centre.x + rx * cosine(a), y: centre.y + ry * sine(a))).moved(by: middle)
    }
  }
}
