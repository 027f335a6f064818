import Foundation

/// Reading pages back.
struct ReadPage {
  let text: String

  init(_ bytes: [UInt8]) {
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// What stands between two texts, each time the first one occurs.
  func parts(from opening: String, to closing: String) -> [String] {
    text.components(separatedBy: opening).dropFirst().compactMap {
      $0.components(separatedBy: closing).first
    }
  }

  /// The document in the page's data element.
  func data() throws -> [String: Any] {
    let json = parts(from: "id=\"data\">", to: "</script>").first ?? ""
    return try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any] ?? [:]
  }

  func results() throws -> [[String: Any]] { try data()["results"] as? [[String: Any]] ?? [] }

  /// The first way in which tags don't stand within each other; `nil` for a sound page.
  var nestingFault: String? {
    var open: [String] = []
    for tag in parts(from: "<", to: ">").drop(while: { $0.hasPrefix("!") }) {
      if tag.hasPrefix("!") { continue }
      let name = String(tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber })
      if tag.hasPrefix("/") {
        guard open.popLast() == name else { return "</\(name)> after \(open)" }
      } else if !tag.hasSuffix("/"), !["meta", "img", "input", "br", "wbr"].contains(name) {
        open.append(name)
      }
    }
    return open.isEmpty ? nil : "left open: \(open)"
  }
}
