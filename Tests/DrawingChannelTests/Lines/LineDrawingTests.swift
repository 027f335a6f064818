import Testing

@testable import DrawingChannel

@Suite("Lines of drawings")
struct LineDrawingTests {
  @Test("Points are kept row by row, and their box is told")
  func order() {
    let points = [(5, 2), (1, 2), (3, 0)].map { LinePoint(x: $0.0, y: $0.1, direction: 0) }
    let drawing = LineDrawing(width: 8, height: 4, points: points)
    #expect(drawing.points.map(\.x) == [3, 1, 5])
    let bounds = drawing.bounds
    #expect(bounds?.left == 1 && bounds?.right == 5 && bounds?.top == 0 && bounds?.bottom == 2)
  }

  @Test("A drawing without lines has no box")
  func empty() {
    let drawing = LineDrawing(width: 3, height: 3, points: [])
    #expect(drawing.isEmpty && drawing.bounds == nil)
  }
}
