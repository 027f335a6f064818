/// Descriptors of length 1 as bytes: 128 + s · component, rounded, clipped to 0 … 255.
///
/// The step is the same for all components and all pictures, so that squared distances of bytes are s² times those of the descriptors, and
/// nearest stay nearest. A component of a unit vector of d numbers has the size 1/√d on the average; s = 127 √d / 4 spends the
/// scale on components up to four times that.
package struct DescriptorQuantisation: Sendable, Equatable {
  /// More would overflow what postings and signatures reckon with.
  package static let mostDimensions = 256
  /// How many times the mean size of a component the scale reaches.
  private static let reach: Float = 4

  package let dimension: Int
  package let scale: Float

  package init(dimension: Int) {
    self.dimension = dimension
    scale = 127 * Float(dimension).squareRoot() / Self.reach
  }

  /// Writes `dimension` bytes.
  func quantise(_ descriptor: UnsafePointer<Float>, into bytes: UnsafeMutablePointer<UInt8>) {
    for i in 0..<dimension {
      // Half is added before cutting off: what is cut is never below nought.
      let level = descriptor[i] * scale + 128.5
      bytes[i] = UInt8(truncatingIfNeeded: Int32(min(max(level, 0), 255)))
    }
  }

  /// The same for a descriptor of any length, brought to length 1 first; noughts stay noughts.
  func quantiseUnit(_ descriptor: UnsafePointer<Float>, into bytes: UnsafeMutablePointer<UInt8>) {
    var squares: Float = 0
    for i in 0..<dimension { squares += descriptor[i] * descriptor[i] }
    let factor = squares > 0 ? 1 / squares.squareRoot() : 0
    withUnsafeTemporaryAllocation(of: Float.self, capacity: dimension) { unit in
      for i in 0..<dimension { unit[i] = descriptor[i] * factor }
      guard let unit = unit.baseAddress else { return }
      quantise(unit, into: bytes)
    }
  }

  /// The squared distance of bytes for two unit vectors with this cosine: s² · (2 − 2 cos).
  package func squaredDistance(ofCosine cosine: Float) -> Float { scale * scale * (2 - 2 * cosine) }
}
