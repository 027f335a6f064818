/// Options of paths that may be given several times, and of amounts of memory.
extension Option where Value == [String] {
  /// Paths of files or folders, one each time the option is given; empty unless it is.
  package static func paths(
    _ name: String, _ valueName: String, group: String, help: String
  ) -> Option<[String]> {
    let description = OptionDescription(
      name: name, shortName: nil, valueName: valueName, values: .file, help: help, defaultText: nil,
      group: group)
    var option = Option(description: description, defaultValue: []) { text throws(UsageError) in
      guard !text.isEmpty else { throw UsageError("--\(name) needs a \(valueName), not an empty text") }
      return [text]
    }
    option.combine = { $0 + $1 }
    return option
  }
}

extension Option where Value == Int {
  private static var units: [(letter: Character, shift: Int)] { [("K", 10), ("M", 20), ("G", 30)] }

  /// A number of bytes with a unit: `512M`, `2G`, `1.5G`; K, M and G are powers of 1024.
  package static func byteCount(
    _ name: String, default defaultText: String, group: String, help: String
  ) -> Option<Int> {
    let description = OptionDescription(
      name: name, shortName: nil, valueName: "SIZE", values: .free, help: help, defaultText: defaultText,
      group: group)
    return Option(description: description, defaultValue: bytes(defaultText) ?? 0) {
      text throws(UsageError) in
      guard let bytes = bytes(text) else {
        throw UsageError("--\(name) needs an amount such as 512M or 2G, not '\(text)'")
      }
      return bytes
    }
  }

  /// `nil` for what is no amount, and for less than one byte.
  private static func bytes(_ text: String) -> Int? {
    let unit = units.first { $0.letter == text.last?.uppercased().first }
    guard let number = Double(unit == nil ? text[...] : text.dropLast()), number.isFinite else { return nil }
    let bytes = number * Double(1 << (unit?.shift ?? 0))
    return (1..<0x1p62).contains(bytes) ? Int(bytes) : nil
  }
}

extension Option {
  /// The same option with another text for the default in its help, for defaults that depend on other options.
  package func explainingDefault(_ text: String) -> Option {
    var option = self
    option.description.defaultText = text
    return option
  }
}
