import Raster

/// Ink of any width as thin lines that fill a drawing of a given longest side.
///
/// Strokes are thinned while they are large, so that lines that lie close together stay apart and steps of pixels don't
/// matter; then the places of the thin lines are brought to the drawing's grid.
enum StrokeLines {
  /// Strokes are thinned at this many times the drawing's side, at least.
  private static let oversampling = 2
  /// The Gaussian that takes the steps out of enlarged ink, in pixels before it was enlarged.
  private static let smoothing = 0.7
  /// Gaps of lines up to so many pixels of the drawing are closed.
  private static let gap = 4

  /// `nil` where there is no ink. `ink` is cropped to what is drawn.
  static func mask(of ink: InkPlane, side: Int) -> LineMask? {
    lines(of: enlarged(ink, toSide: oversampling * side), side: side)
  }

  /// The same for strokes that are large enough already.
  static func lines(of strokes: LineMask, side: Int) -> LineMask? {
    let strokes = strokes.padded
    let thinned = strokes.thinned()
    let areas = FilledAreas(strokes, thinned: thinned)
    let lines = areas.mask == strokes ? thinned : areas.mask.thinned()
    return lines.fitted(toSide: side)?.bridged(gap: gap)
  }

  /// Ink as a mask with a longest side of at least `side`.
  ///
  /// Enlarging smoothly takes the steps out of borders but can break lines that are one pixel wide, so these
  /// are enlarged as they are and added.
  private static func enlarged(_ ink: InkPlane, toSide side: Int) -> LineMask {
    let mask = ink.mask
    let longer = max(mask.width, mask.height)
    guard longer < side else { return mask }
    let factor = (side + longer - 1) / longer
    let large = ink.plane.resampled(
      toWidth: factor * mask.width, height: factor * mask.height, filter: .area)
    var result = InkPlane(coverage: large.blurred(sigma: smoothing * Double(factor))).mask
    let thin = mask.thinned()
    for y in 0..<result.height {
      for x in 0..<result.width where thin[x / factor, y / factor] { result[x, y] = true }
    }
    return result
  }
}

extension LineMask {
  /// With a border of one blank pixel, so that ink along the border has an outer side.
  fileprivate var padded: LineMask {
    var result = LineMask(width: width + 2, height: height + 2)
    for y in 0..<height {
      for x in 0..<width where self[x, y] { result[x + 1, y + 1] = true }
    }
    return result
  }

  /// The mask cropped to its ink and brought to a longest side of `side`; `nil` without ink. Lines stay connected where they are
  /// brought down.
  package func fitted(toSide side: Int) -> LineMask? {
    guard let box = bounds else { return nil }
    let (width, height) = (box.right - box.left + 1, box.bottom - box.top + 1)
    let scale = Double(side - 1) / Double(max(width - 1, height - 1, 1))
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
