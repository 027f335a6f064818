/// Lines of roff source in the `man` macros: what is text comes out as it is, whatever is in it.
///
/// In roff a dot or an apostrophe at the beginning of a line makes it a request, a backslash begins an escape, a bare hyphen
/// or quotation mark may come out as its typographic relative, which nobody can paste into a shell. Each of them is written as the escape
/// that stands for the ASCII character, and what is no ASCII by its number, so a page needs no encoding.
struct RoffText {
  /// Lines of the source are at most so long, as tools that check pages wish; a longer word has a line of its own.
  private static let lineWidth = 78

  private(set) var lines: [String] = []

  var text: String { lines.joined(separator: "\n") + "\n" }

  /// The head of a page in section 1. Programs read the date, so its hyphens stay what they are.
  mutating func title(_ name: String, date: String, source: String) {
    lines.append(".TH \"\(Self.escaped(name))\" \"1\" \"\(date)\" \"\(Self.escaped(source))\"")
  }

  /// A macro with its arguments, each of them text: `request("SH", "EXIT STATUS")`.
  mutating func request(_ name: String, _ arguments: String...) {
    let quoted = arguments.map { "\"\(Self.escaped($0))\"" }
    lines.append((["." + name] + quoted).joined(separator: " "))
  }

  /// Words that fill lines.
  mutating func fill(_ text: String) {
    fill(escaped: Self.escaped(text))
  }

  /// The same for source that is escaped already, and may change fonts.
  mutating func fill(escaped source: String) {
    lines += TextWrapping.wrap(source, width: Self.lineWidth).map(Self.protected)
  }

  /// Paragraphs that empty lines separate, each with `.PP` before it.
  mutating func paragraphs(_ text: String) {
    for paragraph in HelpText.paragraphs(of: text) {
      request("PP")
      fill(paragraph)
    }
  }

  /// A term on a line of its own, in escaped source, and its explanation, indented.
  mutating func definition(escapedTerm term: String, _ text: String) {
    request("TP")
    lines.append(Self.protected(term))
    fill(text)
  }

  /// A smaller heading within a section's text.
  mutating func heading(_ text: String) {
    request("PP")
    lines.append(Self.italic(text + ":"))
  }

  static func bold(_ text: String) -> String { "\\fB\(escaped(text))\\fR" }
  static func italic(_ text: String) -> String { "\\fI\(escaped(text))\\fR" }

  /// Text as source, wherever it stands but at the beginning of a line.
  static func escaped(_ text: String) -> String {
    var source = ""
    for scalar in text.unicodeScalars { source += escaped(scalar) }
    return source
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\\": "\\e"
    case "-": "\\-"
    case "'": "\\(aq"
    case "\"": "\\(dq"
    case "`": "\\(ga"
    case "^": "\\(ha"
    case "~": "\\(ti"
    case _ where scalar.isASCII: String(scalar)
    default: "\\[u\(number(scalar))]"
    }
  }

  /// At least four hexadecimal digits, as roff wants them.
  private static func number(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// A line of text that may begin with a dot. An apostrophe is escaped already.
  private static func protected(_ line: String) -> String {
    line.hasPrefix(".") ? "\\&" + line : line
  }
}
