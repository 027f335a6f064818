import Core

/// Points that a network found and what it wrote of them, in the pixels of its input: strongest first, point `i` described by row `i`.
struct LearnedFeatures {
  var points: [Point] = []
  /// `dimension` bytes a point.
  var descriptors: [UInt8] = []

  struct Point: Equatable {
    /// (0, 0) is the centre of the first pixel.
    let x, y: Float
    let score: Float
  }
}
