/// Pictures of the same thing: all that links lead to from each other.
public struct PictureGroup: Sendable, Equatable {
  /// Names, sorted by their characters' numbers.
  public let pictures: [String]
  /// Those among its pictures, in their order.
  public let links: [PictureLink]

  /// The larger one first, of equally large ones that with the earlier first name.
  static func isBefore(_ a: PictureGroup, _ b: PictureGroup) -> Bool {
    guard a.pictures.count == b.pictures.count else { return a.pictures.count > b.pictures.count }
    return a.pictures.lexicographicallyPrecedes(b.pictures)
  }
}

/// The groups of a collection.
public struct PictureGroups: Sendable, Equatable {
  /// Large ones first, those of one size by their first pictures.
  public let groups: [PictureGroup]
  /// Links that were too weak to make one group of two, in their order.
  public let weakLinks: [PictureLink]
}

/// What makes a group.
public struct GroupOptions: Sendable, Codable, Equatable {
  /// Groups of fewer pictures are left out; at least 2.
  public var minSize = 2
  /// One wrong link would make one group of two. So two groups of `bridgedSize` pictures or more each become one only by a link whose
  /// number of false alarms is at most this. Other links between them say no more: pictures that are alike by chance have
  /// neighbours that are alike for the same reason.
  public var maxBridgeNFA = 1e-12
  public var bridgedSize = 3

  public init() {}
}

extension LinkReport {
  /// The groups that the links make.
  public func groups(options: GroupOptions = GroupOptions()) -> PictureGroups {
    var joining = LinkJoining(links, options)
    joining.run()
    var members: [Int: [Int]] = [:]
    for picture in joining.names.indices { members[joining.group(of: picture), default: []].append(picture) }
    var linksOfGroup: [Int: [PictureLink]] = [:]
    for (place, link) in links.enumerated() where !joining.weak.contains(place) {
      linksOfGroup[joining.group(of: joining.ends[place].a), default: []].append(link)
    }
    var groups: [PictureGroup] = []
    for (group, pictures) in members where pictures.count >= max(2, options.minSize) {
      let names = pictures.map { joining.names[$0] }
      groups.append(PictureGroup(pictures: names, links: linksOfGroup[group] ?? []))
    }
    groups.sort(by: PictureGroup.isBefore)
    return PictureGroups(groups: groups, weakLinks: joining.weak.sorted().map { links[$0] })
  }
}
