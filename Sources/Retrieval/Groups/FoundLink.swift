import InvertedFile
import Verification

/// Two pictures of which one is the query and the other was found, before they have names.
struct FoundLink: Sendable, Equatable {
  let pair: PicturePairKey
  let kind: PictureLink.Kind
  let logNFA: Double
  let inlierCount: Int
  let effectiveInlierCount: Double
  let model: Proof.Model
  /// From the earlier picture to the later one, and back.
  let laterFromEarlier, earlierFromLater: PlaneTransform
  let overlapOfEarlier, overlapOfLater: Double
  let isMirrored: Bool
  let isTransitive: Bool
}

/// Two different pictures, the earlier one first.
struct PicturePairKey: Sendable, Hashable, Comparable {
  /// The earlier picture in the upper half: numbers are sorted several times as fast as pairs.
  let bits: UInt64

  init(_ a: PictureID, _ b: PictureID) {
    precondition(a != b, "a picture is no pair")
    bits = UInt64(min(a, b).rawValue) << 32 | UInt64(max(a, b).rawValue)
  }

  var earlier: PictureID { PictureID(rawValue: UInt32(truncatingIfNeeded: bits >> 32)) }
  var later: PictureID { PictureID(rawValue: UInt32(truncatingIfNeeded: bits)) }

  static func < (a: Self, b: Self) -> Bool { a.bits < b.bits }
}

extension PictureLink {
  /// With the pictures in the order of their names.
  init(_ found: FoundLink, earlier: String, later: String) {
    let isInOrder = earlier <= later
    self.init(
      a: isInOrder ? earlier : later, b: isInOrder ? later : earlier, kind: found.kind, logNFA: found.logNFA,
      inlierCount: found.inlierCount, effectiveInlierCount: found.effectiveInlierCount, model: found.model,
      bFromA: isInOrder ? found.laterFromEarlier : found.earlierFromLater,
      overlapOfA: isInOrder ? found.overlapOfEarlier : found.overlapOfLater,
      overlapOfB: isInOrder ? found.overlapOfLater : found.overlapOfEarlier,
      isMirrored: found.isMirrored, isTransitive: found.isTransitive)
  }
}
