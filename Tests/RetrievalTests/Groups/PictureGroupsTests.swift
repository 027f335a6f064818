import Testing

@testable import Retrieval

@Suite("Groups from links") struct PictureGroupsTests {
  private func groups(
    _ links: [PictureLink], _ change: (inout GroupOptions) -> Void = { _ in }
  ) -> PictureGroups {
    var options = GroupOptions()
    change(&options)
    return LinkSamples.report(links.sorted { ($0.a, $0.b) < ($1.a, $1.b) }).groups(options: options)
  }

  private func names(_ groups: PictureGroups) -> [String] { groups.groups.map { $0.pictures.joined() } }

  @Test("a group is all that links lead to; large ones come first, then by their first names")
  func components() {
    let found = groups(LinkSamples.links("xy ab pq qr bc st"))
    #expect(names(found) == ["abc", "pqr", "st", "xy"] && found.weakLinks.isEmpty)
    #expect(found.groups[0].links.map { $0.a + $0.b } == ["ab", "bc"])
    #expect(found.groups[3].links == LinkSamples.links("xy"))
    #expect(groups([]) == PictureGroups(groups: [], weakLinks: []))
  }

  @Test("every link of a ring is told, also that which closes it")
  func ring() {
    let found = groups(LinkSamples.links("ab bc cd ad"))
    #expect(names(found) == ["abcd"] && found.groups[0].links.count == 4)
  }

  @Test("small groups are left out when asked, never single pictures listed")
  func sizes() {
    let links = LinkSamples.links("ab bc xy")
    #expect(names(groups(links) { $0.minSize = 3 }) == ["abc"])
    #expect(names(groups(links) { $0.minSize = 4 }).isEmpty)
    #expect(names(groups(links) { $0.minSize = 0 }) == ["abc", "xy"])
  }

  @Test("weak links don't join two groups of three, however many there are; strong ones do")
  func weakBridges() {
    let two = LinkSamples.links("ab bc xy yz")
    let weak = LinkSamples.links("ax by", logNFA: -10)
    let apart = groups(two + weak)
    #expect(names(apart) == ["abc", "xyz"] && apart.weakLinks == weak)
    #expect(apart.groups.flatMap(\.links).count == 4)
    let joined = groups(two + weak + LinkSamples.links("cz", logNFA: -12))
    #expect(names(joined) == ["abcxyz"] && joined.weakLinks.isEmpty && joined.groups[0].links.count == 7)
    #expect(names(groups(two + weak) { $0.maxBridgeNFA = 1e-10 }) == ["abcxyz"])
    #expect(names(groups(two + weak) { $0.bridgedSize = 4 }) == ["abcxyz"])
  }

  @Test("weak links join single pictures and pairs")
  func weakEnds() {
    let weak = LinkSamples.links("ax", logNFA: -10)
    #expect(names(groups(LinkSamples.links("ab bc xy") + weak)) == ["abcxy"])
    #expect(names(groups(LinkSamples.links("ab bc") + weak)) == ["abcx"])
    #expect(names(groups(weak)) == ["ax"])
  }

  @Test("a chain of a thousand pictures is one group")
  func chain() {
    func name(_ number: Int) -> String { String("000\(number)".suffix(4)) }
    let links = (0..<999).map { LinkSamples.link(name($0), name($0 + 1)) }
    let found = groups(links)
    #expect(found.groups.count == 1 && found.groups[0].pictures == (0..<1000).map(name))
    #expect(found.groups[0].links == links)
  }
}
