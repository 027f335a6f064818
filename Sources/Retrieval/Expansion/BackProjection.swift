import InvertedFile
import Verification

/// A feature of a proven picture as if it had been found in the query: with the word and signature that the collection keeps, at
/// the place where its proof takes it.
struct BackProjectedFeature: Sendable, Equatable {
  let word: UInt32
  let signature: UInt64
  /// In the query.
  let frame: LocalFrame
  /// Which of the proven pictures it comes from.
  let source: Int
}

extension ExpansionSource {
  /// What of the picture lies within an area of the query: not only the matched points, which the query has already, but all that
  /// is around them too.
  func features(
    within area: PictureArea, _ kind: FeatureGeometry.Kind, source: Int
  ) -> [BackProjectedFeature] {
    let features = picture.features
    return features.geometry.indices.compactMap { index in
      let place = FeatureGeometry(
        packed: features.geometry[index], kind, width: picture.width, height: picture.height)
      guard let frame = proof.queryFromTarget.apply(to: LocalFrame(place)), area.contains(frame) else {
        return nil
      }
      return BackProjectedFeature(
        word: features.words[index], signature: features.signatures[index], frame: frame, source: source)
    }
  }
}

extension PictureArea {
  fileprivate func contains(_ frame: LocalFrame) -> Bool {
    let (column, row) = (Double(frame.x) - x, Double(frame.y) - y)
    return column >= 0 && column < width && row >= 0 && row < height
  }
}

extension PlaneTransform {
  /// Where a small region goes: its centre as a point, its shape by the derivative of the map there. `nil` beyond the horizon.
  func apply(to frame: LocalFrame) -> LocalFrame? {
    let (fromX, fromY) = (Double(frame.x), Double(frame.y))
    guard let (x, y) = apply(x: fromX, y: fromY) else { return nil }
    let depth = px * fromX + py * fromY + p1
    // The derivative, row by row.
    let (ax, ay) = ((xx - x * px) / depth, (xy - x * py) / depth)
    let (bx, by) = ((yx - y * px) / depth, (yy - y * py) / depth)
    let (sxx, sxy) = (Double(frame.xx), Double(frame.xy))
    let (syx, syy) = (Double(frame.yx), Double(frame.yy))
    let mapped = LocalFrame(
      x: Float(x), y: Float(y), xx: Float(ax * sxx + ay * syx), xy: Float(ax * sxy + ay * syy),
      yx: Float(bx * sxx + by * syx), yy: Float(bx * sxy + by * syy))
    return mapped.isFinite ? mapped : nil
  }
}

extension LocalFrame {
  fileprivate var isFinite: Bool { [x, y, xx, xy, yx, yy].allSatisfy(\.isFinite) }
}
