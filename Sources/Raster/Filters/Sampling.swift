import CKernels
import Core

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
  ///
  /// - Precondition: the plane is at least 2 × 2.
  package func warped(width newWidth: Int, height newHeight: Int, by map: SLAffineMap) -> Plane {
    precondition(width > 1 && height > 1, "a plane of one row or column cannot be interpolated")
    let lanes = Int(SL_LANES)
    let padded = (newWidth + lanes - 1) / lanes * lanes
    let columns = (0..<padded).map { Float($0) }
    let zeros = [Float](repeating: 0, count: padded)
    var row = zeros
    var result = Plane(width: newWidth, height: newHeight)
    withKernelPlane { source in
      for v in 0..<newHeight {
        let shift = (x: map.xy * Float(v), y: map.yy * Float(v))
        var rowMap = map
        (rowMap.x, rowMap.y) = (map.x + shift.x, map.y + shift.y)
        kernels.sample(source, rowMap, columns, zeros, padded, &row)
        result.pixels.replaceSubrange(v * newWidth..<(v + 1) * newWidth, with: row[..<newWidth])
      }
    }
    return result
  }

  /// Differences of neighbours in units a pixel: central ones inside, one-sided on the border.
  package func gradients() -> (dx: Plane, dy: Plane) {
    var dx = Plane(width: width, height: height)
    var dy = dx
    pixels.withUnsafeBufferPointer { from in
      for y in 0..<height {
        let (above, below) = (max(0, y - 1) * width, min(height - 1, y + 1) * width)
        let perRow = 1 / Float(max(1, min(height - 1, y + 1) - max(0, y - 1)))
        dy.pixels.withUnsafeMutableBufferPointer { out in
          for x in 0..<width { out[y * width + x] = (from[below + x] - from[above + x]) * perRow }
        }
        dx.pixels.withUnsafeMutableBufferPointer { out in
          fillRow(from: from, start: y * width, into: out)
        }
      }
    }
    return (dx, dy)
  }

  /// Horizontal differences of the row that begins at `start`.
  private func fillRow(
    from: UnsafeBufferPointer<Float>, start: Int, into out: UnsafeMutableBufferPointer<Float>
  ) {
    guard width > 1 else { return }
    for i in start + 1..<max(start + 1, start + width - 1) { out[i] = (from[i + 1] - from[i - 1]) * 0.5 }
    out[start] = from[start + 1] - from[start]
    out[start + width - 1] = from[start + width - 1] - from[start + width - 2]
  }
}
