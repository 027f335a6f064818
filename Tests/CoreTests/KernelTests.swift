import CKernels
import Core
import Testing

/// Every path that this processor has, each against the plain references, bit by bit.
@Suite("Kernels")
struct KernelTests {
  static let paths = ProcessorPath.allCases.filter { $0.kernels != nil }
  /// Sizes around the width of vectors and blocks.
  static let sizes = [(7, 9), (16, 16), (31, 5), (33, 20), (64, 7), (100, 41)]

  static func grid(_ width: Int, _ height: Int, seed: UInt64) -> Reference.Grid {
    var random = SeededGenerator(seed: seed)
    let pixels = (0..<width * height).map { _ in Float(random.uniform(0, 255)) }
    return Reference.Grid(width: width, height: height, pixels: pixels)
  }

  /// Calls `body` with the plane and an output of as many pixels, and returns the output.
  static func run(_ grid: Reference.Grid, _ body: (SLPlane, UnsafeMutablePointer<Float>) -> Void) -> [Float] {
    grid.pixels.withUnsafeBufferPointer { pixels in
      [Float](unsafeUninitializedCapacity: pixels.count) { out, count in
        count = pixels.count
        if let to = out.baseAddress { body(plane(grid, pixels), to) }
      }
    }
  }

  static func plane(_ grid: Reference.Grid, _ pixels: UnsafeBufferPointer<Float>) -> SLPlane {
    SLPlane(pixels: pixels.baseAddress, width: Int32(grid.width), height: Int32(grid.height))
  }

  @Test("there is a path, and the environment's choice is obeyed")
  func somePath() {
    #expect(Self.paths.contains(.baseline))
    #expect(ProcessorPath(rawValue: processorPathInUse) != nil)
  }

  @Test("blur equals the plain convolution", arguments: paths)
  func blur(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    for (width, height) in Self.sizes {
      for taps: [Float] in [[0.5, 0.25], [0.3, 0.2, 0.1, 0.03, 0.02], (0...11).map { 1 / Float($0 + 3) }] {
        let grid = Self.grid(width, height, seed: 1)
        var scratch = [Float](repeating: 0, count: width + 2 * taps.count)
        let blurred = Self.run(grid) { kernels.blur($0, taps, Int32(taps.count - 1), &scratch, $1) }
        #expect(blurred == Reference.blur(grid, taps: taps), "\(width) × \(height), \(taps.count) taps")
      }
    }
  }

  @Test("responses equal the plain formulas", arguments: paths)
  func responses(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    for (width, height) in Self.sizes {
      let grid = Self.grid(width, height, seed: 2)
      let determinant = Self.run(grid) { kernels.hessianDeterminant($0, 1.7, $1) }
      #expect(determinant == Reference.hessianDeterminant(grid, factor: 1.7))

      var (xx, yy) = (
        [Float](repeating: 0, count: width * height), [Float](repeating: 0, count: width * height)
      )
      let xy = Self.run(grid) { kernels.gradientProducts($0, &xx, $1, &yy) }
      #expect([xx, xy, yy] == Reference.gradientProducts(grid))

      let harris = Self.run(grid) { kernels.harrisMeasure(xx, xy, yy, width * height, 0.05, 3, $1) }
      let expected = (0..<width * height).map { i in
        let trace = xx[i] + yy[i]
        return (xx[i] * yy[i] - xy[i] * xy[i] - 0.05 * trace * trace) * 3
      }
      #expect(harris == expected)
      #expect(Self.run(grid) { kernels.subtract(xx, yy, width * height, $1) } == zip(xx, yy).map { $0 - $1 })
    }
  }

  @Test("halving keeps every second pixel of odd and even sizes", arguments: paths)
  func halve(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    for (width, height) in Self.sizes {
      let grid = Self.grid(width, height, seed: 3)
      let (halfWidth, halfHeight) = ((width + 1) / 2, (height + 1) / 2)
      let halved = Self.run(grid) { kernels.halve($0, $1) }.prefix(halfWidth * halfHeight)
      let expected = (0..<halfWidth * halfHeight).map { grid.at($0 % halfWidth * 2, $0 / halfWidth * 2) }
      #expect(Array(halved) == expected)
    }
  }

  @Test("extrema are found wherever they lie, with and without neighbours in scale", arguments: paths)
  func extrema(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    for (width, height) in Self.sizes {
      for (minima, withScales) in [(false, false), (true, false), (true, true)] {
        let planes = (0..<3).map { Self.centred(Self.grid(width, height, seed: UInt64(10 + $0))) }
        let found = Self.extrema(kernels, planes, minima: minima, withScales: withScales, border: 2)
        let expected = Reference.extrema(
          planes[0], withScales ? planes[1] : nil, withScales ? planes[2] : nil, threshold: 20,
          minima: minima,
          border: 2)
        #expect(found == expected, "\(width) × \(height)")
        if width * height > 500 { #expect(!found.isEmpty) }
      }
    }
  }

  private static func centred(_ grid: Reference.Grid) -> Reference.Grid {
    Reference.Grid(width: grid.width, height: grid.height, pixels: grid.pixels.map { $0 - 127 })
  }

  private static func extrema(
    _ kernels: SLKernels, _ planes: [Reference.Grid], minima: Bool, withScales: Bool, border: Int32
  ) -> [UInt32] {
    var indices = [UInt32](repeating: 0, count: 4096)
    let count = planes[0].pixels.withUnsafeBufferPointer { pixels in
      kernels.findExtrema(
        plane(planes[0], pixels), withScales ? planes[1].pixels : nil, withScales ? planes[2].pixels : nil,
        20,
        minima ? 1 : 0, border, &indices, indices.count)
    }
    return Array(indices[..<count])
  }

  @Test("when there is no room for all extrema, their number is still right", arguments: paths)
  func extremaOverflow(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    let grid = Self.centred(Self.grid(100, 41, seed: 4))
    let all = Self.extrema(kernels, [grid], minima: true, withScales: false, border: 1)
    var few = [UInt32](repeating: .max, count: 5)
    let count = grid.pixels.withUnsafeBufferPointer {
      kernels.findExtrema(Self.plane(grid, $0), nil, nil, 20, 1, 1, &few, 3)
    }
    #expect(count == all.count)
    #expect(few == Array(all.prefix(3)) + [.max, .max])
  }

  @Test("samples equal plain bilinear interpolation, inside and beyond the plane", arguments: paths)
  func sample(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    var random = SeededGenerator(seed: 5)
    for (width, height) in Self.sizes {
      let grid = Self.grid(width, height, seed: 6)
      let map = SLAffineMap(x: Float(width) / 2, y: Float(height) / 2, xx: 1.3, xy: -0.4, yx: 0.2, yy: 0.9)
      let u = (0..<336).map { _ in Float(random.uniform(-40, 40)) }
      let v = (0..<336).map { _ in Float(random.uniform(-40, 40)) }
      var out = [Float](repeating: 0, count: 336)
      grid.pixels.withUnsafeBufferPointer { kernels.sample(Self.plane(grid, $0), map, u, v, 336, &out) }
      #expect(out == zip(u, v).map { Reference.sample(grid, map, $0, $1) })
    }
  }

  @Test("byte products are exact for every length, also at the extremes", arguments: paths)
  func dotRows(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    var random = SeededGenerator(seed: 7)
    for dimension in [1, 36, 64, 128, 256] {
      let rows = (0..<9 * dimension).map { i in i < dimension ? UInt8.max : UInt8(random.index(below: 256)) }
      for query in [[UInt8](repeating: 255, count: dimension), Array(rows.suffix(dimension))] {
        var out = [UInt32](repeating: 0, count: 9)
        kernels.dotRows(query, rows, 9, dimension, &out)
        let expected = (0..<9).map { row in
          (0..<dimension).reduce(UInt32(0)) { $0 + UInt32(query[$1]) * UInt32(rows[row * dimension + $1]) }
        }
        #expect(out == expected)
      }
    }
  }
}
