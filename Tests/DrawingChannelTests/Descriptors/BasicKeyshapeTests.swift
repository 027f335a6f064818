import Testing

@testable import DrawingChannel

@Suite("Basic keyshapes")
struct BasicKeyshapeTests {
  private func keyshapes(_ strokes: [[Sketch.Place]]) -> [BasicKeyshape] {
    StrokePieces(Sketch(strokes).lines).pieces.map { BasicKeyshape($0) }
  }

  @Test(
    "a straight line is one of four",
    arguments: [
      ((100.0, 20.0), BasicKeyshape.horizontal), ((20.0, 100.0), .vertical), ((100.0, 100.0), .diagonal),
      ((100.0, 40.0), .horizontal), ((40.0, 100.0), .vertical), ((100.0, 70.0), .diagonal),
    ])
  func lines(end: (Double, Double), expected: BasicKeyshape) {
    #expect(keyshapes([[(20, 20), end]]) == [expected])
  }

  @Test("a line that rises to the right is a slash, from whichever end it is followed")
  func slash() {
    #expect(keyshapes([[(20, 100), (100, 20)]]) == [.slash])
    #expect(keyshapes([[(100, 20), (20, 100)]]) == [.slash])
  }

  @Test("half a circle is an arc, a whole one an ellipse")
  func curves() {
    #expect(keyshapes([Sketch.arc(x: 100, y: 100, radius: 60, degrees: 180...360)]) == [.arc])
    #expect(keyshapes([Sketch.arc(x: 100, y: 100, radius: 60)]) == [.ellipse])
  }

  @Test("a stroke that bends one way and then the other is two arcs")
  func inflection() {
    let wave =
      Sketch.arc(x: 60, y: 100, radius: 40, degrees: 180...360)
      + Sketch.arc(x: 140, y: 100, radius: 40, degrees: 0...180).reversed()
    let found = keyshapes([wave])
    #expect(found.count { $0 == .arc } == 2, "\(found)")
  }

  @Test("a rectangle is cut at its corners")
  func corners() {
    let found = keyshapes([Sketch.rectangle(left: 20, top: 20, width: 100, height: 80)])
    #expect(found.count { $0 == .horizontal } == 2 && found.count { $0 == .vertical } == 2, "\(found)")
    #expect(found.count == 4)
  }

  @Test("lines that meet are cut where they meet, and all pixels are in chains")
  func junctions() {
    let lines = Sketch([[(20, 20), (100, 20)], [(60, 21), (60, 100)]]).lines
    let chains = StrokeChains(lines).chains
    #expect(chains.count == 3 && chains.allSatisfy { $0.contains(SIMD2(60, 20)) }, "\(chains.map(\.count))")
    for sketch in [lines, Sketch.house(), Sketch.wheel(), Sketch.stairs()] {
      let pixels = Set(StrokeChains(sketch).chains.joined())
      #expect(sketch.points.allSatisfy { pixels.contains(SIMD2(Int($0.x), Int($0.y))) })
      for chain in StrokeChains(sketch).chains {
        let steps = zip(chain, chain.dropFirst()).map { $1 &- $0 }
        #expect(steps.allSatisfy { max(abs($0.x), abs($0.y)) == 1 })
      }
    }
  }

  @Test("a keyshape is counted where it is")
  func cells() {
    let descriptor = BasicKeyshapes(side: 2)
    // A long line below and a short upright one on the left of it: the box is 100 × 100.
    let vector = descriptor.vector(of: Sketch([[(0, 100), (100, 100)], [(0, 0), (0, 80)]]).lines)
    let horizontal = vector[0..<4]
    let vertical = vector[4..<8]
    #expect(horizontal[0] < 0.01 && horizontal[1] < 0.01 && horizontal[2] > 0.2 && horizontal[3] > 0.2)
    #expect(vertical[5] < 0.01 && vertical[7] < 0.01 && vertical[4] > 0.2 && vertical[6] > 0.2)
    #expect(vector[8...].allSatisfy { $0 == 0 })
  }
}
