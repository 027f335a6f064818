import Core
import Raster

/// A script that nobody can read: a few dozen glyphs of strokes on a small grid, made by chance, and lines of
/// words set in them. Looks like print to a feature detector and to a person at a distance.
struct Lettering {
  private let glyphs: [[[Point]]]
  private let weight: Double
  private let slant: Double

  init(_ random: inout SeededGenerator) {
    weight = random.uniform(0.16, 0.36)
    slant = random.chance(0.3) ? random.uniform(0.1, 0.3) : 0
    glyphs = (0..<22).map { _ in Self.makeGlyph(&random) }
  }

  /// One to three strokes between the points of a grid of 3 × 4, in units of the letters' height.
  private static func makeGlyph(_ random: inout SeededGenerator) -> [[Point]] {
    func node(_ random: inout SeededGenerator) -> Point {
      Point(x: Double(random.index(below: 3)) * 0.28, y: Double(random.index(below: 4)) / 3)
    }
    let stem = random.chance(0.6) ? [[Point(x: 0, y: 0), Point(x: 0, y: 1)]] : []
    let strokes = (0..<random.integer(1...2)).map { _ -> [Point] in
      var path = [node(&random)]
      for _ in 0..<random.integer(1...3) {
        let next = node(&random)
        if next != path[path.count - 1] { path.append(next) }
      }
      return path
    }
    return stem + strokes.filter { $0.count > 1 }
  }

  /// Sets words from (x, y), the top left of the letters, until the line is `width` long.
  func setLine(
    on canvas: inout Canvas, x: Double, y: Double, height: Double, width: Double, paint: Paint,
    _ random: inout SeededGenerator
  ) {
    var left = x
    var lettersToSpace = random.integer(2...9)
    let advance = height * (0.56 + weight + 0.14)
    while left + advance <= x + width {
      lettersToSpace -= 1
      if lettersToSpace == 0 {
        lettersToSpace = random.integer(3...10)
        left += height * 0.45
        continue
      }
      drawGlyph(random.pick(glyphs), on: &canvas, x: left, y: y, height: height, paint: paint)
      left += advance
    }
  }

  private func drawGlyph(
    _ glyph: [[Point]], on canvas: inout Canvas, x: Double, y: Double, height: Double, paint: Paint
  ) {
    let paths = glyph.map { stroke in
      stroke.map { Point(x: x + height * ($0.x + slant * (1 - $0.y)), y: y + height * $0.y) }
    }
    canvas.strokePaths(paths, colour: paint.colour, thickness: max(1, weight * height))
  }
}
