/// A key and its value, as files and people write them.
public struct Property: Sendable, Hashable {
  public let key: String
  public let value: String

  /// - Precondition: the key is not empty and consists of small letters, digits and hyphens.
  public init(_ key: String, _ value: String) {
    precondition(Self.isKey(key), "a key consists of small letters, digits and hyphens")
    self.key = key
    self.value = value
  }

  fileprivate static func isKey(_ text: some StringProtocol) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}

/// How descriptors were made: everything that changes what they mean, in a fixed order.
///
/// Two sets of descriptors can be compared, and a vocabulary used, only when the recipes are equal. It is kept as
/// text so that a file of a later version, or of features made elsewhere, can still be told and explained.
public struct Recipe: Sendable, Hashable {
  public var entries: [Property]

  public init(_ entries: [Property] = []) {
    self.entries = entries
  }

  /// The value of a key, `nil` when the recipe says nothing about it.
  public subscript(key: String) -> String? {
    entries.first { $0.key == key }?.value
  }

  /// How this recipe differs from that of something at hand, as the rest of a sentence about what this one made:
  /// "made with detector hessian-affine, these are dog". `nil` when they are equal, whatever their order.
  public func difference(from other: Recipe) -> String? {
    let keys = entries.map(\.key) + other.entries.map(\.key).filter { self[$0] == nil }
    let differing = keys.filter { self[$0] != other[$0] }
    guard !differing.isEmpty else { return nil }
    let made = differing.map { key in self[key].map { "\(key) \($0)" } ?? "no \(key)" }
    let these = differing.map { other[$0] ?? "without \($0)" }
    return "made with \(Self.enumeration(made)), these are \(Self.enumeration(these))"
  }

  /// "a", "a and b", "a, b and c".
  private static func enumeration(_ parts: [String]) -> String {
    guard parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " and " + (parts.last ?? "")
  }
}

extension [Property] {
  /// One line each, `key=value`; a backslash and a line's end within a value are written `\\` and `\n`.
  package var lines: String {
    reduce(into: "") { text, entry in
      text += "\(entry.key)="
      for scalar in entry.value.unicodeScalars {
        switch scalar {
        case "\\": text += "\\\\"
        case "\n": text += "\\n"
        default: text.unicodeScalars.append(scalar)
        }
      }
      text += "\n"
    }
  }

  /// The inverse of `lines`; `nil` for bytes that are nothing such: no UTF-8, a line without a key, a key twice.
  package init?(lines bytes: UnsafeRawBufferPointer) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    guard text.isEmpty || text.utf8.last == UInt8(ascii: "\n") else { return nil }
    self = []
    var keys: Set<Substring> = []
    for line in text.unicodeScalars.split(separator: "\n") {
      guard let equals = line.firstIndex(of: "="),
        let value = Self.unescaped(line[line.index(after: equals)...])
      else { return nil }
      let key = Substring(line[..<equals])
      guard Property.isKey(key), keys.insert(key).inserted else { return nil }
      append(Property(String(key), value))
    }
  }

  private static func unescaped(_ text: Substring.UnicodeScalarView) -> String? {
    var result = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in text {
      switch (isEscaped, scalar) {
      case (false, "\\"): isEscaped = true
      case (false, _): result.append(scalar)
      case (true, "\\"), (true, "n"):
        result.append(scalar == "n" ? "\n" : scalar)
        isEscaped = false
      case (true, _): return nil
      }
    }
    return isEscaped ? nil : String(result)
  }
}
