import Core
import Testing

@testable import DrawingChannel

@Suite("Masks of lines")
struct LineMaskTests {
  @Test("A box goes around all ink; pieces hang together over corners")
  func boxAndPieces() {
    let mask = LineSamples.mask("......", ".#....", "..#..#", "......")
    let box = mask.bounds
    #expect(box?.left == 1 && box?.top == 1 && box?.right == 5 && box?.bottom == 2)
    let pieces = mask.components
    #expect(pieces.map(\.places.count) == [2, 1])
    #expect(pieces[0].extent == 2 && pieces[1].left == 5 && pieces[1].bottom == 2)
    #expect(LineMask(width: 2, height: 2).bounds == nil)
  }

  @Test("Gaps of a line are closed, wider ones are not")
  func bridges() {
    let near = LineSamples.mask("..........", "####..####", "..........")
    #expect(near.bridged(gap: 3).count == 10)
    #expect(near.bridged(gap: 2) == near)
    #expect(near.bridged(gap: 3).components.count == 1)
  }

  @Test("No bridge leads from the middle of a line, or from a line to itself")
  func noBridges() {
    let parallel = LineSamples.mask("##########", "..........", "..........", "##########")
    // Ends are joined, and only they.
    #expect(parallel.bridged(gap: 3).count == 24)
    let hook = LineSamples.mask("####", "#..#", "#...", "#..#", "####")
    #expect(hook.bridged(gap: 4) == hook)
  }

  @Test("A mask is cropped to its ink and fills the side; lines brought down stay whole")
  func fitting() {
    var mask = LineMask(width: 400, height: 300)
    mask.draw(from: 20 * 400 + 50, to: 220 * 400 + 350)
    mask.draw(from: 220 * 400 + 350, to: 60 * 400 + 390)
    let fitted = mask.fitted(toSide: 100)
    #expect(fitted?.width == 100 && fitted?.height == 59)
    #expect(fitted?.components.count == 1)
    // Ends may lose a pixel or two where they were brought together.
    let box = fitted?.bounds
    #expect((0...2).contains(box?.left ?? 9) && (0...2).contains(box?.top ?? 9))
    #expect((97...99).contains(box?.right ?? 0) && (56...58).contains(box?.bottom ?? 0))
    #expect(LineMask(width: 5, height: 5).fitted(toSide: 9) == nil)
  }

  @Test("Distances are those of the nearest pixel, within eight per cent")
  func distances() {
    let near = [(3, 4), (30, 10), (17, 25)]
    let map = DistanceMap(width: 40, height: 30) { place in
      !near.contains { $0 == place % 40 && $1 == place / 40 }
    }
    for y in 0..<30 {
      for x in 0..<40 {
        let squares = near.map { (px: Int, py: Int) -> Int in (px - x) * (px - x) + (py - y) * (py - y) }
        let exact = Double(squares.min() ?? 0).squareRoot()
        #expect(abs(Double(map.thirds[y * 40 + x]) / 3 - exact) <= 0.08 * exact + 1e-9)
      }
    }
  }

  @Test("Directions are those of the lines", arguments: stride(from: 0, to: 180, by: 15).map { $0 })
  func directions(degrees: Int) {
    let angle = Double(degrees) * .pi / 180
    let (dx, dy) = (Int((60 * cosine(angle)).rounded()), Int((60 * sine(angle)).rounded()))
    var mask = LineMask(width: 160, height: 160)
    mask.draw(from: (80 - dy) * 160 + 80 - dx, to: (80 + dy) * 160 + 80 + dx)
    let drawing = LineDrawing(thin: mask)
    #expect(drawing.points.count == mask.count)
    let inner = drawing.points.filter {
      abs(Int($0.x) - 80) <= abs(dx) / 2 && abs(Int($0.y) - 80) <= abs(dy) / 2
    }
    #expect(!inner.isEmpty)
    for point in inner {
      let error = abs(Double(point.direction) - angle)
      #expect(min(error, .pi - error) < 0.06, "\(point)")
      #expect(point.direction >= 0 && point.direction < .pi)
    }
  }

  @Test("A line along the border has its direction too")
  func border() {
    let mask = LineSamples.mask(width: 40, height: 40) { x, y in x == 0 || y == 39 }
    for point in LineDrawing(thin: mask).points where point.y < 30 && point.x == 0 {
      #expect(abs(point.direction - .pi / 2) < 0.1)
    }
    for point in LineDrawing(thin: mask).points where point.x > 10 {
      #expect(min(point.direction, .pi - point.direction) < 0.1)
    }
  }

  @Test("Black lines on white show all points and nothing else")
  func picture() {
    let drawing = LineDrawing(thin: LineSamples.mask("#..", ".#.", "..#"))
    #expect(drawing.picture.pixels == [0, 255, 255, 255, 0, 255, 255, 255, 0])
  }
}
