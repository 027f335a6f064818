import Testing

@testable import DrawingChannel

@Suite("Gradient fields of drawings")
struct GradientFieldTests {
  @Test("between two lines the field goes evenly from one's direction to the other's")
  func ramp() {
    let side = 24
    var sums = [SIMD2<Float>](repeating: .zero, count: side * side)
    for row in 0..<side {
      sums[row * side] = SIMD2(3, 0)
      sums[row * side + side - 1] = SIMD2(0, 2)
    }
    let field = GradientField(sums: sums, side: side)
    for row in [0, 11, 23] {
      for column in 0..<side {
        let share = Float(column) / Float(side - 1)
        let difference = field.vectors[row * side + column] - SIMD2(1 - share, share)
        #expect(abs(difference.x) < 0.05 && abs(difference.y) < 0.05, "\(row), \(column): \(difference)")
      }
    }
    #expect(field.isLine.count { $0 } == 2 * side)
  }

  @Test("lines of one direction fill the whole square with it")
  func constant() throws {
    let lines = PlacedLines(Sketch([[(10, 10), (90, 10)], [(10, 90), (50, 90)]]).lines)
    let field = try #require(GradientField(lines, side: 48))
    #expect(field.vectors.allSatisfy { abs($0.x - 1) < 0.02 && abs($0.y) < 0.02 })
  }

  @Test("no cell of the field is further from the lines' directions than they are from each other")
  func bounded() throws {
    let field = try #require(GradientField(PlacedLines(Sketch.wheel()), side: 96))
    #expect(field.vectors.allSatisfy { ($0 * $0).sum() <= 1.01 })
    #expect(GradientField(PlacedLines(LineDrawing(width: 5, height: 5, points: [])), side: 96) == nil)
  }

  @Test("in a field of one direction every cell of a window has a ninth of it")
  func patches() {
    let bytes = GradientFieldPatches(of: Sketch([[(10, 10), (10, 90)], [(90, 10), (90, 90)]]).lines).bytes
    #expect(!bytes.isEmpty && bytes.count.isMultiple(of: 3 * GradientFieldPatches.dimension))
    // Half a turn lies between the directions 4 and 5, so each has an eighteenth. The smallest window of a middle point is whole.
    let middle = bytes.count / GradientFieldPatches.dimension / 2 / 3 * 3 * GradientFieldPatches.dimension
    let window = bytes[middle..<middle + GradientFieldPatches.dimension]
    for (place, byte) in window.enumerated() where ![4, 5].contains(place % 9) {
      #expect(byte < 30, "\(place): \(byte)")
    }
    let squares = window.reduce(0.0) { $0 + Double($1) * Double($1) / (765 * 765) }
    #expect(abs(squares - 1) < 0.03, "\(squares)")
  }

  @Test("words don't depend on the number of threads, and none are learned from nothing")
  func words() throws {
    var options = GradientFieldWords.TrainingOptions()
    options.wordCount = 20
    let pictures = [Sketch.house(), Sketch.wheel(), Sketch.stairs()]
    let one = try #require(GradientFieldWords(learnedFrom: pictures, options: options))
    options.jobs = 3
    let three = try #require(GradientFieldWords(learnedFrom: pictures, options: options))
    #expect(one.vector(of: Sketch.house(scale: 2)) == three.vector(of: Sketch.house(scale: 2)))
    #expect(GradientFieldWords(learnedFrom: [LineDrawing(width: 5, height: 5, points: [])]) == nil)
    #expect(GradientFieldWords(learnedFrom: []) == nil)
  }
}
