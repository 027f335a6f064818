import Core

/// The squared distances from a vector x to all centres, less |x|², by one linear map: |c|² − 2 c·x.
struct NearestCentres: Sendable, Equatable {
  private let map: LinearMap

  init(_ centres: Matrix<Float>) {
    let (count, dimension) = (centres.rowCount, centres.columnCount)
    var weights = [Float](repeating: 0, count: count * dimension)
    var offsets = [Float](repeating: 0, count: count)
    for centre in 0..<count {
      var squares = 0.0
      for (column, value) in centres[centre].enumerated() {
        weights[column * count + centre] = -2 * value
        squares += Double(value) * Double(value)
      }
      offsets[centre] = Float(squares)
    }
    map = LinearMap(weights: weights, offsets: offsets)
  }

  var count: Int { map.outputCount }

  /// Writes `count` distances.
  func distances(from x: UnsafePointer<Float>, into out: UnsafeMutablePointer<Float>) {
    map.apply(x, into: out)
  }

  /// The nearest centre, the lowest of equally near ones. `scratch` has room for `count`.
  func nearest(to x: UnsafePointer<Float>, scratch: UnsafeMutablePointer<Float>) -> Int {
    map.apply(x, into: scratch)
    var best = 0
    for centre in 1..<max(1, count) where scratch[centre] < scratch[best] { best = centre }
    return best
  }

  /// Writes the `wanted` nearest centres, nearest first, equally near ones by number.
  func nearest(
    _ wanted: Int, to x: UnsafePointer<Float>, scratch: UnsafeMutablePointer<Float>,
    into places: UnsafeMutablePointer<Int>
  ) {
    map.apply(x, into: scratch)
    var found = 0
    for centre in 0..<count {
      var place = found
      while place > 0, scratch[centre] < scratch[places[place - 1]] { place -= 1 }
      guard place < wanted else { continue }
      var moved = min(found, wanted - 1)
      while moved > place {
        places[moved] = places[moved - 1]
        moved -= 1
      }
      places[place] = centre
      found = min(found + 1, wanted)
    }
  }
}
