import CKernels
import Core

/// A drawing's outline at every size in which it is looked for in a part of pictures.
///
/// It counts what share of the outline a picture has: lines in the same places that go the same way. What else is there is no
/// matter, but where lines are everywhere, most outlines fit: the score asks how far what was met exceeds chance.
struct OutlineFit: Sendable {
  /// The best place of a drawing in a picture, of any size, and of those that take most of the picture.
  struct Places: Sendable {
    var any: Place
    var large: Place
  }

  struct Place: Sendable {
    var score: Float
    var box: DrawnBox
  }

  /// From nearly the whole picture to a third of its longer side.
  static let shares: [Float] = [0.94, 0.79, 0.66, 0.55, 0.46, 0.38, 0.32]
  /// So many take most of it.
  private static let largeShares = 2
  /// Coarse cells tell sizes less well. Pictures that have the drawing as large as themselves are told by their keyshapes.
  private static let coarseShares: [Float] = [0.74, 0.56, 0.43, 0.33]
  /// What kernels count up to, or nearly.
  private static let coarseSamples = 60
  private static let fineSamples = 127

  private let coarse: [Outline]
  private let fine: [Outline]
  /// The drawing in the middle of a picture, as large as the picture lets it be.
  let middle: DrawnBox

  /// `nil` for a drawing without lines, or of one point.
  init?(of lines: LineDrawing) {
    coarse = Self.coarseShares.compactMap {
      Outline(of: lines, share: $0, side: LineMap.side, mostSamples: Self.coarseSamples)
    }
    fine = Self.shares.compactMap {
      Outline(of: lines, share: $0, side: LineMap.fineSide, mostSamples: Self.fineSamples)
    }
    guard let largest = fine.first, !coarse.isEmpty else { return nil }
    middle = Self.box(of: largest, column: 0, row: 0)
  }

  /// The largest share of the outline that each of some maps has by its coarse cells; any `pitch` of bytes from one to the next.
  func promises(
    of maps: UnsafePointer<UInt8>, pitch: Int, count: Int, into shares: UnsafeMutablePointer<Float>
  ) {
    Outline.withKernelOutlines(coarse[...]) {
      kernels.mostCovered(maps, pitch, count, $0.baseAddress, $0.count, shares)
    }
  }

  /// The best places in each of some maps.
  func places(in maps: [[UInt8]]) -> [Places] {
    Outline.withKernelOutlines(fine[...]) { outlines in
      maps.map { map in
        let found = [SLCovered](unsafeUninitializedCapacity: outlines.count) { found, count in
          kernels.cover(map, LineMap.quarterBytes, outlines.baseAddress, outlines.count, found.baseAddress)
          count = outlines.count
        }
        return Places(any: best(of: found), large: best(of: found.prefix(Self.largeShares)))
      }
    }
  }

  private func best(of found: some Sequence<SLCovered>) -> Place {
    var best = Place(score: -.infinity, box: middle)
    for (place, outline) in zip(found, fine) {
      let score = Self.score(place, of: outline)
      guard score > best.score else { continue }
      best = Place(
        score: score, box: Self.box(of: outline, column: Int(place.column), row: Int(place.row)))
    }
    return best
  }

  /// How much more of the outline is met than by chance: the divergence of the two shares in bits (Kullback & Leibler 1951), times the root of how
  /// many samples say so.
  ///
  /// All samples are no witnesses of their own, as their neighbours see the same line; with their number itself large
  /// outlines always win.
  private static func score(_ found: SLCovered, of outline: Outline) -> Float {
    let chance = Double(max(0.02, min(0.95, found.chance)))
    let share = Double(found.count) / Double(outline.sampleCount)
    guard share > chance else { return 0 }
    let met = share * binaryLogarithm(share / chance)
    let missed = share < 1 ? (1 - share) * binaryLogarithm((1 - share) / (1 - chance)) : 0
    return Float((met + missed) * Double(outline.sampleCount).squareRoot())
  }

  private static func box(of outline: Outline, column: Int, row: Int) -> DrawnBox {
    let cell = 1 / Float(LineMap.fineSide)
    return DrawnBox(
      left: (Float(column) - outline.width / 2) * cell, top: (Float(row) - outline.height / 2) * cell,
      width: outline.width * cell, height: outline.height * cell)
  }
}
