import Core
import LocalFeatures
import Raster
import Testing

@Suite("Detection")
struct DetectionTests {
  /// Detectors whose response or Laplacian peaks at a blob's centre.
  static let blobDetectors: [FeatureOptions.Detector] = [.dog, .hessianLaplace, .hessianAffine]

  @Test("a blob is found at its centre and at its scale", arguments: blobDetectors, [3.0, 5, 8, 12])
  func blob(detector: FeatureOptions.Detector, sigma: Double) throws {
    let plane = TestPictures.blob(width: 240, height: 200, x: 118.3, y: 97.8, a: sigma)
    let strongest = try #require(try features(of: plane, options(detector)).regions.first)
    // Large blobs are found on coarser grids.
    let tolerance = Float(0.1 + 0.01 * sigma)
    #expect(abs(strongest.x - 118.3) < tolerance)
    #expect(abs(strongest.y - 97.8) < tolerance)
    // The camera's assumed blur of half a pixel is part of the scale; a difference of Gaussians peaks half a level lower
    // than the Laplacian that it stands for.
    let expected = Float((sigma * sigma + 0.25).squareRoot()) * (detector == .dog ? 0.89 : 1)
    #expect(abs(strongest.scale / expected - 1) < 0.05, "\(strongest.scale), expected \(expected)")
  }

  @Test("an ellipse is found in its shape, wherever it points", arguments: [0.0, 0.4, 0.8, 1.57, 2.3])
  func ellipse(angle: Double) throws {
    let plane = TestPictures.blob(width: 240, height: 200, x: 120, y: 100, a: 10, b: 5, angle: angle)
    let region = try #require(try features(of: plane, options(.hessianAffine)).regions.first)
    #expect(abs(region.x - 120) < 0.3 && abs(region.y - 100) < 0.3)
    // S·Sᵀ is the ellipse's matrix; its first eigenvector points along it.
    let (xx, yy) = (
      region.xx * region.xx + region.xy * region.xy, region.yx * region.yx + region.yy * region.yy
    )
    let xy = region.xx * region.yx + region.xy * region.yy
    let spread = ((xx - yy) * (xx - yy) / 4 + xy * xy).squareRoot()
    let ratio = (((xx + yy) / 2 + spread) / ((xx + yy) / 2 - spread)).squareRoot()
    // The window is as round as the iteration asks for at a ratio of 1/√0.9, and blur rounds the blob itself.
    #expect(ratio > 1.7 && ratio < 2.1, "axes \(ratio)")
    let direction = 0.5 * Core.angle(x: Double(xx - yy), y: Double(2 * xy))
    let off = abs(sine(direction - angle))
    #expect(off < 0.08, "points along \(direction), not \(angle)")
  }

  @Test(
    "Harris' points sit at the corners of a square",
    arguments: [FeatureOptions.Detector.harrisLaplace, .harrisAffine])
  func corners(detector: FeatureOptions.Detector) throws {
    var plane = Plane(width: 160, height: 160, filledWith: 40)
    for y in 50..<110 {
      for x in 40..<100 { plane[x, y] = 200 }
    }
    let found = try features(of: plane.blurred(sigma: 0.8), options(detector)).regions
    for corner in [(39.5, 49.5), (99.5, 49.5), (39.5, 109.5), (99.5, 109.5)] as [(Float, Float)] {
      let near = found.filter { abs($0.x - corner.0) < 3 && abs($0.y - corner.1) < 3 }
      #expect(!near.isEmpty, "nothing at \(corner)")
    }
    #expect(!found.contains { abs($0.x - 70) < 15 && abs($0.y - 49.5) < 2 }, "a point on an edge")
  }

  @Test("an upright region keeps the vertical", arguments: FeatureOptions.Detector.allCases)
  func upright(detector: FeatureOptions.Detector) throws {
    let set = try features(of: TestPictures.texture(seed: 1), options(detector))
    #expect(set.count > 50)
    #expect(set.regions.allSatisfy { $0.xy == 0 && $0.xx > 0 && $0.yy > 0 })
  }

  @Test("a doubled base finds what is too small otherwise, in the same coordinates")
  func doubledBase() throws {
    let plane = TestPictures.blob(x: 70.25, y: 50.5, a: 1.1)
    var doubled = options(.hessianLaplace)
    doubled.doublesBase = true
    let region = try #require(try features(of: plane, doubled).regions.first)
    #expect(abs(region.x - 70.25) < 0.15 && abs(region.y - 50.5) < 0.15)
    #expect(abs(region.scale - 1.2) < 0.15)
  }

  @Test("a picture above the longest side is described in its own pixels")
  func coordinatesOfReducedPictures() throws {
    var reduced = options(.hessianLaplace)
    reduced.maxSide = 120
    let plane = TestPictures.blob(width: 240, height: 200, x: 118.3, y: 97.8, a: 8)
    let region = try #require(try features(of: plane, reduced).regions.first)
    #expect(abs(region.x - 118.3) < 0.3 && abs(region.y - 97.8) < 0.3)
    #expect(abs(region.scale - 8) < 0.5)
  }

  @Test("a plane that was reduced when it was read is described in the original's pixels")
  func coordinatesOfPicturesReadReduced() throws {
    let plane = TestPictures.blob(x: 70, y: 50, a: 5)
    let picture = GreyPicture(plane: plane, originalWidth: 320, originalHeight: 240)
    let set = try FeatureExtractor(options: options(.hessianLaplace)).extract(from: picture)
    let region = try #require(set.regions.first)
    #expect(abs(region.x - 140.5) < 0.3 && abs(region.y - 100.5) < 0.3)
    #expect(set.pictureWidth == 320)
  }

  @Test("a picture with nothing in it has no features", arguments: FeatureOptions.Detector.allCases)
  func nothing(detector: FeatureOptions.Detector) throws {
    for (width, height) in [(1, 1), (1, 50), (2, 3), (7, 7), (64, 48)] {
      let plane = Plane(width: width, height: height, filledWith: 90)
      #expect(try features(of: plane, options(detector)).count == 0, "\(width) × \(height)")
    }
  }

  @Test("very long and very small pictures are no trouble", arguments: FeatureOptions.Detector.allCases)
  func oddSizes(detector: FeatureOptions.Detector) throws {
    var random = SeededGenerator(seed: 9)
    for (width, height) in [(1000, 1), (1, 300), (2, 400), (17, 16), (15, 200), (33, 5)] {
      let pixels = (0..<width * height).map { _ in Float(random.uniform(0, 255)) }
      let set = try features(of: Plane(width: width, height: height, pixels: pixels), options(detector))
      #expect(set.regions.allSatisfy { $0.x.isFinite && $0.y.isFinite && $0.scale.isFinite && $0.scale > 0 })
    }
  }
}
