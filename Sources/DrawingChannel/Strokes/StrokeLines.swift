import Raster

/// Ink of any width as thin lines that fill a drawing of a given longest side.
///
/// Strokes are thinned while they are large, so that lines that lie close together stay apart and steps of pixels don't
/// matter; then the places of the thin lines are brought to the drawing's grid.
struct StrokeLines {
  /// Strokes are thinned at this many times the drawing's side, at least.
  private static let oversampling = 2

  /// `nil` where there is no ink.
  static func mask(of ink: InkPlane, side: Int) -> LineMask? {
    guard let box = ink.mask.bounds else { return nil }
    let large = enlarged(ink.plane.cropped(to: box), toSide: oversampling * side)
    let strokes = InkPlane(coverage: large).mask
    return strokes.thinned().fitted(toSide: side)
  }

  /// With a margin of a blank pixel, so that strokes along the border have an outer side when they are enlarged.
  private static func enlarged(_ plane: Plane, toSide side: Int) -> Plane {
    let longer = max(plane.width, plane.height)
    guard longer < side else { return plane }
    let factor = Double(side) / Double(longer)
    return plane.resampled(
      toWidth: max(1, Int((Double(plane.width) * factor).rounded())),
      height: max(1, Int((Double(plane.height) * factor).rounded())))
  }
}

extension LineMask {
  /// The mask cropped to its ink and brought to a longest side of `side`; `nil` without ink. Lines stay connected where they are
  /// brought down.
  package func fitted(toSide side: Int) -> LineMask? {
    guard let box = bounds else { return nil }
    let (width, height) = (box.right - box.left + 1, box.bottom - box.top + 1)
    let scale = Double(side - 1) / Double(max(max(width, height) - 1, 1))
    func place(_ offset: Int) -> Int { Int((Double(offset) * scale).rounded()) }
    var result = LineMask(width: place(width - 1) + 1, height: place(height - 1) + 1)
    for y in box.top...box.bottom {
      for x in box.left...box.right where self[x, y] {
        result[place(x - box.left), place(y - box.top)] = true
      }
    }
    return result.thinned()
  }
}

extension Plane {
  /// The part of the plane in a box, ends included, and a margin of one blank pixel around it.
  fileprivate func cropped(to box: (left: Int, top: Int, right: Int, bottom: Int)) -> Plane {
    var part = Plane(width: box.right - box.left + 3, height: box.bottom - box.top + 3)
    for y in box.top...box.bottom {
      for x in box.left...box.right { part[x - box.left + 1, y - box.top + 1] = self[x, y] }
    }
    return part
  }
}
