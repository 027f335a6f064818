import InvertedFile
import Verification

/// Makes features of several pictures that are the same point one (Tolias & Jégou 2013): those of one word, of signatures that are
/// near, and of about the same place in the query, which sets the windows of a façade apart. What the query has itself
/// stays as the query has it.
struct FeatureGroups: Sendable {
  /// Signatures that differ in more bits are of different points; as in scoring.
  static let threshold = 24
  /// How far apart two features of one point may be, as a share of the query's size (the square root of its area); as
  /// inliers of a proof may be off.
  static let reach = 0.03

  /// Features that are taken for one.
  struct Group: Sendable {
    /// That of the first one, with the signature of the majority.
    fileprivate(set) var feature: BackProjectedFeature
    fileprivate(set) var members: [BackProjectedFeature]

    /// From how many pictures they are.
    var sourceCount: Int { Set(members.map(\.source)).count }
  }

  private let squaredReach: Double
  private let evidence: PreparedQuery.Evidence

  init(query evidence: PreparedQuery.Evidence, area: PictureArea) {
    self.evidence = evidence
    squaredReach = Self.reach * Self.reach * area.width * area.height
  }

  /// The groups of all features that the query has not itself, by word. Each feature joins the group that is nearest when
  /// its turn comes, so the result follows from the order that features come in.
  func groups(of features: [BackProjectedFeature]) -> [Group] {
    let order = features.indices.sorted { (features[$0].word, $0) < (features[$1].word, $1) }
    var groups: [Group] = []
    var (firstOfWord, entry) = (0, 0)
    let entries = evidence.words.entries
    for place in order {
      let feature = features[place]
      if groups.last?.feature.word != feature.word { firstOfWord = groups.count }
      while entry < entries.count, entries[entry].word < feature.word { entry += 1 }
      guard !isKnown(feature, from: entry) else { continue }
      if let nearest = nearest(to: feature, among: groups[firstOfWord...]) {
        groups[nearest].add(feature)
      } else {
        groups.append(Group(feature: feature, members: [feature]))
      }
    }
    return groups
  }

  /// Whether the query has the same point; its entries of the feature's word begin at `start`.
  private func isKnown(_ feature: BackProjectedFeature, from start: Int) -> Bool {
    evidence.words.entries[start...].prefix { $0.word == feature.word }.contains {
      ($0.signature ^ feature.signature).nonzeroBitCount <= Self.threshold
        && isNear(evidence.frames[Int($0.feature)], feature.frame)
    }
  }

  private func nearest(to feature: BackProjectedFeature, among groups: ArraySlice<Group>) -> Int? {
    var (nearest, least): (Int?, Int) = (nil, Self.threshold + 1)
    for place in groups.indices {
      let distance = (groups[place].feature.signature ^ feature.signature).nonzeroBitCount
      if distance < least, isNear(groups[place].feature.frame, feature.frame) {
        (nearest, least) = (place, distance)
      }
    }
    return nearest
  }

  private func isNear(_ a: LocalFrame, _ b: LocalFrame) -> Bool {
    let (dx, dy) = (Double(a.x - b.x), Double(a.y - b.y))
    return dx * dx + dy * dy <= squaredReach
  }
}

extension FeatureGroups.Group {
  fileprivate mutating func add(_ feature: BackProjectedFeature) {
    members.append(feature)
    self.feature = BackProjectedFeature(
      word: self.feature.word, signature: Self.majority(of: members.map(\.signature)),
      frame: self.feature.frame, source: self.feature.source)
  }

  /// Each bit as most have it; where they are halved, as the first has it.
  static func majority(of signatures: [UInt64]) -> UInt64 {
    guard let first = signatures.first else { return 0 }
    return (0..<UInt64(64)).reduce(0) { bits, bit in
      let set = signatures.reduce(0) { $0 + Int($1 >> bit & 1) }
      let isSet = 2 * set == signatures.count ? first >> bit & 1 == 1 : 2 * set > signatures.count
      return isSet ? bits | 1 << bit : bits
    }
  }
}
