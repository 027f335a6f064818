import Core
import Raster
import Testing

@testable import DrawingChannel

@Suite("Edges of photographs")
struct EdgeTests {
  private func noise(_ seed: UInt64, deviation: Double, _ width: Int, _ height: Int) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    return (0..<width * height).map { _ in
      deviation * (0..<12).map { _ in Double.random(in: -0.5...0.5, using: &generator) }.reduce(0, +)
    }
  }

  @Test("A square's edges are where they are, one pixel wide, with their directions")
  func square() {
    let plane = LineSamples.plane(width: 200, height: 160) { x, y in
      x >= 60 && x < 140 && y >= 40 && y < 120 ? 200 : 60
    }
    let edges = LineDrawing(edgesOf: plane)
    #expect((290...330).contains(edges.points.count))
    for point in edges.points {
      let (x, y) = (Double(point.x), Double(point.y))
      let fromSides = min(abs(x - 59.5), abs(x - 139.5), abs(y - 39.5), abs(y - 119.5))
      #expect(fromSides <= 2.5, "\(point)")
      if y > 52, y < 108 { #expect(abs(point.direction - .pi / 2) < 0.05) }
      if x > 72, x < 128 { #expect(min(point.direction, .pi - point.direction) < 0.05) }
    }
  }

  @Test("A disc's edge is its circle, and goes along it")
  func disc() {
    let plane = LineSamples.plane(width: 200, height: 200) { x, y in
      let r = ((x - 100) * (x - 100) + (y - 100) * (y - 100)).squareRoot()
      return 60 + 140 * max(0, min(1, 60.5 - r))
    }
    let edges = LineDrawing(edgesOf: plane)
    #expect((320...400).contains(edges.points.count))
    for point in edges.points {
      let (x, y) = (Double(point.x) - 100, Double(point.y) - 100)
      #expect(abs((x * x + y * y).squareRoot() - 60) < 1.5)
      let along = angle(x: x, y: y) + .pi / 2
      #expect(abs(sine(Double(point.direction) - along)) < 0.06)
    }
  }

  @Test("Texture is left out, a contour in the middle of it stays; without inhibition texture is there")
  func texture() {
    // Fine noise of one strength everywhere, and a disc whose border stands out no more than the noise does.
    let grain = noise(3, deviation: 45, 240, 240)
    let plane = LineSamples.plane(width: 240, height: 240) { x, y in
      let r = ((x - 120) * (x - 120) + (y - 120) * (y - 120)).squareRoot()
      return 128 + grain[Int(y) * 240 + Int(x)] + (r < 60 ? 35 : -35)
    }
    func counts(_ options: EdgeOptions) -> (contour: Int, other: Int) {
      let points = LineDrawing(edgesOf: plane, options: options).points
      let contour = points.count { point in
        let (x, y) = (Double(point.x) - 120, Double(point.y) - 120)
        return abs((x * x + y * y).squareRoot() - 60) < 4
      }
      return (contour, points.count - contour)
    }
    let inhibited = counts(EdgeOptions())
    var plain = EdgeOptions()
    plain.inhibition = 0
    let canny = counts(plain)
    #expect(inhibited.contour > 280)
    #expect(inhibited.other * 2 < canny.other, "\(inhibited) \(canny)")
  }

  @Test("Brightness and contrast of the picture don't matter")
  func contrast() {
    let plane = LineSamples.plane(width: 160, height: 120) { x, y in
      let r = ((x - 55) * (x - 55) + (y - 60) * (y - 60)).squareRoot()
      return 40 + 100 * max(0, min(1, 35.5 - r)) + (x > 110 && x < 145 && y > 30 && y < 80 ? 80 : 0)
    }
    var darker = plane
    for index in darker.pixels.indices { darker.pixels[index] = 20 + 0.5 * darker.pixels[index] }
    let (a, b) = (LineDrawing(edgesOf: plane), LineDrawing(edgesOf: darker))
    #expect(LineSamples.isAlike(a, b, within: 1))
    #expect(!a.isEmpty)
  }

  @Test("Nothing stands out of a plain picture, a slow gradient, or faint noise")
  func plain() {
    #expect(LineDrawing(edgesOf: Plane(width: 90, height: 70, filledWith: 77)).isEmpty)
    #expect(
      LineDrawing(edgesOf: LineSamples.plane(width: 256, height: 200) { x, y in x / 2 + y / 4 }).isEmpty)
    let grain = noise(5, deviation: 4, 200, 150)
    #expect(
      LineDrawing(
        edgesOf: LineSamples.plane(width: 200, height: 150) { x, y in 128 + grain[Int(y) * 200 + Int(x)] }
      )
      .isEmpty)
  }

  @Test("A frame of two pixels is no edge; pictures too small for any have none")
  func frame() {
    let framed = LineSamples.plane(width: 100, height: 100) { x, y in min(x, y, 99 - x, 99 - y) < 1 ? 0 : 255
    }
    for point in LineDrawing(edgesOf: framed).points {
      #expect(point.x >= 2 && point.y >= 2 && point.x < 98 && point.y < 98)
    }
    for (width, height) in [(1, 1), (1, 50), (50, 1), (2, 2), (3, 3), (4, 9), (5, 5), (17, 6)] {
      let plane = LineSamples.plane(width: width, height: height) { x, _ in
        x.truncatingRemainder(dividingBy: 2) * 255
      }
      let edges = LineDrawing(edgesOf: plane)
      #expect(edges.width == width && edges.height == height)
    }
  }

  @Test("The ring of two separable Gaussians weighs as the difference of Gaussians does")
  func ring() {
    // What a single bright pixel does to its surroundings is the kernel.
    var plane = Plane(width: 101, height: 101)
    plane[50, 50] = 1000
    let options = EdgeOptions()
    let sigma = options.sigma
    let wide = plane.blurred(sigma: options.surround * sigma)
    let narrow = plane.blurred(sigma: EdgeStrength.middle * sigma)
    var (exactSum, ringSum, overlap) = (0.0, 0.0, 0.0)
    for y in 0..<101 {
      for x in 0..<101 {
        let square = Double((x - 50) * (x - 50) + (y - 50) * (y - 50))
        func gaussian(_ s: Double) -> Double { exponential(-square / (2 * s * s)) / (2 * .pi * s * s) }
        let exact = max(0, gaussian(options.surround * sigma) - gaussian(sigma)) * 1000
        let ring = Double(max(0, wide[x, y] - EdgeStrength.middleShare * narrow[x, y]))
        exactSum += exact
        ringSum += ring
        overlap += min(exact, ring)
      }
    }
    #expect(overlap / max(exactSum, ringSum) > 0.9, "\(overlap) \(exactSum) \(ringSum)")
  }

  @Test("The same picture gives the same lines, whatever is asked beside it")
  func deterministic() {
    let grain = noise(9, deviation: 30, 128, 128)
    let plane = LineSamples.plane(width: 128, height: 128) { x, y in 128 + grain[Int(y) * 128 + Int(x)] }
    let first = LineDrawing(edgesOf: plane.blurred(sigma: 2))
    #expect(!first.isEmpty)
    #expect((0..<3).allSatisfy { _ in LineDrawing(edgesOf: plane.blurred(sigma: 2)) == first })
  }
}
