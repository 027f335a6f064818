import Core
import Retrieval

/// What `sightline pairs` prints.
struct PairsOutput {
  private enum Pair {
    case link(PictureLink)
    case unproven(UnprovenPair)

    var names: (a: String, b: String) {
      switch self {
      case .link(let link): (link.a, link.b)
      case .unproven(let pair): (pair.a, pair.b)
      }
    }
  }

  private let report: LinkReport
  private let names: PairsNames
  /// Sorted by names.
  private let pairs: [Pair]

  init(report: LinkReport, names: PairsNames) {
    self.report = report
    self.names = names
    pairs = (report.links.map(Pair.link) + report.unproven.map(Pair.unproven)).sorted { $0.names < $1.names }
  }

  /// A pair a line.
  func list(_ format: PairsFormat) throws(ToolError) -> [UInt8] {
    var text = TextWriter()
    for pair in pairs {
      let (a, b) = (try names.shown(pair.names.a), try names.shown(pair.names.b))
      switch format {
      case .colmap: text.append("\(a) \(b)\n")
      case .text:
        let columns = [Console.printable(a), Console.printable(b)] + Self.proof(of: pair)
        text.append(columns.joined(separator: "\t") + "\n")
      }
    }
    return text.bytes
  }

  /// Kind, points and log NFA.
  private static func proof(of pair: Pair) -> [String] {
    guard case .link(let link) = pair else { return ["unproven", "-", "-"] }
    return [link.kind.rawValue, String(link.inlierCount), QueryOutput.fixed(link.logNFA, decimals: 1)]
  }

  func json() throws(ToolError) -> [UInt8] {
    var shown: [(a: String, b: String)] = []
    for pair in pairs { shown.append((try names.shown(pair.names.a), try names.shown(pair.names.b))) }
    return JSONText.line { json in
      json.member("collection", report.collection)
      json.member("relativeTo", names.prefix)
      json.key("pairs")
      json.array { json in
        for (pair, names) in zip(pairs, shown) { Self.append(pair, names, to: &json) }
      }
      GroupsSearch.append(report, to: &json)
    }
  }

  private static func append(_ pair: Pair, _ names: (a: String, b: String), to json: inout JSONWriter) {
    json.object { json in
      json.member("a", names.a)
      json.member("b", names.b)
      switch pair {
      case .link(let link):
        json.member("sameObject", true)
        GroupsSearch.append(link, to: &json)
      case .unproven(let pair):
        json.member("sameObject", false)
        json.member("shortlistScore", pair.shortlistScore)
      }
    }
  }
}
