import Core

/// k-means into sixteen of points of a few numbers each, as parts of vectors are. One lane of a vector for each centre.
struct SmallClustering {
  static let count = 16
  let pointLength: Int
  let rounds: Int

  /// Sixteen centres, number by number: number d of centre c stands in lane c of vector d.
  typealias Centres = [SIMD16<Float>]

  /// Points stand one behind the other; there may be fewer than sixteen, or none, and then centres repeat.
  func centres(of points: [Float], random: inout SeededGenerator) -> Centres {
    let pointCount = points.count / pointLength
    var centres = Centres(repeating: .zero, count: pointLength)
    guard pointCount > 0 else { return centres }
    for lane in 0..<Self.count {
      let point = pointCount > Self.count ? random.index(below: pointCount) : lane % pointCount
      for d in 0..<pointLength { centres[d][lane] = points[point * pointLength + d] }
    }
    for _ in 0..<rounds { move(&centres, points, pointCount, &random) }
    return centres
  }

  /// The nearest centre, the first of equally near ones.
  static func nearest(_ point: UnsafePointer<Float>, _ centres: UnsafePointer<SIMD16<Float>>, length: Int)
    -> Int
  {
    var distances = SIMD16<Float>.zero
    for d in 0..<length {
      let difference = centres[d] - SIMD16(repeating: point[d])
      distances += difference * difference
    }
    return distances.firstOfLeast
  }

  static func nearest(_ point: ArraySlice<Float>, _ centres: Centres) -> Int {
    point.withUnsafeBufferPointer { point in
      centres.withUnsafeBufferPointer { centres in
        guard let point = point.baseAddress, let start = centres.baseAddress else { return 0 }
        return nearest(point, start, length: centres.count)
      }
    }
  }

  /// One round. A centre without points goes onto a point by chance.
  private func move(
    _ centres: inout Centres, _ points: [Float], _ pointCount: Int, _ random: inout SeededGenerator
  ) {
    var sums = [Double](repeating: 0, count: Self.count * pointLength)
    var counts = [Int](repeating: 0, count: Self.count)
    for point in 0..<pointCount {
      let place = point * pointLength
      let centre = Self.nearest(points[place..<place + pointLength], centres)
      counts[centre] += 1
      for d in 0..<pointLength { sums[centre * pointLength + d] += Double(points[place + d]) }
    }
    for lane in 0..<Self.count {
      let stray = counts[lane] == 0 ? random.index(below: pointCount) : 0
      for d in 0..<pointLength {
        centres[d][lane] =
          counts[lane] == 0
          ? points[stray * pointLength + d] : Float(sums[lane * pointLength + d] / Double(counts[lane]))
      }
    }
  }
}
