import Raster
import SyntheticScenes
import Testing

@testable import Retrieval

/// Of what is repeated, every part resembles every other one; that alone says nothing about two pictures.
@Suite("repetition is no proof") struct PictureComparisonRepetitionTests {
  typealias Samples = PictureComparisonSamples

  @Test("a picture tiled from one patch is not the same as another picture", arguments: SceneKind.allCases)
  func tilingAgainstScene(kind: SceneKind) throws {
    let other = kind == .facade ? SceneKind.marble : .facade
    let report = try Samples.compare(Samples.tiling(kind, side: 50), Samples.scene(other, seed: 17))
    #expect(!report.isSame && report.candidateCount > 0, "\(kind), \(other): \(report.proof?.logNFA ?? 0)")
  }

  @Test("two tilings of different patches are not the same", arguments: SceneKind.allCases)
  func tilingAgainstTiling(kind: SceneKind) throws {
    let side = kind == .facade || kind == .poster ? 80 : 50
    let (a, b) = (Samples.tiling(kind, side: side), Samples.tiling(kind, seed: 29, side: side))
    let report = try Samples.compare(a, b)
    #expect(!report.isSame, "\(kind), \(side): \(report.proof?.logNFA ?? 0)")
  }

  @Test("a picture of ruled lines alone is not the same as a scene of windows")
  func bars() throws {
    let bars = Samples.picture(width: Samples.width, height: Samples.height, of: Self.blackAndWhite) {
      (x: $0 % 20 < 6 || $1 % 20 < 6 ? 0 : 1, y: 0)
    }
    let report = try Samples.compare(bars, Samples.scene(.facade, seed: 17))
    #expect(!report.isSame, "\(report.proof?.logNFA ?? 0)")
  }

  private static let blackAndWhite = ColourPicture(width: 2, height: 1, bytes: [0, 0, 0, 255, 255, 255])
}
