/// Counts what speaks for maps of one pair of pictures; keeps its tables from one map to the next.
struct EvidenceCounter: ~Copyable {
  let columns: CorrespondenceColumns
  private let scale: EvidenceScale
  private let share: CrowdShare
  /// Which features are taken, and how many inliers a cell has: stamped with the count's number instead of being cleared.
  private var firstTaken, secondTaken: [UInt32]
  private var firstCrowd, secondCrowd: [UInt64]
  private var round: UInt32 = 0
  private var candidates: [(index: Int, weight: Float)] = []
  private var sorted: [(index: Int, weight: Float)] = []

  init(_ pair: PicturePair) {
    columns = CorrespondenceColumns(pair)
    scale = EvidenceScale(pair, columns)
    share = CrowdShare(pair.frames)
    firstTaken = [UInt32](repeating: 0, count: scale.firstCount)
    secondTaken = [UInt32](repeating: 0, count: scale.secondCount)
    firstCrowd = [UInt64](repeating: 0, count: scale.cellCount)
    secondCrowd = firstCrowd
  }

  /// The most that speaks for a map, of all tolerances.
  mutating func most(for map: PlaneTransform) -> Evidence { evidence(for: map).most }

  /// What speaks for a map within the widest tolerance, and the most of all.
  mutating func evidence(for map: PlaneTransform) -> (widest: Evidence, most: Evidence) {
    let residuals = Residuals(map, columns)
    let widest = count(residuals, within: Tolerances.evidence[0])
    var most = widest
    for tolerance in Tolerances.evidence.dropFirst() {
      let evidence = count(residuals, within: tolerance)
      if evidence.amount > most.amount { most = evidence }
    }
    return (widest, most)
  }

  mutating func count(_ map: PlaneTransform, within tolerance: Float) -> Evidence {
    count(Residuals(map, columns), within: tolerance)
  }

  /// Those that obey within one tolerance.
  mutating func count(_ residuals: Residuals, within tolerance: Float) -> Evidence {
    candidates.removeAll(keepingCapacity: true)
    residuals.forEach(within: tolerance, columns) { candidates.append(($0, $1)) }
    return countCandidates(within: tolerance)
  }

  /// The same for correspondences whose distances from obeying something else than a map are known; each that obeys is worth as much as
  /// one in the widest tolerance.
  mutating func count(_ distances: [(index: Int, distance: Float)], within tolerance: Float) -> Evidence {
    candidates.removeAll(keepingCapacity: true)
    for (index, distance) in distances where distance < tolerance {
      let share = distance / tolerance
      candidates.append((index, columns.weight(index) * (1 - share * share)))
    }
    var evidence = countCandidates(within: Tolerances.evidence[0])
    evidence.tolerance = tolerance
    return evidence
  }

  private mutating func countCandidates(within tolerance: Float) -> Evidence {
    round += 1
    sortByWeight()
    keepOneToOne()
    var evidence = Evidence(inliers: candidates.map(\.index), tolerance: tolerance)
    for (index, weight) in candidates {
      let crowd = max(
        UInt32(truncatingIfNeeded: firstCrowd[Int(scale.firstCell[index])]),
        UInt32(truncatingIfNeeded: secondCrowd[Int(scale.secondCell[index])]))
      let share = share.ofEach(of: Int(crowd))
      evidence.effectiveCount += share
      evidence.amount += Double(weight) * share
    }
    evidence.amount *= Double(Tolerances.worth(of: tolerance))
    return evidence
  }

  /// The weightiest first, in steps of a 255th; those of one step in their order. A counting sort: sorting took half of all time.
  private mutating func sortByWeight() {
    var starts = InlineArray<257, Int>(repeating: 0)
    for candidate in candidates { starts[Self.step(candidate.weight) + 1] += 1 }
    for step in 1..<257 { starts[step] += starts[step - 1] }
    sorted.removeAll(keepingCapacity: true)
    sorted.append(contentsOf: candidates)
    for candidate in candidates {
      let step = Self.step(candidate.weight)
      sorted[starts[step]] = candidate
      starts[step] += 1
    }
    swap(&sorted, &candidates)
  }

  private static func step(_ weight: Float) -> Int { 255 - Int(max(0, min(1, weight)) * 255) }

  /// Each feature once, the weightiest correspondences first, of equal ones the earlier; counts them by cell.
  private mutating func keepOneToOne() {
    var kept = 0
    for candidate in candidates {
      let (first, second) = (Int(scale.first[candidate.index]), Int(scale.second[candidate.index]))
      guard firstTaken[first] != round, secondTaken[second] != round else { continue }
      firstTaken[first] = round
      secondTaken[second] = round
      Self.add(to: &firstCrowd[Int(scale.firstCell[candidate.index])], round)
      Self.add(to: &secondCrowd[Int(scale.secondCell[candidate.index])], round)
      candidates[kept] = candidate
      kept += 1
    }
    candidates.removeSubrange(kept...)
  }

  /// The round stands in the upper half, the number in the lower.
  private static func add(to crowd: inout UInt64, _ round: UInt32) {
    crowd = crowd >> 32 == UInt64(round) ? crowd + 1 : UInt64(round) << 32 | 1
  }
}
