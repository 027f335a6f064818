/// Resampling by area: a target pixel is the mean of the source under it, parts of pixels counting in part.
///
/// The picture need not cover the source to its last column and row: `coveredWidth` and `coveredHeight` say how
/// much of it is picture, in source pixels from the top left corner. That keeps coordinates exact where a
/// reduced decoding had to round its size up.
func resampled(
  _ plane: Plane, width: Int, height: Int, coveredWidth: Double? = nil, coveredHeight: Double? = nil
) -> Plane {
  let columns = AreaSpans(covered: coveredWidth ?? Double(plane.width), source: plane.width, target: width)
  let rows = AreaSpans(covered: coveredHeight ?? Double(plane.height), source: plane.height, target: height)
  var result = Plane(width: width, height: height)
  var line = [Float](repeating: 0, count: plane.width)
  for y in 0..<height {
    for x in line.indices { line[x] = 0 }
    rows.forEachPart(of: y) { row, weight in
      for x in 0..<plane.width { line[x] += weight * plane.pixels[row &* plane.width &+ x] }
    }
    for x in 0..<width {
      var sum: Float = 0
      columns.forEachPart(of: x) { column, weight in sum += weight * line[column] }
      result.pixels[y &* width &+ x] = sum
    }
  }
  return result
}

/// Which source pixels lie under each target pixel along one axis, and the share of each.
private struct AreaSpans {
  let step: Double
  let source: Int

  init(covered: Double, source: Int, target: Int) {
    step = covered / Double(target)
    self.source = source
  }

  func forEachPart(of target: Int, _ body: (_ source: Int, _ weight: Float) -> Void) {
    let start = Double(target) * step
    let end = min(start + step, Double(source))
    let first = min(Int(start), source - 1)
    let last = max(first, min(Int(end.rounded(.up)), source) - 1)
    for index in first...last {
      let overlap = min(end, Double(index + 1)) - max(start, Double(index))
      body(index, Float(max(overlap, 0) / (end - start)))
    }
  }
}
