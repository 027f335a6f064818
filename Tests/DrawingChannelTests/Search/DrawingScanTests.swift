import Core
import Testing

@testable import DrawingChannel

@Suite("Drawings looked for in rows")
struct DrawingScanTests {
  private let model: KeyshapeModel
  private let rows: [DrawingRow]
  private let usual: UsualPicture

  init() throws {
    model = try KeyshapeSamples.model.get()
    rows = try KeyshapeSamples.rows.get()
    usual = DrawingRows(rows.map { $0 as DrawingRow? }).usual(model: model)
  }

  private func scan(
    _ query: [DrawingQuery], _ range: Range<Int>, keeping: Int = 20
  ) -> DrawingScan {
    var scan = DrawingScan(query, keeping: keeping)
    DrawingRows(rows[range].map { $0 as DrawingRow? }).scan(with: &scan, firstID: UInt32(range.lowerBound))
    return scan
  }

  private func query(_ number: Int, isMirrored: Bool = false) throws -> DrawingQuery {
    let lines = try KeyshapeSamples.strokes(number)
    return try #require(DrawingQuery(lines: lines, model: model, usual: usual, isMirrored: isMirrored))
  }

  @Test("Drawings find the scenes that their shapes stand in")
  func found() throws {
    var first = 0
    for number in stride(from: 0, to: KeyshapeSamples.sceneCount, by: 3) {
      let hits = scan([try query(number)], 0..<rows.count).hits
      if hits[0].id == UInt32(number) { first += 1 }
    }
    #expect(first >= 16, "of 20")
  }

  @Test("Where the shape stands is told")
  func place() throws {
    var near = 0
    for number in 0..<10 {
      let hits = scan([try query(number)], 0..<rows.count, keeping: rows.count).hits
      let hit = try #require(hits.first { $0.id == UInt32(number) })
      let found = hit.box.pixels(width: 256, height: 192)
      let box = KeyshapeSamples.shape(number).scene(width: 256, height: 192).box
      let off = abs(Double(found.left) + Double(found.width) / 2 - box.left - box.width / 2)
      let below = abs(Double(found.top) + Double(found.height) / 2 - box.top - box.height / 2)
      if off < 20 && below < 20 { near += 1 }
    }
    #expect(near >= 5, "of 10")
  }

  @Test("A mirrored drawing is found when that is asked for, and told")
  func mirror() throws {
    let lines = try KeyshapeSamples.strokes(6).mirrored
    let plain = try #require(DrawingQuery(lines: lines, model: model, usual: usual))
    let mirrored = try #require(DrawingQuery(lines: lines, model: model, usual: usual, isMirrored: true))
    let hit = scan([plain, mirrored], 0..<rows.count).hits[0]
    #expect(hit.id == 6 && hit.isMirrored)
  }

  @Test("Results are the same however the rows are divided")
  func parts() throws {
    let queries = [try query(9), try query(9, isMirrored: true)]
    let whole = scan(queries, 0..<rows.count).hits
    var parts = scan(queries, 0..<13)
    parts.merge(scan(queries, 40..<rows.count))
    parts.merge(scan(queries, 13..<40))
    #expect(parts.hits == whole && whole.count == 20)
    #expect(scan(queries, 0..<rows.count, keeping: 5).hits == Array(whole.prefix(5)))
  }

  @Test("Bytes that are no row do no harm")
  func damage() throws {
    var random = SeededGenerator(seed: 5)
    let numbers = (0..<30 * DrawingRow.byteCount).map { _ in Int8(random.index(below: 256) - 128) }
    let lengths: [Float] = (0..<30).map { [1, 0, -.infinity, .nan, 1e30, 1e-30][$0 % 6] }
    var scan = DrawingScan([try query(0)], keeping: 50)
    numbers.withUnsafeBufferPointer { numbers in
      lengths.withUnsafeBytes { lengths in
        if let rows = numbers.baseAddress, let scales = lengths.baseAddress {
          scan.scan(rows, lengths: scales, count: 30, firstID: 100)
        }
      }
    }
    #expect(scan.hits.allSatisfy { (100..<130).contains($0.id) && !$0.score.isNaN })
  }

  @Test("A drawing without lines, or of one point, is no query")
  func nothing() {
    for points in [[], [LinePoint(x: 3, y: 3, direction: 0)]] {
      let lines = LineDrawing(width: 9, height: 9, points: points)
      #expect(DrawingQuery(lines: lines, model: model, usual: usual) == nil)
    }
  }
}
