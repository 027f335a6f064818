import CKernels
import Core
import Raster
import Synchronization

/// From a grey picture to local features: detection, affine adaptation, selection, orientation, description.
///
/// One extractor serves any number of threads at once; each picture under work has a workspace of its own, which is kept for
/// the next.
public final class FeatureExtractor: Sendable {
  public let options: FeatureOptions
  private let idleWorkspaces = Mutex<[Workspace]>([])

  public init(options: FeatureOptions = FeatureOptions()) throws(FeatureError) {
    try options.validate()
    self.options = options
  }

  /// The features of one picture, strongest first. The same picture gives the same features on every thread.
  public func extract(from picture: GreyPicture) -> FeatureSet {
    extract(from: picture, turns: [.none])[0]
  }

  /// The features of one picture as they would be if it were turned: the same points, described once for each turn, their
  /// regions in the coordinates of the picture as it is. Points are sought once.
  public func extract(from picture: GreyPicture, turns: [Turn]) -> [FeatureSet] {
    withWorkspace { workspace in
      let fitted = PictureFit(picture, maxSide: options.maxSide)
      workspace.space.build(from: fitted.plane, doubled: options.doublesBase)
      let points = workspace.detect(in: fitted.plane)
      return turns.map { workspace.describe(points, turn: $0, of: fitted) }
    }
  }

  /// Describes given regions (in pixels of the original picture) instead of seeking points: once as they are oriented when
  /// `turns` is empty, otherwise upright under each turn.
  public func describe(_ regions: [LocalRegion], in picture: GreyPicture, turns: [Turn] = []) -> [FeatureSet]
  {
    withWorkspace { workspace in
      let fitted = PictureFit(picture, maxSide: options.maxSide)
      workspace.space.build(from: fitted.plane, doubled: options.doublesBase)
      let points = regions.map { fitted.toPlane($0) }
      guard !turns.isEmpty else { return [workspace.describe(oriented: points, of: fitted)] }
      return turns.map { turn in
        workspace.describe(oriented: points.map { $0.with(turn.upright($0.shape)) }, of: fitted)
      }
    }
  }

  /// Regions in pixels of the original picture, once for each turn, and a patch of `side`² grey numbers for each, for descriptors that
  /// are made elsewhere. A picture of one row or column has no patches, and gives no regions.
  func patches(
    of picture: GreyPicture, turns: [Turn], side: Int
  ) -> [(regions: [LocalRegion], pixels: [Float])] {
    withWorkspace { workspace in
      let fitted = PictureFit(picture, maxSide: options.maxSide)
      guard fitted.plane.width > 1, fitted.plane.height > 1 else { return turns.map { _ in ([], []) } }
      workspace.space.build(from: fitted.plane, doubled: options.doublesBase)
      let points = workspace.detect(in: fitted.plane)
      let lattice = Lattice(pitch: side, spacing: 2 / Float(side))
      return turns.map { turn in
        let regions = workspace.oriented(points, turn: turn, of: fitted)
        let pixels = workspace.patches(of: regions, lattice: lattice, count: side * side)
        return (regions.map(fitted.toOriginal), pixels)
      }
    }
  }

  private func withWorkspace<R>(_ body: (Workspace) -> R) -> R {
    let workspace = idleWorkspaces.withLock { $0.popLast() } ?? Workspace(options: options)
    let result = body(workspace)
    idleWorkspaces.withLock { $0.append(workspace) }
    return result
  }
}
