import Core

/// The similarities that two correspondences of points mean together: points have no shape, so one of them says where and not how large
/// or how turned.
///
/// None is drawn by chance. Each correspondence is taken with a few of the surest and with a few that are about as sure as itself: the
/// first are more often right, and the others see to it that not all hypotheses hang on the same few, should these be wrong. Partners lie at some distance, in both
/// pictures, or places that are off by a little would mean maps that are off by much; and not too far away, for what lies near each other
/// is more often of one thing.
struct PointPairHypotheses {
  private let columns: CorrespondenceColumns
  /// Of each correspondence: whether its frames are of pictures of which one is mirrored.
  private let mirrors: [Bool]
  /// Correspondences that count, the surest first.
  private let ranking: [Int]

  /// As many of the surest, and as many that are about as sure, are partners of each.
  private static let (sureCount, equalCount) = (5, 5)
  /// As many are looked at to find them.
  private static let mostTried = 40
  /// How far away partners are, in units of the pictures.
  private static let (leastDistance, greatestDistance) = (0.05, 0.3)

  init(_ pair: PicturePair, _ columns: CorrespondenceColumns) {
    self.columns = columns
    mirrors = pair.correspondences.map { ($0.first.determinant < 0) != ($0.second.determinant < 0) }
    let weights = pair.correspondences.indices.map { columns.weight($0) }
    ranking = weights.indices.filter { weights[$0] > 0 }
      .sorted { weights[$0] != weights[$1] ? weights[$0] > weights[$1] : $0 < $1 }
  }

  /// The maps, each with the less sure of its two correspondences, in a fixed order.
  func all() -> [(index: Int, map: AffineHypothesis)] {
    var found: [(index: Int, map: AffineHypothesis)] = []
    found.reserveCapacity(ranking.count * (Self.sureCount + Self.equalCount))
    for rank in ranking.indices {
      add(&found, rank, from: 0, Self.sureCount)
      add(&found, rank, from: max(0, rank - Self.mostTried), Self.equalCount)
    }
    return found
  }

  /// Adds the maps of one correspondence with up to `count` partners that are surer, from some rank on.
  private func add(
    _ found: inout [(index: Int, map: AffineHypothesis)], _ rank: Int, from start: Int, _ count: Int
  ) {
    var left = count
    for partner in start..<max(start, min(rank, start + Self.mostTried)) where left > 0 {
      guard let map = map(ranking[partner], ranking[rank]) else { continue }
      found.append((ranking[rank], map))
      left -= 1
    }
  }

  /// The similarity that takes two points to two points; `nil` where it would be no good.
  private func map(_ a: Int, _ b: Int) -> AffineHypothesis? {
    guard mirrors[a] == mirrors[b] else { return nil }
    let (p, q) = (columns.place(a), columns.place(b))
    // As complex numbers, the first picture mirrored where one of the two is.
    let side: Double = mirrors[a] ? -1 : 1
    let (x, y, toX, toY) = (side * (q.x - p.x), q.y - p.y, q.toX - p.toX, q.toY - p.toY)
    let (square, toSquare) = (x * x + y * y, toX * toX + toY * toY)
    guard Self.isGood(square), Self.isGood(toSquare) else { return nil }
    let (c, s) = ((toX * x + toY * y) / square, (toY * x - toX * y) / square)
    return AffineHypothesis(
      xx: Float(side * c), xy: Float(-s), yx: Float(side * s), yy: Float(c),
      x1: Float(p.toX - side * c * p.x + s * p.y), y1: Float(p.toY - side * s * p.x - c * p.y))
  }

  private static func isGood(_ square: Double) -> Bool {
    square >= leastDistance * leastDistance && square <= greatestDistance * greatestDistance
  }
}
