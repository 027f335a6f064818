/// An SVG drawing: the lines of its shapes. Scripts, pictures, foreign objects, style sheets and references are left out: nothing is
/// ever run or fetched.
struct SVGDocument {
  private(set) var lines = SVGLines()
  private(set) var view = SVGView()
  /// What was left out, a sentence each.
  private(set) var warnings: [String] = []

  static let mostLevels = 256
  static let mostBytes = 64 << 20

  /// Elements whose content is no part of the drawing itself.
  private static let unseen: Set<String> = [
    "defs", "symbol", "clipPath", "mask", "marker", "pattern", "linearGradient", "radialGradient", "filter",
    "title",
    "desc", "metadata", "namedview",
  ]
  /// Elements that may show something, and are left out.
  private static let ignored: Set<String> = [
    "image", "use", "text", "foreignObject", "script", "animate", "video", "audio", "iframe", "object",
    "embed",
  ]
  private static let groups: Set<String> = ["svg", "g", "a", "switch"]

  private var leftOut: [String] = []
  private var levels: [SVGStyle] = []

  /// Whether a file is XML by its first bytes, which no picture is.
  static func isXML(_ bytes: [UInt8]) -> Bool {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    return start.first { !($0 == 0x20 || (0x09...0x0D).contains($0)) } == UInt8(ascii: "<")
  }

  init(_ bytes: [UInt8]) throws(SVGProblem) {
    guard bytes.count <= Self.mostBytes else { throw .tooLarge }
    var scanner = XMLScanner(bytes)
    var isSVG = false
    while let event = scanner.next() {
      switch event {
      case .start(let tag):
        guard isSVG || tag.name == "svg" else { throw .noSVG }
        isSVG = true
        try open(tag, &scanner)
      case .end(let name): if Self.groups.contains(name) { _ = levels.popLast() }
      }
    }
    guard isSVG else { throw .noSVG }
    if !leftOut.isEmpty {
      warnings.append(
        "these parts of the SVG were left out, and nothing was fetched: \(leftOut.joined(separator: ", "))")
    }
    if scanner.isCut { warnings.append("the SVG ends too early; what there is of it was taken") }
  }

  private mutating func open(_ tag: XMLScanner.Tag, _ scanner: inout XMLScanner) throws(SVGProblem) {
    let style = (levels.last ?? SVGStyle()).inner(tag.attributes)
    if Self.groups.contains(tag.name) {
      guard levels.count < Self.mostLevels else { throw .tooDeep }
      let opened = tag.name == "svg" ? openedView(tag.attributes, style) : style
      if !tag.isEmpty { levels.append(opened) }
    } else if tag.name == "style" {
      if !tag.isEmpty { checkSheet(scanner.takeText(untilEndOf: tag.name)) }
    } else if Self.unseen.contains(tag.name) || Self.ignored.contains(tag.name) {
      if Self.ignored.contains(tag.name) { leaveOut(tag.name) }
      if !tag.isEmpty { try skip(tag.name, &scanner) }
    } else if SVGShapes.names.contains(tag.name), style.isSeen {
      try draw(tag, style)
    }
  }

  private mutating func draw(_ tag: XMLScanner.Tag, _ style: SVGStyle) throws(SVGProblem) {
    let shapes = SVGShapes(attributes: tag.attributes, transform: style.transform, view: view)
    guard tag.name == "rect", style.isOnlyFilled else { return try shapes.add(tag.name, to: &lines) }
    var rectangle = SVGLines()
    try shapes.add(tag.name, to: &rectangle)
    // A rectangle without a border that fills the view is the paper.
    if !isWholeView(rectangle) { try shapes.add(tag.name, to: &lines) }
  }

  private func isWholeView(_ rectangle: SVGLines) -> Bool {
    let (xs, ys) = (rectangle.points.map(\.x), rectangle.points.map(\.y))
    guard view.isKnown, let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max()
    else { return false }
    let (spareX, spareY) = (0.02 * view.width, 0.02 * view.height)
    return left <= view.left + spareX && right >= view.left + view.width - spareX && top <= view.top + spareY
      && bottom >= view.top + view.height - spareY
  }

  /// Passes an element with all that is in it.
  private mutating func skip(_ name: String, _ scanner: inout XMLScanner) throws(SVGProblem) {
    if name == "script" {
      _ = scanner.takeText(untilEndOf: name)
      return
    }
    var depth = 1
    while depth > 0, let event = scanner.next() {
      switch event {
      case .start(let tag): if tag.name == name, !tag.isEmpty { depth += 1 }
      case .end(let other): if other == name { depth -= 1 }
      }
    }
  }

  private mutating func leaveOut(_ name: String) {
    if !leftOut.contains(name) { leftOut.append(name) }
  }

  private mutating func checkSheet(_ sheet: ArraySlice<UInt8>) {
    if String(decoding: sheet.prefix(1 << 16), as: UTF8.self).contains("@import") { leaveOut("@import") }
  }

  /// The outermost view is what is seen; one within it moves and scales what it holds.
  private mutating func openedView(_ attributes: [String: String], _ style: SVGStyle) -> SVGStyle {
    func length(_ key: String, _ whole: Double) -> Double? {
      attributes[key].flatMap { SVGView.length($0, of: whole) }
    }
    var box = SVGNumbers(attributes["viewBox"] ?? "")
    let inner = box.take(4).flatMap { $0[2] > 0 && $0[3] > 0 ? $0 : nil }
    guard !levels.isEmpty else {
      view =
        inner.map { SVGView(left: $0[0], top: $0[1], width: $0[2], height: $0[3]) }
        ?? SVGView(width: length("width", 0) ?? 0, height: length("height", 0) ?? 0)
      return style
    }
    let place = SVGTransform.translation(length("x", view.width) ?? 0, length("y", view.height) ?? 0)
    guard let inner else { return style.inner(place) }
    let scale = min(
      (length("width", view.width) ?? view.width) / inner[2],
      (length("height", view.height) ?? view.height) / inner[3])
    guard scale > 0 else { return style.inner(place) }
    return style.inner(place.after(.scaling(scale, scale)).after(.translation(-inner[0], -inner[1])))
  }
}
