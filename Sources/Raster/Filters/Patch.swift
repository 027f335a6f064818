import CKernels

extension Plane {
  /// What a region of the picture looks like from straight above: the square around the unit disc, drawn `side` pixels
  /// wide. A point u of the disc lies at (x + xx·u₁ + xy·u₂, y + yx·u₁ + yy·u₂); beyond the border the border's
  /// pixels repeat. Regions larger than the patch are smoothed on the way.
  ///
  /// - Precondition: the plane is at least 2 × 2.
  package func patch(
    x: Float, y: Float, xx: Float, xy: Float, yx: Float, yy: Float, side: Int
  ) -> Plane {
    let pixelsAlongSide = 2 * max(abs(xx) + abs(yx), abs(xy) + abs(yy))
    // More than eight samples a pixel would not be seen in a patch to look at.
    let oversampling = Int(min(8, max(1, (pixelsAlongSide / Float(side)).rounded(.up))))
    let samples = side * oversampling
    let step = 2 / Float(samples)
    let first = step / 2 - 1
    let map = SLAffineMap(
      x: x + (xx + xy) * first, y: y + (yx + yy) * first, xx: xx * step, xy: xy * step, yx: yx * step,
      yy: yy * step)
    let sampled = warped(width: samples, height: samples, by: map)
    return oversampling == 1 ? sampled : sampled.resampled(toWidth: side, height: side, filter: .area)
  }
}
