import InvertedFile

@testable import Retrieval
@testable import Verification

/// Proven pictures and features that are made by hand.
enum ExpansionSamples {
  struct NoProof: Error {}

  /// A picture of 100 × 100 pixels whose points lie farther right and down in the query.
  static func source(
    _ features: IndexedFeatures, movedBy shift: (x: Double, y: Double) = (0, 0), rotation: Int = 0,
    number: UInt32 = 0
  ) throws -> ExpansionSource {
    let map = PlaneTransform(xx: 1, xy: 0, x1: -shift.x, yx: 0, yy: 1, y1: -shift.y)
    let agreement = Agreement(
      model: .similarity, secondFromFirst: map, inliers: [], effectiveInlierCount: 0, evidence: 30,
      logChance: -20)
    let pair = PicturePair(
      first: PictureArea(width: 400, height: 400), second: PictureArea(width: 100, height: 100),
      correspondences: [])
    guard let proof = Proof(agreement, of: pair, testCount: 10, maxNFA: 1e-3) else { throw NoProof() }
    let picture = NewPicture(
      name: "picture", content: ContentID(high: 1, low: 2), fileByteCount: 3, width: 100, height: 100,
      features: features)
    return ExpansionSource(
      id: PictureID(rawValue: number), picture: picture, proof: proof, rotation: rotation)
  }

  static func feature(
    word: UInt32, _ signature: UInt64, at place: (x: Float, y: Float), source: Int
  ) -> BackProjectedFeature {
    BackProjectedFeature(
      word: word, signature: signature, frame: frame(at: place), source: source)
  }

  static func frame(at place: (x: Float, y: Float)) -> LocalFrame {
    LocalFrame(x: place.x, y: place.y, xx: 2, xy: 0, yx: 0, yy: 2)
  }

  /// What a query of some features is verified with.
  static func evidence(
    _ features: [(word: UInt32, signature: UInt64, place: (x: Float, y: Float))]
  ) -> PreparedQuery.Evidence {
    PreparedQuery.Evidence(
      words: QueryWords(
        words: features.map(\.word), signatures: features.map(\.signature), wordsPerFeature: 1),
      frames: features.map { frame(at: $0.place) })
  }
}
