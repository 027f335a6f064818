import Core
import Testing

@testable import DrawingChannel

/// What holds for every descriptor.
@Suite("Descriptors of drawings")
struct DescriptorTests {
  static let all: [any DrawingDescriptor] = {
    let others: [any DrawingDescriptor] = [
      OrientedGradients(), EdgeLocalOrientations(), SoftEdgeLocalOrientations(), BasicKeyshapes(),
    ]
    var options = GradientFieldWords.TrainingOptions()
    options.wordCount = 60
    let training = [Sketch.house(scale: 0.8), Sketch.wheel(), Sketch.stairs(), Sketch.house(scale: 2)]
    return others + [GradientFieldWords(learnedFrom: training, options: options)].compactMap { $0 }
  }()

  @Test("there are five, each with a name of its own")
  func names() {
    #expect(Set(Self.all.map(\.name)) == ["hog", "helo", "shelo", "basic-keyshapes", "gf-hog"])
  }

  @Test("a vector has the length 1 and no number below 0", arguments: 0..<5)
  func length(number: Int) {
    let descriptor = Self.all[number]
    for lines in [Sketch.house(), Sketch.wheel(), Sketch.stairs()] {
      let vector = descriptor.vector(of: lines)
      #expect(vector.count == descriptor.dimension, "\(descriptor.name)")
      #expect(abs(likeness(vector, vector) - 1) < 1e-4 && vector.allSatisfy { $0 >= 0 }, "\(descriptor.name)")
    }
  }

  @Test("nothing and a single dot give as many zeros", arguments: 0..<5)
  func nothing(number: Int) {
    let dot = LineDrawing(width: 9, height: 9, points: [LinePoint(x: 4, y: 4, direction: 1)])
    for lines in [LineDrawing(width: 9, height: 9, points: []), dot] {
      let vector = Self.all[number].vector(of: lines)
      #expect(vector == [Float](repeating: 0, count: Self.all[number].dimension), "\(Self.all[number].name)")
    }
  }

  @Test("where the drawing stands changes nothing, and its size little", arguments: 0..<5)
  func placing(number: Int) {
    let descriptor = Self.all[number]
    let vector = descriptor.vector(of: Sketch.house())
    #expect(descriptor.vector(of: Sketch.house(x: 97, y: 3)) == vector, "\(descriptor.name)")
    let larger = likeness(descriptor.vector(of: Sketch.house(scale: 2)), vector)
    let others = [Sketch.wheel(), Sketch.stairs()].map { likeness(descriptor.vector(of: $0), vector) }
    #expect(larger > 0.85, "\(descriptor.name): \(larger)")
    #expect(others.allSatisfy { $0 < larger - 0.1 }, "\(descriptor.name): \(larger), others \(others)")
  }

  @Test(
    "a flat and a high line, and one that is all in one column of pixels, are described", arguments: 0..<5)
  func extremes(number: Int) {
    for end in [(390.0, 10.0), (10.0, 390.0), (11.0, 10.0)] {
      let lines = Sketch([[(10, 10), end]]).lines
      let vector = Self.all[number].vector(of: lines)
      #expect(vector.allSatisfy { $0.isFinite }, "\(Self.all[number].name)")
    }
  }
}

@Suite("Histograms of directions")
struct OrientationTests {
  @Test("a vote between four cells and two directions is shared evenly, and nothing is lost")
  func shares() {
    var grid = OrientationGrid(side: 4, directionCount: 6)
    grid.add(8, x: 0.5, y: 0.5, direction: .pi / 12)
    for (column, row) in [(1, 1), (2, 1), (1, 2), (2, 2)] {
      let directions = Array(grid.directions(column: column, row: row))
      #expect(zip(directions, [1, 1, 0, 0, 0, 0]).allSatisfy { abs($0 - $1) < 1e-4 }, "\(directions)")
    }
    grid.add(2, x: 0, y: 1, direction: .pi)
    #expect(abs(grid.counts.reduce(0, +) - 10) < 1e-4)
    #expect(abs((grid.directions(column: 0, row: 3).first ?? 0) - 2) < 1e-4)
  }

  @Test("HOG of a horizontal line is of the first direction alone, of a vertical one of the middle two")
  func straight() {
    let hog = OrientedGradients(side: 4, directionCount: 9)
    let flat = hog.vector(of: Sketch([[(10, 50), (90, 50)]]).lines)
    #expect(flat.indices.allSatisfy { $0 % 9 == 0 || flat[$0] == 0 })
    let high = hog.vector(of: Sketch([[(50, 10), (50, 90)]]).lines)
    #expect(high.indices.allSatisfy { [4, 5].contains($0 % 9) || high[$0] < 1e-3 })
    #expect(likeness(flat, high) < 1e-3)
  }

  @Test("directions just above and below the x axis make it, not a right angle")
  func doubled() {
    let points = (0..<UInt16(40)).map { (x: UInt16) -> LinePoint in
      let direction: Float = x % 2 == 0 ? 0.05 : Float.pi - 0.05
      return LinePoint(x: x, y: x % 2, direction: direction)
    }
    let lines = PlacedLines(LineDrawing(width: 40, height: 2, points: points))
    for block in BlockOrientations(lines, side: 5).blocks {
      #expect(min(block.direction, .pi - block.direction) < 0.06)
    }
  }

  @Test("HELO counts blocks by direction: those of a line are all of its own")
  func blocks() {
    for (end, bin) in [((90.0, 10.0), 0), ((10.0, 90.0), 36), ((90.0, 90.0), 18)] {
      let vector = EdgeLocalOrientations().vector(of: Sketch([[(10, 10), end]]).lines)
      #expect(vector[bin] == 1, "\(bin): \(vector.firstIndex { $0 > 0 } ?? -1)")
    }
  }

  @Test("HELO of a drawing that is turned by a right angle is the same half a turn of bins further")
  func turned() {
    let lines = Sketch([[(10, 10), (90, 35)], [(20, 90), (60, 20)], [(30, 50), (95, 70)]]).lines
    let turned = LineDrawing(
      width: lines.height, height: lines.width,
      points: lines.points.map {
        let direction = $0.direction + .pi / 2
        return LinePoint(
          x: UInt16(lines.height - 1) - $0.y, y: $0.x,
          direction: direction >= .pi ? direction - .pi : direction)
      })
    let (vector, other) = (
      EdgeLocalOrientations().vector(of: lines), EdgeLocalOrientations().vector(of: turned)
    )
    let shifted = vector.indices.map { vector[($0 + 36) % 72] }
    #expect(likeness(shifted, other) > 0.99 && likeness(vector, other) < 0.2)
  }

  @Test("SHELO knows where lines are, HELO does not")
  func position() {
    // A frame keeps the box, and a dash moves within.
    func drawing(_ y: Double) -> LineDrawing {
      Sketch([Sketch.rectangle(left: 0, top: 0, width: 100, height: 100), [(20, y), (80, y)]]).lines
    }
    let (helo, shelo) = (EdgeLocalOrientations(), SoftEdgeLocalOrientations())
    #expect(likeness(helo.vector(of: drawing(18)), helo.vector(of: drawing(82))) > 0.99)
    #expect(likeness(shelo.vector(of: drawing(18)), shelo.vector(of: drawing(82))) < 0.94)
  }
}
