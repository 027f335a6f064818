/// Values of a plane between its pixels.
extension Plane {
  /// The bilinear interpolation at (x, y); beyond the border the border's pixels repeat.
  package func bilinear(_ x: Float, _ y: Float) -> Float {
    let clampedX = min(max(x, 0), Float(width - 1))
    let clampedY = min(max(y, 0), Float(height - 1))
    let left = min(Int(clampedX), max(0, width - 2))
    let top = min(Int(clampedY), max(0, height - 2))
    let right = min(left + 1, width - 1)
    let bottom = min(top + 1, height - 1)
    let dx = clampedX - Float(left)
    let dy = clampedY - Float(top)
    let upper = self[left, top] + (self[right, top] - self[left, top]) * dx
    let lower = self[left, bottom] + (self[right, bottom] - self[left, bottom]) * dx
    return upper + (lower - upper) * dy
  }

  /// The picture seen through an affine map: pixel (u, v) of the result is the bilinear sample at
  /// (x + xx·u + xy·v, y + yx·u + yy·v). There is no smoothing: shrink first when the map steps by more than a pixel.
  package func warped(
    width newWidth: Int, height newHeight: Int, x: Float, y: Float, xx: Float, xy: Float, yx: Float, yy: Float
  ) -> Plane {
    var result = Plane(width: newWidth, height: newHeight)
    for v in 0..<newHeight {
      for u in 0..<newWidth {
        let (fu, fv) = (Float(u), Float(v))
        result[u, v] = bilinear(x + xx * fu + xy * fv, y + yx * fu + yy * fv)
      }
    }
    return result
  }

  /// Central differences in pixels' units, one-sided on the border: the gradient's x and y parts.
  package func gradients() -> (dx: Plane, dy: Plane) {
    var dx = Plane(width: width, height: height)
    var dy = dx
    for y in 0..<height {
      let (above, below) = (max(0, y - 1), min(height - 1, y + 1))
      for x in 0..<width {
        let (left, right) = (max(0, x - 1), min(width - 1, x + 1))
        dx[x, y] = (self[right, y] - self[left, y]) / Float(max(1, right - left))
        dy[x, y] = (self[x, below] - self[x, above]) / Float(max(1, below - above))
      }
    }
    return (dx, dy)
  }
}
