import Core

/// Numbers as people read them, the same on every machine.
enum NumberText {
  /// With exactly so many decimals: `-98.20`.
  static func fixed(_ number: Double, decimals: Int) -> String {
    guard number.isFinite else { return number > 0 ? "inf" : number < 0 ? "-inf" : "none" }
    var text = brief(number, decimals: decimals)
    guard decimals > 0 else { return text }
    let written = text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 }
    if written == nil { text += "." }
    return text + String(repeating: "0", count: max(0, decimals - (written ?? 0)))
  }

  /// With at most so many: `12.5`, `3`.
  static func brief(_ number: Double, decimals: Int) -> String {
    guard number.isFinite else { return fixed(number, decimals: decimals) }
    var text = TextWriter()
    text.append(number, decimals: decimals)
    return String(decoding: text.bytes, as: UTF8.self)
  }

  /// A number of a style sheet or a drawing, where every digit may count; 0 for what is none.
  static func exact(_ number: Double) -> String {
    guard number.isFinite else { return "0" }
    var text = TextWriter()
    text.append(number, significantDigits: 12)
    return String(decoding: text.bytes, as: UTF8.self)
  }

  /// A share as `43 %`.
  static func percent(_ share: Double) -> String {
    "\(fixed(share * 100, decimals: 0)) %"
  }

  /// `1 point`, `2 points`.
  static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
    "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
  }
}
