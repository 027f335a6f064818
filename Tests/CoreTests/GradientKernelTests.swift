import CKernels
import Core
import Testing

/// The kernels of gradients: what they must be by the maths, and that all paths agree to the last bit.
@Suite("Gradient kernels")
struct GradientKernelTests {
  static let paths = KernelTests.paths
  static let windowCount = Int(SL_WINDOW_PITCH * SL_WINDOW_PITCH)
  static let patchSide = Int(SL_PATCH_SIDE)

  static func noise(_ count: Int, seed: UInt64) -> [Float] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in Float(random.uniform(0, 255)) }
  }

  @Test("directions follow the angle all the way round", arguments: paths)
  func directions(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    let pitch = Int(SL_WINDOW_PITCH)
    for step in 0..<720 {
      let angle = (Double(step) + 0.3) * .pi / 360
      let (dx, dy) = (Float(cosine(angle)), Float(sine(angle)))
      let ramp = (0..<Self.windowCount).map { Float($0 % pitch) * dx + Float($0 / pitch) * dy }
      var directions = [Float](repeating: 0, count: 256)
      var lengths = directions
      kernels.windowGradients(ramp, [Float](repeating: 1, count: 256), &directions, &lengths)
      #expect(abs(directions[100] - Float(angle * 4 / .pi)) < 2e-4, "\(angle)")
      #expect(abs(lengths[100] - 2) < 1e-4)
    }
  }

  @Test("moments of a slope are the squares of its gradient", arguments: paths)
  func moments(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    let pitch = Int(SL_WINDOW_PITCH)
    let slope = (0..<Self.windowCount).map { 3 * Float($0 % pitch) + 2 * Float($0 / pitch) }
    let moments = kernels.windowMoments(slope, [Float](repeating: 1, count: 256))
    // Central differences over two pixels: 6 and 4, at 256 points.
    #expect(moments.xx == 36 * 256)
    #expect(moments.xy == 24 * 256)
    #expect(moments.yy == 16 * 256)
  }

  @Test("a slope fills one direction of every cell by its share", arguments: paths)
  func poolSlope(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    let pitch = Int(SL_PATCH_PITCH)
    let slope = (0..<pitch * pitch).map { Float($0 % pitch) }
    let histogram = Self.pool(kernels, slope)
    for cell in 0..<16 {
      let outer = { (i: Int) in i == 0 || i == 3 }
      // An inner cell gathers a whole triangle of weights along a side (8), an outer one a triangle without its tip.
      let weight = { (i: Int) in Self.cells[i].reduce(0, +) }
      let expected = 2 * weight(cell / 4) * weight(cell % 4)
      #expect(abs(histogram[cell * 8] - expected) < 1e-3 * expected)
      #expect(histogram[cell * 8 + 1..<cell * 8 + 8].allSatisfy { $0 == 0 })
      if !outer(cell % 4) && !outer(cell / 4) { #expect(abs(expected - 2 * 64) < 1e-3) }
    }
  }

  @Test("all paths pool, weigh and turn alike, to the last bit")
  func pathsAgree() throws {
    let baseline = try #require(ProcessorPath.baseline.kernels)
    for seed in 0..<20 as Range<UInt64> {
      let patch = Self.noise(Int(SL_PATCH_PITCH * SL_PATCH_PITCH), seed: seed)
      let window = Self.noise(Self.windowCount, seed: seed + 100)
      let weights = Self.noise(256, seed: seed + 200)
      for path in Self.paths {
        let kernels = try #require(path.kernels)
        #expect(Self.pool(kernels, patch) == Self.pool(baseline, patch), "\(path)")
        let (ours, theirs) = (kernels.windowMoments(window, weights), baseline.windowMoments(window, weights))
        #expect(ours.xx == theirs.xx && ours.xy == theirs.xy && ours.yy == theirs.yy, "\(path)")
        #expect(
          Self.gradients(kernels, window, weights) == Self.gradients(baseline, window, weights), "\(path)")
      }
    }
  }

  /// Shares of pixel i in cell c, by linear interpolation between the centres of four cells.
  static let cells: [[Float]] = (0..<4).map { cell in
    (0..<patchSide).map { max(0, 1 - abs((Float($0) + 0.5) / 8 - 0.5 - Float(cell))) }
  }

  private static func pool(_ kernels: SLKernels, _ patch: [Float]) -> [Float] {
    let window = [Float](repeating: 1, count: patchSide * patchSide)
    let shares = cells.flatMap { $0 }
    var histogram = [Float](repeating: 0, count: 128)
    window.withUnsafeBufferPointer { window in
      shares.withUnsafeBufferPointer { shares in
        let pooling = SLPooling(window: window.baseAddress, cellWeights: shares.baseAddress)
        kernels.poolGradients(patch, pooling, &histogram)
      }
    }
    return histogram
  }

  private static func gradients(_ kernels: SLKernels, _ window: [Float], _ weights: [Float]) -> [Float] {
    var directions = [Float](repeating: 0, count: 256)
    var lengths = directions
    kernels.windowGradients(window, weights, &directions, &lengths)
    return directions + lengths
  }
}
