import Core
import Raster

/// A poster's blocks of lettering.
extension Poster {
  /// A headline and some paragraphs.
  mutating func paintLettering() {
    for block in 0..<random.integer(3...6) {
      let letterHeight = block == 0 ? random.uniform(34, 70) : random.powerLaw(7, 34)
      let lines = block == 0 ? random.integer(1...2) : random.integer(2...Int(max(3, 90 / letterHeight)))
      paintBlock(letterHeight: letterHeight, lines: lines)
    }
  }

  private mutating func paintBlock(letterHeight: Double, lines: Int) {
    let left = random.uniform(0.02, 0.5) * width
    let top = random.uniform(0.02, 0.85) * height
    let length = random.uniform(0.3, 0.6) * width
    let script = random.pick(scripts)
    let isDark = random.chance(0.5)
    let ink = random.varied(
      isDark ? Colour(red: 30, green: 26, blue: 30) : Colour(red: 245, green: 240, blue: 225), by: 22)
    let leading = letterHeight * random.uniform(1.4, 1.7)
    if random.chance(0.7) {
      let ground = random.pick(inks).lightened(by: isDark ? 60 : -70)
      canvas.fillBox(
        left: left - letterHeight * 0.5, top: top - letterHeight * 0.5,
        right: left + length + letterHeight * 0.3, bottom: top + leading * Double(lines),
        paint: Paint(ground, opacity: 0.9))
    }
    for line in 0..<lines {
      let indent = line == lines - 1 ? random.uniform(0.3, 1) : random.uniform(0.9, 1)
      script.setLine(
        on: &canvas, x: left, y: top + leading * Double(line), height: letterHeight, width: length * indent,
        paint: Paint(ink), &random)
    }
  }
}
