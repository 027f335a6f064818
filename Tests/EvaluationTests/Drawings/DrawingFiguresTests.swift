import Core
import DrawingChannel
import Testing

@testable import Evaluation

@Suite("Measures of drawings")
struct DrawingFiguresTests {
  private static let photographs = ["a1", "a2", "b1", "b2"]

  private func truth() throws -> DrawingTruth {
    try DrawingTruth(
      [
        .init(drawing: "da", category: "a", positives: ["a1", "a2"], instance: "a2"),
        .init(drawing: "db", category: "b", positives: ["b1", "b2"], instance: nil),
      ], photographs: Self.photographs)
  }

  private func material(_ truth: DrawingTruth) -> DrawingMaterial {
    func pictures(_ names: [String]) -> [DrawingMaterial.Picture] {
      names.map { .init(path: $0, lines: nil) }
    }
    return DrawingMaterial(
      truth: truth, drawings: pictures(truth.queries.map(\.drawing)), photographs: pictures(truth.photographs)
    )
  }

  @Test("a small ranking, worked by hand")
  func byHand() throws {
    var report = DrawingsReport(material(try truth()))
    // da: a1, b1, a2, b2; db: a1 and b2 equal, the rest not found.
    let scores: [Float] = [0.9, 0.3, 0.5, 0.1, 0.7, -.infinity, -.infinity, 0.7]
    report.add(DrawingRanking(scores: Matrix(columnCount: 4, elements: scores)), named: "hand")
    let row = try #require(report.rows.first)
    let (first, second) = ((1 + 2.0 / 3) / 2, (1.0 / 2) / 2)
    #expect(abs(row.outcomes[0].averagePrecision - first) < 1e-12)
    #expect(abs(row.outcomes[1].averagePrecision - second) < 1e-12)
    #expect(abs(row.total.meanAveragePrecision - (first + second) / 2) < 1e-12)
    #expect(zip(row.total.retrieval, [0.5, 0.5, 0.3, 0.15]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(
      row.categories.map(\.name) == ["a", "b"] && row.categories[1].figures.meanAveragePrecision == second)
    #expect(row.outcomes[0].instanceRank == 3 && row.outcomes[1].instanceRank == nil)
    #expect(row.total.instanceCount == 1 && row.total.instanceRetrieval == 1)
    // Five of four photographs are all: chance finds it too.
    #expect(row.total.instanceRatio == 1)
    #expect(row.outcomes[1].first == ["a1", "b2"])
    #expect(report.summary.contains("hand") && report.summary.contains("instance@5"))
  }

  @Test("chance is the mean over all orders", arguments: [(1, 4), (2, 4), (3, 5), (1, 1), (4, 4)])
  func chance(positives: Int, count: Int) {
    var sum = 0.0
    var orders = 0
    for mask in 0..<1 << count where mask.nonzeroBitCount == positives {
      let places = (0..<count).filter { mask >> $0 & 1 == 1 }
      sum +=
        places.enumerated().reduce(0) { $0 + Double($1.offset + 1) / Double($1.element + 1) }
        / Double(positives)
      orders += 1
    }
    let expected = sum / Double(orders)
    #expect(abs(ChanceFigures.averagePrecision(positives: positives, of: count) - expected) < 1e-12)
  }

  @Test("a truth without drawings, or with nothing to find, is refused")
  func empty() {
    #expect(throws: EvaluationError.self) { try DrawingTruth([], photographs: ["a"]) }
    #expect(throws: EvaluationError.self) {
      try DrawingTruth([.init(drawing: "d", category: "c", positives: [])], photographs: ["a"])
    }
  }
}

@Suite("Rankers of drawings")
struct DescriptorRankerTests {
  /// An L of strokes, or its mirror image.
  private static func corner(mirrored: Bool = false) -> LineDrawing {
    let down = (0...80).map { LinePoint(x: mirrored ? 80 : 0, y: UInt16($0), direction: .pi / 2) }
    let along = (1..<80).map { LinePoint(x: UInt16($0), y: 80, direction: 0) }
    return LineDrawing(width: 81, height: 81, points: down + along)
  }

  private static func bar() -> LineDrawing {
    LineDrawing(
      width: 81, height: 81, points: (0...80).map { LinePoint(x: UInt16($0), y: 40, direction: 0) })
  }

  private func material(mirrors: Bool) throws -> DrawingMaterial {
    let truth = try DrawingTruth(
      [
        .init(drawing: "d", category: "corner", positives: ["2"]),
        .init(drawing: "lost", category: "corner", positives: ["2"]),
      ], photographs: ["1", "2", "3"])
    var material = DrawingMaterial(
      truth: truth,
      drawings: [.init(path: "d", lines: Self.corner(mirrored: true)), .init(path: "lost", lines: nil)],
      photographs: [
        .init(path: "1", lines: nil), .init(path: "2", lines: Self.corner()),
        .init(path: "3", lines: Self.bar()),
      ])
    material.mirrors = mirrors
    return material
  }

  @Test(
    "the mirror image is found as well as the drawing where it is looked for, and lines that are missing are not found"
  )
  func mirror() throws {
    let plain = try DescriptorRanker(OrientedGradients()).ranking(of: material(mirrors: false), jobs: 1)
    let mirrored = try DescriptorRanker(OrientedGradients()).ranking(of: material(mirrors: true), jobs: 2)
    let (with, without) = (Array(mirrored.scores[0]), Array(plain.scores[0]))
    #expect(with[1] > without[1] + 0.1 && with[0] == -.infinity, "\(with), \(without)")
    #expect(mirrored.order(ofDrawing: 0) == [1, 2] && mirrored.order(ofDrawing: 1) == [])
    #expect(plain.numbersPerPhotograph == OrientedGradients().dimension)
  }
}
