import Core
import CKernels
import Raster

/// Which way lines go, from the structure tensor: the products of a plane's gradients, averaged over a neighbourhood.
///
/// Averaging products instead of directions makes the two sides of a line, whose gradients point against each other, agree; the
/// line goes across the direction in which gradients are longest.
struct LineOrientation {
  private let xx: Plane
  private let xy: Plane
  private let yy: Plane

  /// - Parameter sigma: how far the neighbourhood reaches, in pixels.
  init(of plane: Plane, sigma: Double) {
    let products = Self.products(of: plane)
    xx = products.xx.blurred(sigma: sigma)
    xy = products.xy.blurred(sigma: sigma)
    yy = products.yy.blurred(sigma: sigma)
  }

  /// Radians from the x axis towards y, 0 ≤ direction < π; 0 where there is no gradient at all.
  func direction(x: Int, y: Int) -> Float {
    let (a, b, c) = (Double(xx[x, y]), Double(xy[x, y]), Double(yy[x, y]))
    guard a + c > 0 else { return 0 }
    // Half the angle of (a − c, 2b) is the gradients' direction, whose normal is the line's.
    let across = angle(x: a - c, y: 2 * b) / 2
    let along = Float(across + Double.pi / 2)
    return along < Float.pi ? max(along, 0) : 0
  }

  private static func products(of plane: Plane) -> (xx: Plane, xy: Plane, yy: Plane) {
    var (xx, xy, yy) = (plane, plane, plane)
    plane.withKernelPlane { source in
      xx.pixels.withUnsafeMutableBufferPointer { xx in
        xy.pixels.withUnsafeMutableBufferPointer { xy in
          yy.pixels.withUnsafeMutableBufferPointer { yy in
            kernels.gradientProducts(source, xx.baseAddress, xy.baseAddress, yy.baseAddress)
          }
        }
      }
    }
    return (xx, xy, yy)
  }
}

extension LineDrawing {
  /// How far a thin line is spread before its direction is measured: steps from row to row are smoothed away, corners hardly.
  private static let spread = 1.5
  /// How much of a line takes part in its direction.
  private static let neighbourhood = 2.0

  /// The lines of a mask that is thin already, with directions from their own course.
  package init(thin mask: LineMask) {
    // Room around the lines, so that those along the border have two sides too.
    let margin = 8
    var plane = Plane(width: mask.width + 2 * margin, height: mask.height + 2 * margin)
    let places = mask.ink.indices.filter { mask.ink[$0] != 0 }
    for place in places { plane[place % mask.width + margin, place / mask.width + margin] = 255 }
    let orientation = LineOrientation(
      of: plane.blurred(sigma: Self.spread), sigma: Self.neighbourhood)
    let points = places.map { place in
      let (x, y) = (place % mask.width, place / mask.width)
      return LinePoint(
        x: UInt16(x), y: UInt16(y), direction: orientation.direction(x: x + margin, y: y + margin))
    }
    self.init(width: mask.width, height: mask.height, points: points)
  }
}
