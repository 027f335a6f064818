/// Small text in our own stroke letters.
extension Canvas {
  /// How many pixels wide `text` is when its lines are `height` pixels high, margins included.
  package static func textWidth(_ text: String, height: Double) -> Double {
    let unit = height / StrokeFont.lineHeight
    let units = text.unicodeScalars.reduce(0) { $0 + StrokeFont.glyph(of: $1).width + StrokeFont.spacing }
    return unit * units
  }

  /// Writes one line of text whose box has its top left pixel at (x, y), is `height` pixels high (two thirds of
  /// that are the capitals) and `textWidth` wide. `halo` is the colour of a rim around the letters, for text on
  /// uneven ground.
  package mutating func drawText(
    _ text: String, atX x: Double, y: Double, height: Double = 14, colour: Colour, halo: Colour? = nil
  ) {
    guard x.isFinite, y.isFinite, height.isFinite, height > 0, height < 1e5 else { return }
    let unit = height / StrokeFont.lineHeight
    let thickness = max(unit, 1)
    var strokes: [[Point]] = []
    // Half a pixel takes the box's corner from the pixel's centre to its border, half a unit makes room for the
    // stroke: at a height of 12 strokes run along the middles of pixels and are sharp.
    let margin = unit / 2 - 0.5
    var column = x + margin
    for scalar in text.unicodeScalars {
      let glyph = StrokeFont.glyph(of: scalar)
      strokes += glyph.strokes.map { stroke in
        stroke.map { Point(x: column + $0.x * unit, y: y + margin + $0.y * unit) }
      }
      column += (glyph.width + StrokeFont.spacing) * unit
    }
    if let halo {
      let rim = thickness + 2 * max(1, 0.8 * unit)
      fill(outlines: strokes.flatMap { Self.capsules(along: $0, thickness: rim) }, paint: Paint(halo))
    }
    fill(outlines: strokes.flatMap { Self.capsules(along: $0, thickness: thickness) }, paint: Paint(colour))
  }
}
