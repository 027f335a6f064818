import CKernels
import Core
import Raster
import Testing

@Suite("Filters")
struct FilterTests {
  static func noise(_ width: Int, _ height: Int, seed: UInt64) -> Plane {
    var random = SeededGenerator(seed: seed)
    return Plane(
      width: width, height: height, pixels: (0..<width * height).map { _ in Float(random.uniform(0, 255)) })
  }

  @Test("a blurred impulse is a Gaussian", arguments: [0.8, 1.6, 3.1, 6])
  func impulse(sigma: Double) {
    var plane = Plane(width: 81, height: 81)
    plane[40, 40] = 10_000
    let blurred = plane.blurred(sigma: sigma)
    #expect(abs(blurred.pixels.reduce(0, +) - 10_000) < 1)
    // The sampled, cut-off kernel differs from the continuous one by its normalisation only.
    let peak = blurred[40, 40]
    for (dx, dy) in [(1, 0), (0, 2), (2, 3), (-4, 1)] {
      guard Double(max(abs(dx), abs(dy))) < 3.5 * sigma else { continue }
      let expected = peak * Float(exponential(-Double(dx * dx + dy * dy) / (2 * sigma * sigma)))
      #expect(abs(blurred[40 + dx, 40 + dy] - expected) < 1e-4 * peak)
    }
  }

  @Test("blurs add up as squares do")
  func semigroup() {
    let plane = Self.noise(90, 70, seed: 1)
    let (twice, once) = (plane.blurred(sigma: 3).blurred(sigma: 4), plane.blurred(sigma: 5))
    for y in 20..<50 {
      for x in 20..<70 { #expect(abs(twice[x, y] - once[x, y]) < 0.3) }
    }
  }

  @Test("no blur is no change, and a flat plane stays flat up to its border")
  func trivialBlurs() {
    let plane = Self.noise(20, 10, seed: 2)
    #expect(plane.blurred(sigma: 0) == plane)
    let flat = Plane(width: 5, height: 40, filledWith: 77).blurred(sigma: 4)
    #expect(flat.pixels.allSatisfy { abs($0 - 77) < 1e-3 })
  }

  @Test("area resampling by a whole factor is the mean of each block")
  func area() {
    let plane = Self.noise(12, 9, seed: 3)
    let small = plane.resampled(toWidth: 4, height: 3, filter: .area)
    for y in 0..<3 {
      for x in 0..<4 {
        let block = (0..<9).map { plane[3 * x + $0 % 3, 3 * y + $0 / 3] }
        #expect(abs(small[x, y] - block.reduce(0, +) / 9) < 1e-3)
      }
    }
  }

  @Test(
    "resampling keeps flat planes flat and slopes straight", arguments: [ResamplingFilter.area, .lanczos])
  func slopes(filter: ResamplingFilter) {
    let flat = Plane(width: 37, height: 23, filledWith: 200).resampled(
      toWidth: 16, height: 50, filter: filter)
    #expect(flat.pixels.allSatisfy { abs($0 - 200) < 1e-3 })
    var slope = Plane(width: 100, height: 10)
    for i in slope.pixels.indices { slope.pixels[i] = Float(i % 100) }
    let half = slope.resampled(toWidth: 50, height: 10, filter: filter)
    // Pixel x of the half size covers 2x and 2x + 1.
    for x in 6..<44 { #expect(abs(half[x, 5] - (2 * Float(x) + 0.5)) < 0.01) }
  }

  @Test(
    "a picture that does not fill its plane is resampled as if it stood alone",
    arguments: [ResamplingFilter.area, .lanczos])
  func covered(filter: ResamplingFilter) {
    var slope = Plane(width: 101, height: 11)
    for i in slope.pixels.indices { slope.pixels[i] = Float(i % 101) }
    let half = slope.resampled(toWidth: 50, height: 5, covered: (100.5, 10.2), filter: filter)
    for x in 6..<44 { #expect(abs(half[x, 2] - (2.01 * (Float(x) + 0.5) - 0.5)) < 0.05) }
  }

  @Test("a fine pattern shrunk below its size is grey, not another pattern")
  func noAliasing() {
    var checks = Plane(width: 240, height: 240)
    for i in checks.pixels.indices { checks.pixels[i] = (i % 240 + i / 240).isMultiple(of: 2) ? 255 : 0 }
    let small = checks.resampled(toWidth: 90, height: 90)
    #expect(small.pixels.allSatisfy { abs($0 - 127.5) < 6 })
  }

  @Test("enlarging and shrinking again gives back a smooth picture")
  func roundTrip() {
    let plane = Self.noise(40, 30, seed: 4).blurred(sigma: 2)
    let back = plane.resampled(toWidth: 120, height: 90).resampled(toWidth: 40, height: 30, filter: .area)
    for y in 4..<26 {
      for x in 4..<36 { #expect(abs(back[x, y] - plane[x, y]) < 1) }
    }
  }

  @Test("to one pixel and from one pixel", arguments: [ResamplingFilter.area, .lanczos])
  func onePixel(filter: ResamplingFilter) {
    let one = Plane(width: 8, height: 8, filledWith: 9).resampled(toWidth: 1, height: 1, filter: filter)
    #expect(abs(one.pixels[0] - 9) < 1e-3)
    let many = Plane(width: 1, height: 1, filledWith: 9).resampled(toWidth: 7, height: 5, filter: filter)
    #expect(many.pixels.allSatisfy { abs($0 - 9) < 1e-3 })
  }

  @Test("bilinear samples are exact on a plane's own slope and constant beyond its border")
  func bilinear() {
    var slope = Plane(width: 10, height: 8)
    for i in slope.pixels.indices { slope.pixels[i] = 3 * Float(i % 10) + 5 * Float(i / 10) }
    #expect(abs(slope.bilinear(2.25, 4.5) - (6.75 + 22.5)) < 1e-4)
    #expect(slope.bilinear(-100, -100) == 0)
    #expect(slope.bilinear(100, 100) == slope[9, 7])
    #expect(Plane(width: 1, height: 1, filledWith: 4).bilinear(3, -2) == 4)
  }

  @Test("a warp reads the source at the mapped places")
  func warp() {
    let plane = Self.noise(30, 20, seed: 5)
    let map = SLAffineMap(x: 4, y: 3, xx: 1, xy: 0.5, yx: -0.25, yy: 1)
    let warped = plane.warped(width: 12, height: 9, by: map)
    for (u, v) in [(0, 0), (5, 2), (11, 8)] {
      let (fu, fv) = (Float(u), Float(v))
      #expect(warped[u, v] == plane.bilinear(4 + fu + 0.5 * fv, 3 - 0.25 * fu + fv))
    }
  }

  @Test("gradients of a slope are its slope, up to the border")
  func gradients() {
    var slope = Plane(width: 10, height: 8)
    for i in slope.pixels.indices { slope.pixels[i] = 3 * Float(i % 10) - 2 * Float(i / 10) }
    let (dx, dy) = slope.gradients()
    #expect(dx.pixels.allSatisfy { abs($0 - 3) < 1e-4 })
    #expect(dy.pixels.allSatisfy { abs($0 + 2) < 1e-4 })
  }
}
