import InvertedFile

/// Pairs of pictures without a link that both have one to a third picture: results verified by results, one hop away.
///
/// A picture in the middle of much has many such pairs, so each picture tries the best so many. A pair is as good as the weaker of
/// the two links that lead to it, by the best way.
struct TransitivePairs {
  private struct Neighbour {
    let picture: PictureID
    /// What speaks for it.
    let strength: Double

    /// The stronger first, of equal ones the earlier picture.
    static func isBetter(_ a: Neighbour, _ b: Neighbour) -> Bool {
      a.strength != b.strength ? a.strength > b.strength : a.picture < b.picture
    }
  }

  private let neighbours: [PictureID: [Neighbour]]
  private let linked: Set<PicturePairKey>

  init(_ links: [FoundLink]) {
    var neighbours: [PictureID: [Neighbour]] = [:]
    for link in links {
      let (earlier, later) = (link.pair.earlier, link.pair.later)
      neighbours[earlier, default: []].append(Neighbour(picture: later, strength: -link.logNFA))
      neighbours[later, default: []].append(Neighbour(picture: earlier, strength: -link.logNFA))
    }
    self.neighbours = neighbours
    linked = Set(links.map(\.pair))
  }

  /// At most `count` pairs for the sake of each picture, each pair once, sorted.
  func best(_ count: Int) -> [PicturePairKey] {
    var chosen: Set<PicturePairKey> = []
    for picture in neighbours.keys {
      for other in twoHops(from: picture).prefix(count) {
        chosen.insert(PicturePairKey(picture, other.picture))
      }
    }
    return chosen.sorted()
  }

  /// Pictures two links away and no nearer, the best first.
  private func twoHops(from picture: PictureID) -> [Neighbour] {
    var strengths: [PictureID: Double] = [:]
    for middle in neighbours[picture] ?? [] {
      for other in neighbours[middle.picture] ?? [] where other.picture != picture {
        guard !linked.contains(PicturePairKey(picture, other.picture)) else { continue }
        let strength = min(middle.strength, other.strength)
        strengths[other.picture] = max(strengths[other.picture] ?? strength, strength)
      }
    }
    let found = strengths.map { Neighbour(picture: $0.key, strength: $0.value) }
    return found.sorted(by: Neighbour.isBetter)
  }
}
