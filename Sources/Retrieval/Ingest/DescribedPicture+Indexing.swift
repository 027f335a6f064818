import InvertedFile
import LocalFeatures

extension DescribedPicture {
  /// A block of postings holds at most so many of one picture.
  private static let mostFeaturesOfAWord = Int(UInt16.max)

  /// The picture as an index takes it. Of more features of one word than an index can hold the first ones, which are the
  /// strongest, are taken.
  func indexed(_ kind: FeatureGeometry.Kind?) -> NewPicture {
    let kept = keptFeatures
    let geometry = kind.map { kind in
      kept.map { FeatureGeometry(features.regions[$0]).packed(kind, width: width, height: height) }
    }
    return NewPicture(
      name: name, content: content, fileByteCount: fileByteCount, width: width, height: height,
      features: IndexedFeatures(
        words: kept.map { features.words[$0] },
        signatures: features.signatures.isEmpty ? [] : kept.map { features.signatures[$0] },
        geometry: geometry ?? []),
      aggregates: aggregates, vectors: indexedVectors)
  }

  private var indexedVectors: [VectorChannel: PictureVector] {
    vectors.compactMapValues { outcome in
      guard case .vector(let vector) = outcome else { return nil }
      return PictureVector(vector)
    }
  }

  /// Why models failed at it.
  var vectorFailures: [(channel: VectorChannel, reason: String)] {
    VectorChannel.allCases.compactMap { channel in
      vectors[channel]?.failure.map { (channel: channel, reason: $0) }
    }
  }

  private var keptFeatures: [Int] {
    let all = Array(0..<features.count)
    guard features.count > Self.mostFeaturesOfAWord else { return all }
    // Words rise, so the feature so many places before has the same word only when all between have.
    return all.filter { feature in
      let earlier = feature - Self.mostFeaturesOfAWord
      return earlier < 0 || features.words[earlier] != features.words[feature]
    }
  }
}

extension FeatureGeometry {
  init(_ region: LocalRegion) {
    self.init(
      x: region.x, y: region.y, xx: region.xx, xy: region.xy, yx: region.yx, yy: region.yy)
  }
}
