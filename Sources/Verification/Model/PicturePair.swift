/// Two features, one of each picture, that may show the same point.
package struct Correspondence: Sendable, Equatable {
  /// Which features these are, for who asks.
  package var firstFeature, secondFeature: UInt32
  package var first, second: LocalFrame
  /// How surely the descriptors belong together, 0 (by chance) to 1.
  package var closeness: Float
  /// In a pair of mixed frames: whether these are points.
  package var isPoint = false

  package init(
    firstFeature: UInt32, secondFeature: UInt32, first: LocalFrame, second: LocalFrame, closeness: Float
  ) {
    self.firstFeature = firstFeature
    self.secondFeature = secondFeature
    self.first = first
    self.second = second
    self.closeness = closeness
  }
}

/// A rectangle of a picture in its pixels; pixel centres are whole numbers.
package struct PictureArea: Sendable, Equatable {
  package var x, y, width, height: Double

  package init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// All of a picture.
  package init(width: Int, height: Int) {
    self.init(x: -0.5, y: -0.5, width: Double(width), height: Double(height))
  }

  /// From the top left one clockwise.
  package var corners: [(x: Double, y: Double)] {
    [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
  }
}

/// What the frames of a pair's features say beside where they are. A frame's determinant says of every kind whether its picture is mirrored.
package enum FrameKind: Sendable, Equatable {
  /// Shaped regions: one correspondence is a whole map.
  case regions
  /// Points whose frames are round and as large as the scale at which they were found, which is rough: they say nothing of turns.
  case scales
  /// Points alone: the sizes of frames mean nothing.
  case points
  /// Points alone and shaped regions together; `Correspondence.isPoint` tells them apart.
  case mixed
}

/// What is compared: two pictures (of the first perhaps only a region) and the features that may correspond. A feature may
/// stand in several correspondences; at most one of them will count.
package struct PicturePair: Sendable {
  package var first, second: PictureArea
  package var correspondences: [Correspondence]
  package var frames: FrameKind

  package init(
    first: PictureArea, second: PictureArea, correspondences: [Correspondence], frames: FrameKind = .regions
  ) {
    self.first = first
    self.second = second
    self.correspondences = correspondences
    self.frames = frames
  }
}
