import Raster

/// The `d` attribute of a path: all commands, curves and arcs as polygons. As SVG wants it, a path with an error is drawn up to there.
struct SVGPath {
  private var numbers: SVGNumbers
  private let transform: SVGTransform
  private var current = Point(x: 0, y: 0)
  private var start = Point(x: 0, y: 0)
  /// The last control point of a cubic or quadratic curve, for the smooth one that may follow.
  private var cubicControl: Point?
  private var quadraticControl: Point?
  /// Whether a line was begun that the next piece goes on with.
  private var isOpen = false

  /// Straight pieces for a curve: of a quarter of a circle that fills the drawing, chords are 0.15 pixels off.
  static let pieces = 16

  /// Adds what the path draws to `lines`.
  static func add(_ data: String, _ transform: SVGTransform, to lines: inout SVGLines) throws(SVGProblem) {
    var path = SVGPath(numbers: SVGNumbers(data), transform: transform)
    try path.draw(to: &lines)
  }

  private init(numbers: SVGNumbers, transform: SVGTransform) {
    self.numbers = numbers
    self.transform = transform
  }

  private mutating func draw(to lines: inout SVGLines) throws(SVGProblem) {
    var command: UInt8?
    while let byte = numbers.peek() {
      if Self.isLetter(byte) {
        command = numbers.takeByte()
      } else if command == nil || command == UInt8(ascii: "z") || command == UInt8(ascii: "Z") {
        return
      }
      guard let letter = command, try apply(letter, &lines) else { return }
      // Further pairs behind a move are lines.
      if letter == UInt8(ascii: "m") { command = UInt8(ascii: "l") }
      if letter == UInt8(ascii: "M") { command = UInt8(ascii: "L") }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & 0xDF)
  }

  /// False where the path has an error.
  private mutating func apply(_ letter: UInt8, _ lines: inout SVGLines) throws(SVGProblem) -> Bool {
    let isRelative = letter & 0x20 != 0
    let (oldCubic, oldQuadratic) = (cubicControl, quadraticControl)
    (cubicControl, quadraticControl) = (nil, nil)
    switch letter & 0xDF {
    case UInt8(ascii: "M"): return moveTo(isRelative)
    case UInt8(ascii: "Z"): return try close(&lines)
    case UInt8(ascii: "L"): return try lineTo(takePoint(isRelative), &lines)
    case UInt8(ascii: "H"):
      guard let x = numbers.take() else { return false }
      return try lineTo(Point(x: isRelative ? current.x + x : x, y: current.y), &lines)
    case UInt8(ascii: "V"):
      guard let y = numbers.take() else { return false }
      return try lineTo(Point(x: current.x, y: isRelative ? current.y + y : y), &lines)
    case UInt8(ascii: "C"): return try cubic(takePoint(isRelative), isRelative, &lines)
    case UInt8(ascii: "S"): return try cubic(oldCubic?.mirrored(at: current) ?? current, isRelative, &lines)
    case UInt8(ascii: "Q"): return try quadratic(takePoint(isRelative), isRelative, &lines)
    case UInt8(ascii: "T"):
      return try quadratic(oldQuadratic?.mirrored(at: current) ?? current, isRelative, &lines)
    case UInt8(ascii: "A"): return try arc(isRelative, &lines)
    default: return false
    }
  }

  private mutating func takePoint(_ isRelative: Bool) -> Point? {
    guard let x = numbers.take(), let y = numbers.take() else { return nil }
    let point = Point(x: x, y: y)
    return isRelative ? current.moved(by: point) : point
  }

  // MARK: Pieces

  private mutating func moveTo(_ isRelative: Bool) -> Bool {
    guard let point = takePoint(isRelative) else { return false }
    (current, start, isOpen) = (point, point, false)
    return true
  }

  private mutating func close(_ lines: inout SVGLines) throws(SVGProblem) -> Bool {
    _ = try lineTo(start, &lines)
    isOpen = false
    return true
  }

  private mutating func lineTo(_ point: Point?, _ lines: inout SVGLines) throws(SVGProblem) -> Bool {
    guard let point else { return false }
    if !isOpen {
      try lines.move(to: transform(current))
      isOpen = true
    }
    try lines.line(to: transform(point))
    current = point
    return true
  }

  private mutating func cubic(
    _ first: Point?, _ isRelative: Bool, _ lines: inout SVGLines
  ) throws(SVGProblem) -> Bool {
    guard let first, let second = takePoint(isRelative), let end = takePoint(isRelative) else { return false }
    try bend(current, first, second, end, &lines)
    cubicControl = second
    return true
  }

  private mutating func quadratic(
    _ control: Point?, _ isRelative: Bool, _ lines: inout SVGLines
  ) throws(SVGProblem) -> Bool {
    guard let control, let end = takePoint(isRelative) else { return false }
    // The same curve as a cubic.
    let (first, second) = (current.mixed(with: control, 2 / 3), end.mixed(with: control, 2 / 3))
    try bend(current, first, second, end, &lines)
    quadraticControl = control
    return true
  }

  /// De Casteljau's construction of points of a cubic curve.
  private mutating func bend(
    _ a: Point, _ b: Point, _ c: Point, _ d: Point, _ lines: inout SVGLines
  ) throws(SVGProblem) {
    for step in 1...Self.pieces {
      let t = Double(step) / Double(Self.pieces)
      let (ab, bc, cd) = (a.mixed(with: b, t), b.mixed(with: c, t), c.mixed(with: d, t))
      _ = try lineTo(ab.mixed(with: bc, t).mixed(with: bc.mixed(with: cd, t), t), &lines)
    }
    current = d
  }

  private mutating func arc(_ isRelative: Bool, _ lines: inout SVGLines) throws(SVGProblem) -> Bool {
    guard let radii = numbers.take(3), let isLarge = numbers.takeFlag(), let isSweep = numbers.takeFlag(),
      let end = takePoint(isRelative)
    else { return false }
    let arc = SVGArc(
      from: current, to: end, radii: (radii[0], radii[1]), degrees: radii[2], isLarge: isLarge,
      isSweep: isSweep)
    for point in arc.points { _ = try lineTo(point, &lines) }
    _ = try lineTo(end, &lines)
    return true
  }
}
