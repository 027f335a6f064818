import CKernels
import Core
import Raster

/// The stages of one picture at a time, and the memory that they keep from picture to picture.
///
/// Not safe for two threads at once; the extractor lends each workspace to one picture at a time, which is why it may cross
/// threads.
final class Workspace: @unchecked Sendable {
  let space: ScaleSpace
  private let options: FeatureOptions
  private let detector: PointDetector
  private let adaptation = AffineAdaptation()
  private let orientation = DominantOrientation()
  private let descriptor: any PatchDescriptor

  /// More points than asked for are adapted, since some don't settle.
  private static let reserveFactor = 1.4
  /// The blur of the plane that a region is sampled from, in units of its scale: finer than the detection's, since a patch
  /// of 32 pixels shows more than the blurred level holds.
  private static let descriptionBlur: Float = 0.5

  init(options: FeatureOptions) {
    self.options = options
    let response = Response(of: options.detector)
    space = ScaleSpace(levelCount: response.levelCount)
    detector = PointDetector(response: response)
    descriptor =
      switch options.descriptor {
      case .sift: GradientHistograms(normalisation: .length)
      case .rootSIFT: GradientHistograms(normalisation: .squareRoot)
      case .centreSymmetricLBP: CentreSymmetricPatterns()
      }
  }

  /// Points with their shapes, not yet oriented, strongest first, in pixels of the plane; at most `maxFeatures`.
  func detect(in plane: Plane) -> [LocalRegion] {
    let selection = SpatialSelection(plane)
    var points = detector.candidates(in: space).map { candidate in
      let step = space.octaves[candidate.octave].step
      let sigma = candidate.sigma * step
      return LocalRegion(
        x: candidate.x * step, y: candidate.y * step, xx: sigma, xy: 0, yx: 0, yy: sigma,
        strength: candidate.strength)
    }
    guard options.detector.adaptsShape else {
      return strongest(options.maxFeatures, of: points, by: selection)
    }
    // No more than there are: `maxFeatures` may be as great as numbers get, which times the factor is no `Int`.
    let reserve = min(Double(points.count), Self.reserveFactor * Double(options.maxFeatures))
    points = strongest(Int(reserve), of: points, by: selection)
    points = points.compactMap(adapted)
    return strongest(options.maxFeatures, of: points, by: selection)
  }

  /// Upright or dominant orientations and a descriptor for each point, in pixels of the original picture.
  func describe(_ points: [LocalRegion], turn: Turn, of picture: PictureFit) -> FeatureSet {
    describe(oriented: oriented(points, turn: turn, of: picture), of: picture)
  }

  /// The points with upright or dominant orientations, in pixels of the plane.
  func oriented(_ points: [LocalRegion], turn: Turn, of picture: PictureFit) -> [LocalRegion] {
    switch options.orientation {
    case .upright: return points.map { $0.with(turn.upright($0.shape)) }
    case .dominant:
      let oriented = points.flatMap { dominantlyOriented($0, mirrored: turn.isMirrored) }
      // Not the first of them: the points are in the order of strength, and faint parts of the picture would go.
      return strongest(options.maxFeatures, of: oriented, by: SpatialSelection(picture.plane))
    }
  }

  /// The described region of each point as a patch of the lattice's points, its ellipse made a circle; patch after patch.
  func patches(of regions: [LocalRegion], lattice: Lattice, count: Int) -> [Float] {
    let padded = lattice.u.count
    return [Float](unsafeUninitializedCapacity: regions.count * count) { buffer, filled in
      filled = regions.count * count
      guard let out = buffer.baseAddress else { return }
      withUnsafeTemporaryAllocation(of: Float.self, capacity: padded) { memory in
        guard let patch = memory.baseAddress else { return }
        for (index, region) in regions.enumerated() {
          sample(region, lattice, into: patch)
          (out + index * count).initialize(from: patch, count: count)
        }
      }
    }
  }

  /// From the plane whose blur fits the region's scale.
  private func sample(_ region: LocalRegion, _ lattice: Lattice, into patch: UnsafeMutablePointer<Float>) {
    let source = space.source(forSigma: Self.descriptionBlur * region.scale)
    let shape = region.shape.scaled(by: options.measurementRegion / source.step)
    let map = shape.map(x: region.x / source.step, y: region.y / source.step)
    kernels.sample(source.plane, map, lattice.u, lattice.v, lattice.u.count, patch)
  }

  /// Describes regions as they stand.
  func describe(oriented regions: [LocalRegion], of picture: PictureFit) -> FeatureSet {
    let dimension = descriptor.dimension
    let bytes = [UInt8](unsafeUninitializedCapacity: regions.count * dimension) { buffer, count in
      count = regions.count * dimension
      guard let rows = buffer.baseAddress else { return }
      // A picture of one row or column has no gradients to describe.
      guard space.base.plane.width > 1, space.base.plane.height > 1 else {
        buffer.initialize(repeating: 0)
        return
      }
      describe(regions, into: rows)
    }
    return FeatureSet(
      pictureWidth: picture.originalWidth, pictureHeight: picture.originalHeight,
      regions: regions.map(picture.toOriginal),
      descriptors: .bytes(Matrix(columnCount: dimension, elements: bytes)))
  }

  private func describe(_ regions: [LocalRegion], into rows: UnsafeMutablePointer<UInt8>) {
    let lattice = Lattice.patch
    withUnsafeTemporaryAllocation(of: Float.self, capacity: lattice.u.count) { memory in
      guard let patch = memory.baseAddress else { return }
      for (index, region) in regions.enumerated() {
        sample(region, lattice, into: patch)
        descriptor.describe(patch, into: rows + index * descriptor.dimension)
      }
    }
  }

  private func strongest(_ limit: Int, of points: [LocalRegion], by selection: SpatialSelection)
    -> [LocalRegion]
  {
    let places = points.map {
      SpatialSelection.Point(x: $0.x, y: $0.y, scale: $0.scale, strength: $0.strength)
    }
    return selection.strongest(limit, of: places).map { points[$0] }
  }

  private func adapted(_ point: LocalRegion) -> LocalRegion? {
    adaptation.shape(x: point.x, y: point.y, sigma: point.xx, in: space).map { shape in
      point.with(shape.scaled(by: point.xx))
    }
  }

  /// One region for each dominant direction, its x axis along that direction.
  private func dominantlyOriented(_ point: LocalRegion, mirrored: Bool) -> [LocalRegion] {
    var shape = point.shape.upright
    if mirrored { shape = Shape(xx: -shape.xx, xy: shape.xy, yx: -shape.yx, yy: shape.yy) }
    let angles = orientation.angles(of: shape, x: point.x, y: point.y, scale: point.scale, in: space)
    return angles.map { angle in
      point.with(shape.turned(cosine: Float(cosine(Double(angle))), sine: Float(sine(Double(angle)))))
    }
  }
}

extension SpatialSelection {
  fileprivate init(_ plane: Plane) {
    self.init(width: Float(plane.width), height: Float(plane.height))
  }
}

extension FeatureOptions.Detector {
  var adaptsShape: Bool { self == .harrisAffine || self == .hessianAffine }
}
