import Core

/// A closer look at pictures in which a drawing may be: every size, every place to a sixteenth of the picture's longer side, and
/// only what lies in the drawing's box counts against it.
struct DrawingFit: Sendable {
  /// The best place of a drawing in a picture.
  struct Place: Sendable {
    var score: Float
    var box: DrawnBox
  }

  private static let side = KeyshapeRow.Entry.side
  /// Shifts of the drawing's middle from the picture's: from −8 to 7 cells.
  private static let shifts = side
  /// Cells of a map on a side: all from which a shift leads to a cell of the picture.
  private static let mapSide = 2 * side
  /// A box with few entries in it says little: so many are added.
  private static let addedEntries: Float = 12

  private struct Size: Sendable {
    let share: Float
    /// For each word what an entry gains, by how far it lies from the drawing's middle; columns run backwards, so that shifts to the
    /// right lie behind each other.
    let map: [Float]
    /// The box's sides in cells.
    let width: Float
    let height: Float
  }

  private let sizes: [Size]
  private let wordCount: Int
  /// The drawing in the middle of a picture, as large as the picture lets it be.
  let middle: DrawnBox

  init(of drawing: SizedDrawing, model: KeyshapeModel) {
    wordCount = model.wordCount
    let (width, height) = (
      drawing.boxWidth * DrawingPlacement.shares[0], drawing.boxHeight * DrawingPlacement.shares[0]
    )
    middle = DrawnBox(left: -width / 2, top: -height / 2, width: width, height: height)
    sizes = drawing.sizes.map { size in
      Size(
        share: size.share, map: Self.map(of: size, model: model),
        width: drawing.boxWidth * size.share * Float(Self.side),
        height: drawing.boxHeight * size.share * Float(Self.side))
    }
  }

  /// The drawing's points in cells, each in its neighbours too, and in the words that are like its own; of length 1.
  private static func map(of size: SizedDrawing.Size, model: KeyshapeModel) -> [Float] {
    let cells = mapSide * mapSide
    var map = [Float](repeating: 0, count: model.wordCount * cells)
    for (place, words) in zip(size.places, size.words) {
      // From the drawing's middle, in cells; that of the picture lies between its cells 7 and 8.
      let centred = (place - Frame.side / 2) * (Float(side) / Frame.side) + Float(side / 2) - 0.5
      let corner = centred.rounded(.down)
      let beyond = centred - corner
      for (row, below) in spread(beyond.y) {
        for (column, right) in spread(beyond.x) {
          let (y, x) = (Int(corner.y) + row + side / 2, 3 * side / 2 - 1 - Int(corner.x) - column)
          guard (0..<mapSide).contains(y), (0..<mapSide).contains(x) else { continue }
          for (word, share) in words { map[word * cells + y * mapSide + x] += share * below * right }
        }
      }
    }
    var sum: Float = 0
    for place in map.indices {
      sum += map[place]
      map[place] = map[place].squareRoot()
    }
    let scale = 1 / max(sum.squareRoot(), .leastNormalMagnitude)
    for place in map.indices { map[place] *= scale }
    return model.likeness.gathered(map, cells: cells)
  }

  /// A point's shares of the four cells around it along one side.
  private static func spread(_ beyond: Float) -> [(Int, Float)] {
    let weights = (-1...2).map { cell -> Float in
      let distance = Double(Float(cell) - beyond)
      return Float(exponential(-distance * distance / (2 * 0.7 * 0.7)))
    }
    let sum = weights.reduce(0, +)
    return zip(-1...2, weights).map { ($0, $1 / sum) }
  }

  /// The best place in each of some pictures, size by size, so that a size's map stays in the cache.
  func places(in pictures: [[KeyshapeRow.Entry]]) -> [Place] {
    let counts = pictures.map(EntryCounts.init)
    var best = pictures.map { _ in
      Place(score: -.infinity, box: DrawnBox(left: 0, top: 0, width: 0, height: 0))
    }
    for size in sizes {
      for picture in pictures.indices {
        let found = place(in: pictures[picture], counts[picture], size)
        if found.score > best[picture].score { best[picture] = found }
      }
    }
    return best
  }

  private func place(in entries: [KeyshapeRow.Entry], _ counts: EntryCounts, _ size: Size) -> Place {
    var best = Place(score: -.infinity, box: DrawnBox(left: 0, top: 0, width: 0, height: 0))
    let (reachX, reachY) = (Self.reach(size.width), Self.reach(size.height))
    let gains = gains(of: entries, size, reach: reachY)
    for down in -reachY...reachY {
      for over in -reachX...reachX {
        let left = Float(Self.side / 2 + over) - size.width / 2
        let top = Float(Self.side / 2 + down) - size.height / 2
        let inside = counts.within(left: left, top: top, width: size.width, height: size.height)
        let score =
          gains[down + Self.side / 2][over + Self.side / 2] / (inside + Self.addedEntries).squareRoot()
        if score > best.score {
          let cell = 1 / Float(Self.side)
          best = Place(
            score: score,
            box: DrawnBox(
              left: Float(over) * cell - size.width * cell / 2,
              top: Float(down) * cell - size.height * cell / 2,
              width: size.width * cell, height: size.height * cell))
        }
      }
    }
    return best
  }

  /// How far the box may be from the middle so that at most one cell of it lies outside.
  private static func reach(_ extent: Float) -> Int {
    max(0, min(shifts / 2 - 1, Int(((Float(side) - extent) / 2 + 1).rounded(.down))))
  }

  /// What all entries gain at each shift, row by row of shifts; 0 in rows beyond the reach.
  private func gains(
    of entries: [KeyshapeRow.Entry], _ size: Size, reach: Int
  ) -> [SIMD16<Float>] {
    var gains = [SIMD16<Float>](repeating: .zero, count: Self.shifts)
    let cells = Self.mapSide * Self.mapSide
    size.map.withUnsafeBytes { map in
      for entry in entries where Int(entry.word) < wordCount {
        let first = Int(entry.word) * cells + (Self.side - 1 - entry.column)
        for down in Self.side / 2 - reach...Self.side / 2 + reach {
          // A row of the map for each shift: the entry's row less the shift's.
          let row = entry.row - (down - Self.side / 2) + Self.side / 2 - 1
          gains[down] += map.loadUnaligned(
            fromByteOffset: 4 * (first + row * Self.mapSide), as: SIMD16<Float>.self)
        }
      }
    }
    return gains
  }
}

/// How many entries of a picture lie left of and above each corner of a cell.
private struct EntryCounts {
  private static let side = KeyshapeRow.Entry.side
  private var sums = [Float](repeating: 0, count: (side + 1) * (side + 1))

  init(_ entries: [KeyshapeRow.Entry]) {
    let pitch = Self.side + 1
    for entry in entries { sums[(entry.row + 1) * pitch + entry.column + 1] += 1 }
    for row in 1...Self.side {
      var line: Float = 0
      for column in 1...Self.side {
        line += sums[row * pitch + column]
        sums[row * pitch + column] = line + sums[(row - 1) * pitch + column]
      }
    }
  }

  /// In a box that is given in cells, rounded to whole ones.
  func within(left: Float, top: Float, width: Float, height: Float) -> Float {
    func corner(_ value: Float) -> Int { max(0, min(Self.side, Int(value.rounded()))) }
    let (x0, x1, y0, y1) = (corner(left), corner(left + width), corner(top), corner(top + height))
    let pitch = Self.side + 1
    return sums[y1 * pitch + x1] - sums[y0 * pitch + x1] - sums[y1 * pitch + x0] + sums[y0 * pitch + x0]
  }
}
