import Raster

/// A projective map of the plane: (x, y) goes to (u/w, v/w) with (u, v, w) = matrix · (x, y, 1).
package struct Homography: Sendable, Equatable {
  /// The matrix row by row: h11, h12, h13, h21 … h33.
  package let elements: [Double]

  package init(_ elements: [Double]) {
    precondition(elements.count == 9, "a homography has nine elements")
    self.elements = elements
  }

  package static let identity = Homography([1, 0, 0, 0, 1, 0, 0, 0, 1])

  package static func translation(x: Double, y: Double) -> Homography {
    Homography([1, 0, x, 0, 1, y, 0, 0, 1])
  }

  /// Turns by `angle` radians from the x axis towards the y axis (clockwise as pictures are shown) and scales,
  /// about the origin.
  package static func similarity(scale: Double, angleInRadians angle: Double) -> Homography {
    let (c, s) = cosineAndSine(angle)
    return Homography([scale * c, -scale * s, 0, scale * s, scale * c, 0, 0, 0, 1])
  }

  /// The image of a point, or `nil` if it lies on or behind the line that goes to infinity.
  package func apply(to point: Point) -> Point? {
    let m = elements
    let w = m[6] * point.x + m[7] * point.y + m[8]
    guard w > 1e-12 else { return nil }
    return Point(
      x: (m[0] * point.x + m[1] * point.y + m[2]) / w, y: (m[3] * point.x + m[4] * point.y + m[5]) / w)
  }

  /// First `other`, then this map.
  package func after(_ other: Homography) -> Homography {
    let (a, b) = (elements, other.elements)
    return Homography(
      (0..<9).map { index in
        let (row, column) = (index / 3 * 3, index % 3)
        return a[row] * b[column] + a[row + 1] * b[column + 3] + a[row + 2] * b[column + 6]
      }
    ).normalised
  }

  /// The way back, or `nil` if the map is not invertible.
  package var inverse: Homography? {
    let m = elements
    let cofactors = [
      m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
      m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
      m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3],
    ]
    let determinant = m[0] * cofactors[0] + m[1] * cofactors[3] + m[2] * cofactors[6]
    guard determinant.isFinite, abs(determinant) > 1e-18 else { return nil }
    return Homography(cofactors.map { $0 / determinant }).normalised
  }

  /// The same map with h33 = 1, where it is not too near to zero.
  package var normalised: Homography {
    let last = elements[8]
    guard abs(last) > 1e-12, last != 1 else { return self }
    return Homography(elements.map { $0 / last })
  }
}
