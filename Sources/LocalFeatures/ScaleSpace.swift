import CKernels
import Core
import Raster

/// A picture smoothed to rising scales: octaves of half the size of the one before, each of a few levels whose blur rises
/// by the same factor. Level `s` of octave `o` has the blur σ₀ · 2^(o + s/3) in pixels of the base plane.
///
/// The memory is kept from picture to picture; a scale space serves one thread at a time.
final class ScaleSpace {
  /// The blur of the first level of an octave, in its own pixels.
  static let firstSigma: Float = 1.6
  /// Levels from one blur to its double.
  static let levelsPerDoubling = 3
  /// The blur that a camera's picture is taken to have.
  static let assumedSigma: Float = 0.5
  /// The blurs of the fine planes, in pixels of the base. Without them the smallest regions, which are described at half
  /// their scale, would be sampled from the unsmoothed picture: a sixth of the right matches would be lost.
  static let fineSigmas: [Float] = [0.8, 1.13]
  /// Octaves end before a side gets shorter than this.
  static let shortestSide = 16

  struct Octave {
    let width: Int
    let height: Int
    /// The distance of its pixels in pixels of the picture.
    let step: Float
    let levels: [UnsafeMutablePointer<Float>]

    func plane(_ level: Int) -> SLPlane {
      SLPlane(pixels: levels[level], width: Int32(width), height: Int32(height))
    }

    var pixelCount: Int { width * height }
  }

  /// A plane to sample from, its blur and the distance of its pixels, both in pixels of the picture.
  struct Source {
    let plane: SLPlane
    let sigma: Float
    let step: Float
  }

  private(set) var octaves: [Octave] = []
  /// Planes of the base's size with less blur than the first octave has, for describing the smallest regions.
  private(set) var fineSources: [Source] = []
  private(set) var base = Source(plane: SLPlane(), sigma: assumedSigma, step: 1)
  private let memory = FloatMemory()
  private let taps: [GaussianTaps]
  private let levelCount: Int

  /// With `levelCount` levels an octave: two more than a doubling has, three more where differences are taken.
  init(levelCount: Int) {
    self.levelCount = levelCount
    taps = (1..<levelCount).map { GaussianTaps(sigma: Self.addedSigma(toReach: $0)) }
  }

  /// The sigma of level `level` in its octave's own pixels.
  static func sigma(ofLevel level: Float) -> Float {
    firstSigma * Float(powerOfTwo(Double(level) / Double(levelsPerDoubling)))
  }

  /// Smooths `plane` to all levels; `doubled` begins with a plane of twice the size.
  func build(from plane: Plane, doubled: Bool) {
    let (width, height) = doubled ? (2 * plane.width, 2 * plane.height) : (plane.width, plane.height)
    reserve(width: width, height: height, finePlanes: doubled ? 0 : Self.fineSigmas.count)
    let baseMemory = memory.take(width * height)
    doubled
      ? Self.double(plane, into: baseMemory)
      : plane.pixels.withUnsafeBufferPointer {
        $0.baseAddress.map { baseMemory.update(from: $0, count: width * height) }
      }
    base = Source(
      plane: SLPlane(pixels: baseMemory, width: Int32(width), height: Int32(height)),
      sigma: Self.assumedSigma,
      step: doubled ? 0.5 : 1)
    // A doubled picture is blurred enough by being doubled.
    fineSources = doubled ? [] : Self.fineSigmas.map(fineSource)
    buildOctaves(firstWidth: width, firstHeight: height)
  }

  private func fineSource(sigma: Float) -> Source {
    let out = memory.take(Int(base.plane.width) * Int(base.plane.height))
    blur(base.plane, taps: GaussianTaps(sigma: addedSigma(toBaseFor: sigma)), out: out)
    let plane = SLPlane(pixels: out, width: base.plane.width, height: base.plane.height)
    return Source(plane: plane, sigma: sigma * base.step, step: base.step)
  }

  /// The blur to add to the base plane to reach `sigma`, in its own pixels.
  private func addedSigma(toBaseFor sigma: Float) -> Double {
    let present = Double(Self.assumedSigma / base.step)
    return max(0.01, Double(sigma * sigma) - present * present).squareRoot()
  }

  private func buildOctaves(firstWidth: Int, firstHeight: Int) {
    octaves.removeAll(keepingCapacity: true)
    var (width, height, step) = (firstWidth, firstHeight, base.step)
    while min(width, height) >= Self.shortestSide || octaves.isEmpty {
      let levels = (0..<levelCount).map { _ in memory.take(width * height) }
      let octave = Octave(width: width, height: height, step: step, levels: levels)
      if let finer = octaves.last {
        kernels.halve(finer.plane(Self.levelsPerDoubling), levels[0])
      } else {
        blur(base.plane, taps: GaussianTaps(sigma: addedSigma(toBaseFor: Self.firstSigma)), out: levels[0])
      }
      for level in 1..<levelCount { blur(octave.plane(level - 1), taps: taps[level - 1], out: levels[level]) }
      octaves.append(octave)
      (width, height, step) = ((width + 1) / 2, (height + 1) / 2, step * 2)
    }
  }

  private func reserve(width: Int, height: Int, finePlanes: Int) {
    // Octaves of a quarter of the pixels each, rounded up at every halving.
    let pixels = width * height
    let octavePixels = pixels + pixels / 3 + 4 * (width + height) + 64
    memory.reset(capacity: pixels * (1 + finePlanes) + levelCount * octavePixels)
  }

  /// The blur to add to level `level - 1` to reach `level`.
  private static func addedSigma(toReach level: Int) -> Double {
    let before = Double(sigma(ofLevel: Float(level - 1)))
    let after = Double(sigma(ofLevel: Float(level)))
    return (after * after - before * before).squareRoot()
  }

  /// Twice the size by bilinear interpolation: pixel i of the result lies at i/2.
  private static func double(_ plane: Plane, into out: UnsafeMutablePointer<Float>) {
    let width = plane.width
    plane.pixels.withUnsafeBufferPointer { pixels in
      for y in 0..<2 * plane.height {
        let above = (y / 2) * width
        let below = min((y + 1) / 2, plane.height - 1) * width
        let row = out + y * 2 * width
        for x in 0..<width {
          let right = min(x + 1, width - 1)
          row[2 * x] = (pixels[above + x] + pixels[below + x]) * 0.5
          row[2 * x + 1] =
            (pixels[above + x] + pixels[below + x] + pixels[above + right] + pixels[below + right]) * 0.25
        }
      }
    }
  }
}

extension ScaleSpace {
  /// The plane with the most blur that is not above `sigma` (in pixels of the picture, and but for rounding); the base
  /// plane when all have more.
  func source(forSigma wanted: Float) -> Source {
    let sigma = wanted * 1.001
    guard let first = octaves.first, sigma >= Self.firstSigma * first.step else {
      return fineSources.last { $0.sigma <= sigma } ?? base
    }
    let doublings = Float(binaryLogarithm(Double(sigma / (Self.firstSigma * first.step))))
    let octave = Int(min(doublings, Float(octaves.count - 1)))
    let levels = (doublings - Float(octave)) * Float(Self.levelsPerDoubling)
    let level = Int(min(levels, Float(levelCount - 1)))
    return Source(
      plane: octaves[octave].plane(level), sigma: Self.sigma(ofLevel: Float(level)) * octaves[octave].step,
      step: octaves[octave].step)
  }
}
