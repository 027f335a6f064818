import Core
import Testing

@testable import DrawingChannel

@Suite("Maps of lines")
struct LineMapTests {
  @Test("A point is where it was, in the direction that is nearest")
  func place() {
    // Of 128 × 64 pixels: the frame's upper quarter is empty.
    let point = LinePoint(x: 127, y: 0, direction: .pi / 2 + 0.1)
    let map = LineMap(of: LineDrawing(width: 128, height: 64, points: [point]))
    var expected = [UInt8](repeating: 0, count: LineMap.byteCount)
    expected[(4 * 16 + 4) * 2 + 1] = 0b1000_0000
    expected[256] = 0b0010
    #expect(map.bytes == expected)
  }

  @Test("A direction just below a half turn is level")
  func level() {
    let points = [LinePoint(x: 0, y: 0, direction: Float.pi.nextDown)]
    let map = LineMap(of: LineDrawing(width: 32, height: 32, points: points))
    #expect(map.bytes[0] == 1 && map.bytes[256] == 1)
  }

  @Test("Of too many cells those with most points are kept")
  func most() {
    // Every pixel has a line; the left half of the picture has twice as many, in two directions.
    var points: [LinePoint] = []
    for y in 0..<64 {
      for x in 0..<64 {
        points.append(LinePoint(x: UInt16(x), y: UInt16(y), direction: x < 32 ? 0 : Float(x % 4)))
      }
    }
    let map = LineMap(of: LineDrawing(width: 64, height: 64, points: points))
    let filled = (0..<2048).filter { map.bytes[$0 / 8] >> ($0 % 8) & 1 == 1 }
    #expect(filled.count == LineMap.mostCells)
    #expect(filled.count { $0 < 256 && $0 % 16 < 8 } == 128, "all of the left half")
  }
}

@Suite("Outlines laid over pictures")
struct OutlineFitTests {
  /// A ring and a bar, of a size and at a place of a picture of 256 × 192.
  private func sketch(size: Double, x: Double, y: Double, clutter: Int = 0) -> LineDrawing {
    var directions: [SIMD2<Int>: Float] = [:]
    func add(_ px: Double, _ py: Double, _ direction: Double) {
      let place = SIMD2(Int(px.rounded()), Int(py.rounded()))
      guard (0..<256).contains(place.x), (0..<192).contains(place.y), directions[place] == nil else { return }
      var turn = direction.truncatingRemainder(dividingBy: .pi)
      if turn < 0 { turn += .pi }
      directions[place] = Float(turn).clampedBelowPi
    }
    for step in 0..<720 {
      let angle = Double(step) * .pi / 360
      add(x + size / 2 * cosine(angle), y + size / 2 * sine(angle), angle + .pi / 2)
    }
    for step in 0..<300 { add(x - size / 2 + size * Double(step) / 300, y + size / 10, 0) }
    var random = SeededGenerator(seed: 8)
    for _ in 0..<clutter {
      add(random.uniform(0, 255), random.uniform(0, 191), random.uniform(0, .pi))
    }
    return LineDrawing(
      width: 256, height: 192,
      points: directions.map { LinePoint(x: UInt16($0.key.x), y: UInt16($0.key.y), direction: $0.value) })
  }

  @Test("A drawing is found where it stands, at every size", arguments: [90.0, 110, 135, 160])
  func places(size: Double) throws {
    let fit = try #require(OutlineFit(of: sketch(size: 150, x: 100, y: 90)))
    let picture = sketch(size: size, x: 140, y: 95, clutter: 300)
    let place = fit.places(in: [LineMap(of: picture).bytes])[0].any
    let box = place.box.pixels(width: 256, height: 192)
    #expect(abs(box.left + box.width / 2 - 140) <= 8 && abs(box.top + box.height / 2 - 95) <= 8)
    #expect(abs(Double(box.width) - size) <= 0.13 * size + 8)
  }

  @Test("What has the outline scores more than what has only many lines")
  func scores() throws {
    let drawing = sketch(size: 150, x: 100, y: 90)
    let fit = try #require(OutlineFit(of: drawing))
    let clutter = LineDrawing(
      width: 256, height: 192,
      points: sketch(size: 0, x: -50, y: -50, clutter: 3000).points)
    let maps = [sketch(size: 120, x: 120, y: 90, clutter: 200), clutter].map { LineMap(of: $0).bytes }
    let scores = fit.places(in: maps).map(\.any.score)
    #expect(scores[0] > 2 * scores[1])
    let sparse = LineMap(of: sketch(size: 0, x: -50, y: -50, clutter: 300)).bytes
    var promises: [Float] = [0, 0]
    fit.promises(of: maps[0] + sparse, pitch: LineMap.byteCount, count: 2, into: &promises)
    #expect(promises[0] > 1.3 * promises[1] && promises[1] > 0, "\(promises)")
  }

  @Test("In a picture without lines nothing fits, and damage does no harm")
  func nothing() throws {
    let fit = try #require(OutlineFit(of: sketch(size: 150, x: 100, y: 90)))
    let empty = [UInt8](repeating: 0, count: LineMap.byteCount)
    let full = [UInt8](repeating: 255, count: LineMap.byteCount)
    let found = fit.places(in: [empty, full])
    #expect(found[0].any.score == 0 && found[0].large.score == 0)
    #expect(found[1].any.score.isFinite)
    #expect(OutlineFit(of: LineDrawing(width: 9, height: 9, points: [])) == nil)
  }

  @Test("The large places are the first sizes only")
  func large() throws {
    let fit = try #require(OutlineFit(of: sketch(size: 150, x: 100, y: 90)))
    let small = LineMap(of: sketch(size: 90, x: 70, y: 70)).bytes
    let found = fit.places(in: [small])[0]
    #expect(found.large.score < found.any.score)
    #expect(found.large.box.width > 0.7 && found.any.box.width < 0.5)
  }
}

extension Float {
  /// Directions are less than π.
  fileprivate var clampedBelowPi: Float { min(self, Float.pi.nextDown) }
}
