import Core
import Presentation
import Retrieval

/// What `sightline groups` prints.
enum GroupsOutput {
  /// A block a group: names, then perhaps links; an empty line between blocks.
  static func text(_ groups: PictureGroups, withLinks: Bool) -> String {
    groups.groups.map { group in
      let names = group.pictures.map { Console.printable($0) + "\n" }.joined()
      return names + (withLinks ? group.links.map(line).joined() : "")
    }.joined(separator: "\n")
  }

  private static func line(_ link: PictureLink) -> String {
    let columns = [
      Console.printable(link.a), Console.printable(link.b), link.kind.rawValue, String(link.inlierCount),
      QueryOutput.fixed(link.logNFA, decimals: 1),
    ]
    return "  " + columns.joined(separator: "\t") + "\n"
  }

  static func json(_ groups: PictureGroups, of report: LinkReport) -> [UInt8] {
    JSONText.line { json in
      json.member("collection", report.collection)
      json.key("groups")
      json.array { json in
        for group in groups.groups {
          json.object { json in
            json.key("pictures")
            json.array { json in for name in group.pictures { json.value(name) } }
            append("links", group.links, to: &json)
          }
        }
      }
      append("weakLinks", groups.weakLinks, to: &json)
      GroupsSearch.append(report, to: &json)
    }
  }

  private static func append(_ key: String, _ links: [PictureLink], to json: inout JSONWriter) {
    json.key(key)
    json.array { json in
      for link in links {
        json.object { json in
          json.member("a", link.a)
          json.member("b", link.b)
          GroupsSearch.append(link, to: &json)
        }
      }
    }
  }

  /// For the page: the groups by their numbers, and how many links each picture has.
  static func sheets(_ groups: PictureGroups) -> [ContactSheets.Group] {
    groups.groups.enumerated().map { place, group in
      var counts: [String: (links: Int, copies: Int)] = [:]
      for link in group.links {
        for name in [link.a, link.b] {
          counts[name, default: (0, 0)].links += 1
          if link.kind == .copy { counts[name, default: (0, 0)].copies += 1 }
        }
      }
      let pictures = group.pictures.map { (name: $0, caption: caption(counts[$0] ?? (0, 0))) }
      return (title: "Group \(grouped(place + 1))", pictures: pictures)
    }
  }

  private static func caption(_ counts: (links: Int, copies: Int)) -> String {
    let links = "\(counts.links) link\(counts.links == 1 ? "" : "s")"
    guard counts.copies > 0 else { return links }
    return "\(links), \(counts.copies) near-cop\(counts.copies == 1 ? "y" : "ies")"
  }
}
