import Core

@testable import Verification

/// Evidence as its description says, one correspondence after the other, in double precision and without tables.
struct EvidenceReference {
  let pair: PicturePair
  let units: PairUnits

  init(_ pair: PicturePair) {
    self.pair = pair
    units = PairUnits(pair)
  }

  struct Obeying: Equatable {
    let index: Int
    /// Closeness, reduced by how far off it is.
    let weight: Double
    /// How far off it is, as a share of the tolerance.
    let distance: Double
  }

  /// Those that obey a map of units, in their order.
  func obeying(_ map: PlaneTransform, within tolerance: Double) -> [Obeying] {
    pair.correspondences.indices.compactMap { index in
      let correspondence = pair.correspondences[index]
      let distance = distance(correspondence, from: map) / tolerance
      guard distance < 1, correspondence.closeness > 0 else { return nil }
      return Obeying(
        index: index, weight: Double(correspondence.closeness) * (1 - distance * distance), distance: distance
      )
    }
  }

  /// The greater of the distances in the two pictures, in units of each; infinite where sizes contradict the map.
  private func distance(_ correspondence: Correspondence, from map: PlaneTransform) -> Double {
    let (a, b) = (places(correspondence).first, places(correspondence).second)
    guard let there = map.apply(x: a.x, y: a.y) else { return .infinity }
    let scale = abs(map.derivative(x: a.x, y: a.y).determinant).squareRoot()
    let (sizeA, sizeB) = (
      Double(abs(correspondence.first.determinant)).squareRoot() / units.first,
      Double(abs(correspondence.second.determinant)).squareRoot() / units.second
    )
    let ratio = scale * sizeA / sizeB
    guard ratio > 0.5, ratio < 2 else { return .infinity }
    let (dx, dy) = (there.x - b.x, there.y - b.y)
    let distance = (dx * dx + dy * dy).squareRoot()
    return max(distance, distance / scale)
  }

  private typealias Place = (x: Double, y: Double)

  private func places(_ correspondence: Correspondence) -> (first: Place, second: Place) {
    (
      (
        (Double(correspondence.first.x) - units.firstX) / units.first,
        (Double(correspondence.first.y) - units.firstY) / units.first
      ),
      (
        (Double(correspondence.second.x) - units.secondX) / units.second,
        (Double(correspondence.second.y) - units.secondY) / units.second
      )
    )
  }

  /// The weightiest first in steps of a 255th, each feature once; crowds count as their square roots.
  func evidence(_ map: PlaneTransform, within tolerance: Double) -> Evidence {
    var kept: [Obeying] = []
    for step in stride(from: 255, through: 0, by: -1) {
      for obeying in obeying(map, within: tolerance) where Int(obeying.weight * 255) == step {
        let own = pair.correspondences[obeying.index]
        let others = kept.map { pair.correspondences[$0.index] }
        guard !others.contains(where: { $0.firstFeature == own.firstFeature }) else { continue }
        guard !others.contains(where: { $0.secondFeature == own.secondFeature }) else { continue }
        kept.append(obeying)
      }
    }
    var evidence = Evidence(inliers: kept.map(\.index), tolerance: Float(tolerance))
    for obeying in kept {
      let own = places(pair.correspondences[obeying.index])
      let all = kept.map { places(pair.correspondences[$0.index]) }
      let crowd = max(
        all.count { isSameCell($0.first, own.first) }, all.count { isSameCell($0.second, own.second) })
      evidence.effectiveCount += 1 / Double(crowd).squareRoot()
      evidence.amount += obeying.weight / Double(crowd).squareRoot()
    }
    evidence.amount *= binaryLogarithm(.pi * tolerance * tolerance) / binaryLogarithm(.pi * 0.06 * 0.06)
    return evidence
  }

  private func isSameCell(_ a: Place, _ b: Place) -> Bool {
    (a.x * 20).rounded(.down) == (b.x * 20).rounded(.down)
      && (a.y * 20).rounded(.down) == (b.y * 20).rounded(.down)
  }
}
