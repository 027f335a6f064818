import Core

/// The descriptors that a vocabulary is made from, and which picture each came from.
package struct TrainingSample: Sendable, Equatable {
  package let rows: Matrix<UInt8>
  /// How many rows there are up to the end of each picture; pictures that gave none are not in it.
  package let pictureEnds: [UInt64]
  /// How many descriptors there were before some were left out.
  package let offeredCount: Int
  /// At most so many of one picture were kept.
  package let quota: Int

  package var pictureCount: Int { pictureEnds.count }
  package var isReduced: Bool { offeredCount > rows.rowCount }

  /// - Precondition: the ends rise, and the last is the number of rows.
  package init(rows: Matrix<UInt8>, pictureEnds: [UInt64], offeredCount: Int, quota: Int) {
    precondition(Int(pictureEnds.last ?? 0) == rows.rowCount, "every row is of one picture")
    self.rows = rows
    self.pictureEnds = pictureEnds
    self.offeredCount = offeredCount
    self.quota = quota
  }

  /// The first row of each picture.
  package var pictureStarts: [Int] { ([0] + pictureEnds.map(Int.init)).dropLast() }
}

/// Collects a sample picture by picture, in the order of the pictures.
///
/// What is kept of a picture depends on the seed, the picture's place and its number of descriptors alone, so
/// the sample is the same for any number of threads.
package struct DescriptorSampler: Sendable {
  private let quota: Int
  private let seed: UInt64
  private let dimension: Int
  private var elements: [UInt8] = []
  private var pictureEnds: [UInt64] = []
  private var offeredCount = 0

  /// `expectedCount` is how many rows there may be at most: memory is set aside for them, so that growing never
  /// needs twice the space.
  package init(quota: Int, seed: UInt64, dimension: Int, expectedCount: Int) {
    precondition(quota > 0 && dimension > 0)
    self.quota = quota
    self.seed = seed
    self.dimension = dimension
    elements.reserveCapacity(expectedCount * dimension)
  }

  /// Which of a picture's `count` rows are kept, in rising order.
  package func choice(of count: Int, inPicture picture: Int) -> [Int] {
    guard count > quota else { return Array(0..<count) }
    // Selection sampling (Knuth, The Art of Computer Programming 2, algorithm S): each row is taken with the
    // probability of those still wanted among those still to come.
    var generator = SeededGenerator(seed: seed, stream: UInt64(picture))
    var wanted = quota
    var chosen: [Int] = []
    chosen.reserveCapacity(quota)
    for row in 0..<count where generator.index(below: count - row) < wanted {
      chosen.append(row)
      wanted -= 1
    }
    return chosen
  }

  /// Takes its share of the rows of a picture.
  package mutating func add(_ rows: Matrix<UInt8>, picture: Int) {
    precondition(rows.columnCount == dimension, "rows of another length")
    let chosen = choice(of: rows.rowCount, inPicture: picture)
    if chosen.count == rows.rowCount {
      elements += rows.elements
    } else {
      for row in chosen { elements += rows[row] }
    }
    close(offered: rows.rowCount)
  }

  /// Takes its share of a file's rows, which counts as one picture, without a copy on the way.
  package mutating func add(
    _ file: VectorFile, scale: VectorScale, picture: Int
  ) throws(VocabularyError) {
    precondition(file.dimension == dimension, "rows of another length")
    let chosen = choice(of: file.rowCount, inPicture: picture)
    try file.appendBytes(ofRows: chosen, scale: scale, to: &elements)
    close(offered: file.rowCount)
  }

  private mutating func close(offered: Int) {
    guard offered > 0 else { return }
    offeredCount += offered
    pictureEnds.append(UInt64(elements.count / dimension))
  }

  package consuming func finish() -> TrainingSample {
    TrainingSample(
      rows: Matrix(columnCount: dimension, elements: elements), pictureEnds: pictureEnds,
      offeredCount: offeredCount, quota: quota)
  }
}
