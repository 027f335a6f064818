/// What of a shape's style decides whether it is seen, handed down from groups to what is in them.
struct SVGStyle {
  private(set) var transform = SVGTransform()
  private var isDisplayed = true
  private var isVisible = true
  private var isFilled = true
  private var isStroked = false
  /// Style sheets are not read; what has a class may look like anything.
  private var hasClass = false

  /// Whether a shape of this style can be seen.
  var isSeen: Bool { isDisplayed && isVisible && (isFilled || isStroked || hasClass) }

  /// Whether nothing draws its border.
  var isOnlyFilled: Bool { !isStroked && !hasClass }

  /// The style of an element within one of this style.
  func inner(_ attributes: [String: String]) -> SVGStyle {
    var style = self
    if attributes["class"] != nil { style.hasClass = true }
    if let map = attributes["transform"] { style.transform = transform.after(SVGTransform(map)) }
    for key in ["display", "visibility", "fill", "stroke", "opacity"] {
      if let value = attributes[key] { style.set(key, value[...]) }
    }
    // The style attribute comes after the others, as it outweighs them.
    for declaration in (attributes["style"] ?? "").split(separator: ";") {
      let halves = declaration.split(separator: ":", maxSplits: 1)
      if halves.count == 2 { style.set(Self.trimmed(halves[0]), halves[1]) }
    }
    return style
  }

  func inner(_ map: SVGTransform) -> SVGStyle {
    var style = self
    style.transform = transform.after(map)
    return style
  }

  private mutating func set(_ key: String, _ value: Substring) {
    let value = Self.trimmed(value)
    switch key {
    // Nothing in a group that is not displayed is; visibility can come back.
    case "display": if value == "none" { isDisplayed = false }
    case "opacity": if SVGView.length(value, of: 1) == 0 { isDisplayed = false }
    case "visibility": isVisible = value == "visible" || value == "inherit" && isVisible
    case "fill": isFilled = Self.isPaint(value)
    case "stroke": isStroked = Self.isPaint(value)
    default: break
    }
  }

  private static func isPaint(_ value: String) -> Bool { value != "none" && value != "transparent" }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop { $0.isWhitespace }
    let end = start.lastIndex { !$0.isWhitespace }
    return end.map { start[...$0].lowercased() } ?? ""
  }
}
