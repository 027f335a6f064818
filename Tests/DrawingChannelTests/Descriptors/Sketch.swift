import Core

@testable import DrawingChannel

/// Drawings made of straight strokes, pixel by pixel.
struct Sketch {
  typealias Place = (x: Double, y: Double)

  private var points: [SIMD2<Int>: Float] = [:]

  /// Strokes from place to place; of pixels that two share, the first says the direction.
  init(_ strokes: [[Place]]) {
    for stroke in strokes {
      for (from, to) in zip(stroke, stroke.dropFirst()) { add(from, to) }
    }
  }

  private mutating func add(_ from: Place, _ to: Place) {
    let (dx, dy) = (to.x - from.x, to.y - from.y)
    var direction = angle(x: dx, y: dy)
    if direction < 0 { direction += Double.pi }
    if direction >= Double.pi { direction -= Double.pi }
    let steps = max(1, Int(max(dx.magnitude, dy.magnitude).rounded(.up)))
    for step in 0...steps {
      let share = Double(step) / Double(steps)
      let pixel = SIMD2(Int((from.x + share * dx).rounded()), Int((from.y + share * dy).rounded()))
      if points[pixel] == nil { points[pixel] = Float(direction) }
    }
  }

  /// In a picture of 400 × 400 pixels.
  var lines: LineDrawing {
    LineDrawing(
      width: 400, height: 400,
      points: points.map { LinePoint(x: UInt16($0.key.x), y: UInt16($0.key.y), direction: $0.value) })
  }

  /// Around a centre, from the x axis towards y.
  static func arc(x: Double, y: Double, radius: Double, degrees: ClosedRange<Double> = 0...360) -> [Place] {
    let count = 48
    return (0...count).map { place in
      let turn =
        (degrees.lowerBound + (degrees.upperBound - degrees.lowerBound) * Double(place) / Double(count))
        * Double.pi / 180
      return (x + radius * cosine(turn), y + radius * sine(turn))
    }
  }

  static func rectangle(left: Double, top: Double, width: Double, height: Double) -> [Place] {
    let (right, bottom) = (left + width, top + height)
    return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
  }

  /// A few things that differ, at a place and a size.
  static func house(x: Double = 40, y: Double = 40, scale: Double = 1) -> LineDrawing {
    Sketch(
      [
        rectangle(left: 0, top: 50, width: 100, height: 70), [(0, 50), (50, 0), (100, 50)],
        rectangle(left: 40, top: 80, width: 20, height: 40),
      ].map { $0.map { (x + scale * $0.x, y + scale * $0.y) } }
    ).lines
  }

  static func wheel() -> LineDrawing {
    Sketch([arc(x: 100, y: 100, radius: 60), [(100, 40), (100, 160)], [(40, 100), (160, 100)]]).lines
  }

  static func stairs() -> LineDrawing {
    Sketch([[(20, 20), (60, 20), (60, 60), (100, 60), (100, 100), (140, 100), (140, 140)]]).lines
  }
}

/// The sum of products.
func likeness(_ a: [Float], _ b: [Float]) -> Float {
  zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
}
