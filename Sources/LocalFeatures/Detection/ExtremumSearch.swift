/// From an extremal pixel to the place and scale of the extremum between pixels and levels.
///
/// Near an extremum the response is taken for a parabola, whose top is found by one Newton step from the central
/// differences; when the top lies nearer to another pixel or level, that one is looked at instead, a few times.
struct ExtremumSearch {
  let octave: ScaleSpace.Octave
  let responses: [UnsafeMutablePointer<Float>]
  let selection: Response.ScaleSelection

  private var width: Int { octave.width }

  /// `nil` when the extremum runs out of the octave or doesn't settle.
  func refined(index: Int, level: Int) -> Candidate? {
    selection == .response
      ? refinedOverScale(index: index, level: level) : refinedInPlane(index: index, level: level)
  }

  /// Whether the response is a ridge rather than a peak: Lowe's test on the ratio of its curvatures, at most 10.
  func isEdge(index: Int, level: Int) -> Bool {
    let at = responses[level] + index
    let xx = at[1] - 2 * at[0] + at[-1]
    let yy = at[width] - 2 * at[0] + at[-width]
    let xy = (at[width + 1] - at[width - 1] - at[-width + 1] + at[-width - 1]) * 0.25
    let (trace, determinant) = (xx + yy, xx * yy - xy * xy)
    return determinant <= 0 || trace * trace * 10 >= 121 * determinant
  }

  private func refinedOverScale(index: Int, level: Int) -> Candidate? {
    var (x, y, s) = (index % width, index / width, level)
    for _ in 0..<5 {
      let local = LocalParabola(
        below: responses[s - 1] + y * width + x, here: responses[s] + y * width + x,
        above: responses[s + 1] + y * width + x, width: width)
      guard let top = local.top else { return nil }
      if max(abs(top.dx), abs(top.dy), abs(top.ds)) <= 0.6 {
        return candidate(x: x, y: y, level: s, top: top)
      }
      guard max(abs(top.dx), abs(top.dy), abs(top.ds)) < 4 else { return nil }
      x += Int(top.dx.rounded())
      y += Int(top.dy.rounded())
      s += Int(top.ds.rounded())
      guard x >= 2, x < width - 2, y >= 2, y < octave.height - 2, s >= 1, s < responses.count - 1 else {
        return nil
      }
    }
    return nil
  }

  private func candidate(x: Int, y: Int, level: Int, top: LocalParabola.Top) -> Candidate {
    Candidate(
      octave: 0, x: Float(x) + top.dx, y: Float(y) + top.dy,
      sigma: ScaleSpace.sigma(ofLevel: Float(level) + top.ds), strength: abs(top.value))
  }

  /// Position from the response, scale from the Laplacian; `nil` where the Laplacian is not extremal over scale.
  private func refinedInPlane(index: Int, level: Int) -> Candidate? {
    let at = responses[level] + index
    let below = abs(laplacian(index, level - 1))
    let here = abs(laplacian(index, level))
    let above = abs(laplacian(index, level + 1))
    guard here > below, here >= above else { return nil }
    let dx = Self.offset(at[-1], at[0], at[1])
    let dy = Self.offset(at[-width], at[0], at[width])
    return Candidate(
      octave: 0, x: Float(index % width) + dx, y: Float(index / width) + dy,
      sigma: ScaleSpace.sigma(ofLevel: Float(level) + Self.offset(below, here, above)), strength: abs(at[0]))
  }

  /// The scale-normalised Laplacian of the smoothed picture at a pixel.
  private func laplacian(_ index: Int, _ level: Int) -> Float {
    let at = octave.levels[level] + index
    let sigma = ScaleSpace.sigma(ofLevel: Float(level))
    return sigma * sigma * (at[1] + at[-1] + at[width] + at[-width] - 4 * at[0])
  }

  /// Where the parabola through three equidistant values has its top, from the middle one, −½ … ½.
  private static func offset(_ before: Float, _ here: Float, _ after: Float) -> Float {
    let curvature = before - 2 * here + after
    guard abs(curvature) > 1e-12 else { return 0 }
    return min(max(0.5 * (before - after) / curvature, -0.5), 0.5)
  }
}

/// The parabola through a pixel's neighbourhood in position and scale.
struct LocalParabola {
  struct Top {
    /// The top's distance from the pixel, in pixels and levels.
    let dx, dy, ds: Float
    let value: Float
  }

  let below, here, above: UnsafeMutablePointer<Float>
  let width: Int

  /// Solves H·d = −g; `nil` for a singular H.
  var top: Top? {
    let w = width
    let (gx, gy) = ((here[1] - here[-1]) / 2, (here[w] - here[-w]) / 2)
    let gs = (above[0] - below[0]) / 2
    let twice = 2 * here[0]
    let xx = here[1] + here[-1] - twice
    let yy = here[w] + here[-w] - twice
    let ss = above[0] + below[0] - twice
    let xy = (here[w + 1] - here[w - 1] - here[-w + 1] + here[-w - 1]) / 4
    let xs = (above[1] - above[-1] - below[1] + below[-1]) / 4
    let ys = (above[w] - above[-w] - below[w] + below[-w]) / 4
    // Cramer's rule with the cofactors of the symmetric matrix.
    let (cxx, cxy, cxs) = (yy * ss - ys * ys, xs * ys - xy * ss, xy * ys - yy * xs)
    let (cyy, cys, css) = (xx * ss - xs * xs, xy * xs - xx * ys, xx * yy - xy * xy)
    let determinant = xx * cxx + xy * cxy + xs * cxs
    guard abs(determinant) > 1e-20 else { return nil }
    let dx = -(cxx * gx + cxy * gy + cxs * gs) / determinant
    let dy = -(cxy * gx + cyy * gy + cys * gs) / determinant
    let ds = -(cxs * gx + cys * gy + css * gs) / determinant
    guard dx.isFinite, dy.isFinite, ds.isFinite else { return nil }
    return Top(dx: dx, dy: dy, ds: ds, value: here[0] + (gx * dx + gy * dy + gs * ds) / 2)
  }
}
