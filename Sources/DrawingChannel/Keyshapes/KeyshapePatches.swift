import Core

/// What the lines around some points of a drawing look like: a descriptor for each, of which vocabularies make keyshapes.
///
/// Four times four samples of eight directions, as shares of their sum; of these the roots, so that a strong stroke doesn't
/// outweigh the rest (Arandjelović & Zisserman 2012); as bytes.
package struct KeyshapePatches: Sendable {
  /// Bytes of a descriptor.
  package static let dimension = samplesOfSide * samplesOfSide * DirectionPlanes.directionCount
  /// A descriptor's length: its numbers are shares of so much.
  package static let length: Float = 512
  /// Points of a drawing that are looked at, at most.
  package static let mostPoints = 256
  /// Half a keyshape's side, in units of the frame.
  private static let half: Float = 10
  private static let samplesOfSide = 4

  /// Where the points lie in the frame.
  package let places: [SIMD2<Float>]
  /// A descriptor for each.
  package let descriptors: Matrix<UInt8>

  package init(of drawing: LineDrawing, in frame: Frame) {
    let points = Self.evenly(drawing.points)
    let planes = DirectionPlanes(of: drawing, in: frame)
    let places = points.map(frame.place)
    var elements: [UInt8] = []
    elements.reserveCapacity(places.count * Self.dimension)
    for place in places { Self.append(at: place, planes, to: &elements) }
    self.places = places
    descriptors = Matrix(columnCount: Self.dimension, elements: elements)
  }

  /// So many of the points, equally far from each other in their order.
  private static func evenly(_ points: [LinePoint]) -> [LinePoint] {
    guard points.count > mostPoints else { return points }
    return (0..<mostPoints).map { points[(2 * $0 + 1) * points.count / (2 * mostPoints)] }
  }

  /// What the points of the mirrored lines look like, in the same order.
  var mirroredDescriptors: Matrix<UInt8> {
    var elements: [UInt8] = []
    elements.reserveCapacity(descriptors.elements.count)
    for row in 0..<descriptors.rowCount {
      let descriptor = descriptors[row]
      for place in Self.mirroredPlaces { elements.append(descriptor[descriptor.startIndex + place]) }
    }
    return Matrix(columnCount: Self.dimension, elements: elements)
  }

  /// For each number of a mirrored descriptor the one that it was: columns from the right, directions the other way round.
  private static let mirroredPlaces: [Int] = (0..<dimension).map { place in
    let count = DirectionPlanes.directionCount
    let (sample, direction) = (place / count, place % count)
    let (row, column) = (sample / samplesOfSide, sample % samplesOfSide)
    return (row * samplesOfSide + samplesOfSide - 1 - column) * count + (count - direction) % count
  }

  private static func append(at place: SIMD2<Float>, _ planes: DirectionPlanes, to elements: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: dimension) { values in
      var start = 0
      for row in 0..<samplesOfSide {
        for column in 0..<samplesOfSide {
          let sample = place + SIMD2(offset(column), offset(row))
          let end = start + DirectionPlanes.directionCount
          planes.values(at: sample, into: UnsafeMutableBufferPointer(rebasing: values[start..<end]))
          start = end
        }
      }
      let sum = values.reduce(0, +)
      let scale = sum > 0 ? 1 / sum : 0
      for value in values {
        elements.append(UInt8(min(255, (length * (value * scale).squareRoot()).rounded())))
      }
    }
  }

  /// From the middle of a keyshape to a column's or a row's samples.
  private static func offset(_ index: Int) -> Float {
    (2 * (Float(index) + 0.5) / Float(samplesOfSide) - 1) * half
  }
}
