/// Thinning: strokes of any width become lines one pixel wide in their middle.
///
/// Pixels are taken off from above, below, left and right in turn, as long as what is left hangs together as before
/// (Hilditch's crossing number of the eight neighbours is 1: the pixel lies on the border, and its neighbours stay connected
/// without it) and no line is shortened (a pixel with one neighbour is an end). Within a turn pixels are looked at one after the
/// other, each in what is left, so that neither connections nor holes are ever lost and no pair of pixels stays where
/// one would do.
extension LineMask {
  package func thinned() -> LineMask {
    var padded = PaddedMask(self)
    var candidates = padded.places
    var stamps = [Int32](repeating: 0, count: padded.ink.count)
    var round: Int32 = 0
    // A pixel can have become removable only where a neighbour went in the round before.
    while !candidates.isEmpty {
      round += 1
      let removed = Self.peel(&padded, candidates)
      candidates = Self.neighbours(of: removed, in: padded, round: round, &stamps)
    }
    return padded.mask
  }

  /// Takes one layer off, and tells which pixels these were.
  private static func peel(_ padded: inout PaddedMask, _ candidates: [Int]) -> [Int] {
    var removed: [Int] = []
    for side in [2, 6, 4, 0] {
      let step = padded.steps[side]
      // All that lie open to this side at its beginning; else a whole stroke would go in one turn.
      let open = candidates.filter { padded.ink[$0] != 0 && padded.ink[$0 + step] == 0 }
      for place in open where removable[Int(padded.neighbourhood(of: place))] {
        padded.ink[place] = 0
        removed.append(place)
      }
    }
    return removed
  }

  /// Ink beside the removed pixels, each once, rising.
  private static func neighbours(
    of removed: [Int], in padded: PaddedMask, round: Int32, _ stamps: inout [Int32]
  ) -> [Int] {
    var found: [Int] = []
    for place in removed {
      for step in padded.steps {
        let neighbour = place + step
        guard padded.ink[neighbour] != 0, stamps[neighbour] != round else { continue }
        stamps[neighbour] = round
        found.append(neighbour)
      }
    }
    return found.sorted()
  }

  /// Whether a pixel can go, by its neighbourhood.
  static let removable: [Bool] = (0..<256).map { bits in
    UInt8(bits).nonzeroBitCount >= 2 && crossings(UInt8(bits)) == 1
  }

  /// How often one comes from a blank neighbour that shares a side to ink, going once around a pixel.
  static func crossings(_ bits: UInt8) -> Int {
    func has(_ bit: Int) -> Bool { bits >> UInt8(bit & 7) & 1 != 0 }
    return stride(from: 0, to: 8, by: 2).count { !has($0) && (has($0 + 1) || has($0 + 2)) }
  }
}
