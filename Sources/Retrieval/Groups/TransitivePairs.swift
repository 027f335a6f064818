import InvertedFile
import Verification

/// Pairs of pictures without a link that both have a strong one to a third picture: results verified by results, one hop away.
///
/// The third picture says how one lies in the other, so what is found between the two can be held against that. Weak links lead
/// nowhere: pictures that are alike by chance have neighbours that are alike for the same reason. A picture in the middle of much has
/// many such pairs, so each picture tries the best so many. A pair is as good as the weaker of the two links that lead to it, by the
/// best way.
struct TransitivePairs {
  /// Two pictures and how the way by the third one takes the earlier to the later.
  struct Candidate: Sendable {
    let pair: PicturePairKey
    let laterFromEarlier: PlaneTransform
  }

  private struct Neighbour {
    let picture: PictureID
    /// What speaks for it.
    let strength: Double
    let map: PlaneTransform

    /// The stronger first, of equal ones the earlier picture.
    static func isBetter(_ a: Neighbour, _ b: Neighbour) -> Bool {
      a.strength != b.strength ? a.strength > b.strength : a.picture < b.picture
    }
  }

  /// log₁₀ of the number of false alarms of links that lead on.
  static let strongLogNFA = -12.0

  /// The strong links of each picture, with maps from the picture to its neighbours, in the order of these.
  private let neighbours: [PictureID: [Neighbour]]
  private let linked: Set<PicturePairKey>

  init(_ links: [FoundLink]) {
    var neighbours: [PictureID: [Neighbour]] = [:]
    for link in links where link.logNFA <= Self.strongLogNFA {
      let (earlier, later) = (link.pair.earlier, link.pair.later)
      neighbours[earlier, default: []].append(
        Neighbour(picture: later, strength: -link.logNFA, map: link.laterFromEarlier))
      neighbours[later, default: []].append(
        Neighbour(picture: earlier, strength: -link.logNFA, map: link.earlierFromLater))
    }
    self.neighbours = neighbours.mapValues { $0.sorted { $0.picture < $1.picture } }
    linked = Set(links.map(\.pair))
  }

  /// At most `count` pairs for the sake of each picture, each pair once, sorted.
  func best(_ count: Int) -> [Candidate] {
    var chosen: [PicturePairKey: PlaneTransform] = [:]
    // Of the two pictures of a pair the earlier one, if it chooses the pair, says by which way.
    for picture in neighbours.keys.sorted() {
      for other in twoHops(from: picture).prefix(count) {
        let pair = PicturePairKey(picture, other.picture)
        guard chosen[pair] == nil else { continue }
        chosen[pair] = picture == pair.earlier ? other.map : other.map.inverse
      }
    }
    return chosen.map { Candidate(pair: $0.key, laterFromEarlier: $0.value) }.sorted { $0.pair < $1.pair }
  }

  /// Pictures two links away and no nearer, the best first, each by the best way, of equally good ones by the earliest picture.
  private func twoHops(from picture: PictureID) -> [Neighbour] {
    var best: [PictureID: Neighbour] = [:]
    for middle in neighbours[picture] ?? [] {
      for other in neighbours[middle.picture] ?? [] where other.picture != picture {
        guard !linked.contains(PicturePairKey(picture, other.picture)) else { continue }
        let strength = min(middle.strength, other.strength)
        guard strength > best[other.picture]?.strength ?? 0 else { continue }
        best[other.picture] = Neighbour(
          picture: other.picture, strength: strength, map: other.map * middle.map)
      }
    }
    return best.values.sorted(by: Neighbour.isBetter)
  }
}

extension Proof {
  /// Whether matched points lie about where another map takes them: half of them within a tenth of the target's size (the square
  /// root of its area).
  func agrees(with targetFromQuery: PlaneTransform, targetWidth: Int, targetHeight: Int) -> Bool {
    let squares = matches.map { match -> Double in
      guard let place = targetFromQuery.apply(x: match.query.x, y: match.query.y) else { return .infinity }
      let (x, y) = (place.x - match.target.x, place.y - match.target.y)
      return x * x + y * y
    }.sorted()
    guard !squares.isEmpty else { return false }
    return squares[squares.count / 2] <= Double(targetWidth * targetHeight) / 100
  }
}
