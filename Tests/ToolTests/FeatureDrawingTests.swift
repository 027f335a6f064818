import Core
import LocalFeatures
import Testing

@testable import sightline

@Suite struct FeatureDrawingTests {
  @Test("regions are scaled about the picture's corner, and the strongest is drawn last")
  func strokes() {
    let features = FeatureSet(
      pictureWidth: 100, pictureHeight: 100,
      regions: [
        LocalRegion(x: 9.5, y: 19.5, xx: 2, xy: 0, yx: 1, yy: 3),
        LocalRegion(x: -0.5, y: -0.5, xx: 0, xy: -1, yx: 1, yy: 0),
      ], descriptors: .bytes(Matrix(columnCount: 1, elements: [0, 0])))
    let strokes = FeatureDrawing.strokes(for: features, measurementRegion: 4, scale: 0.5)
    #expect(
      strokes == [
        .init(centreX: -0.5, centreY: -0.5, xx: 0, xy: -2, yx: 2, yy: 0),
        .init(centreX: 4.5, centreY: 9.5, xx: 4, xy: 0, yx: 2, yy: 6),
      ])
    // Upright: up is up. A quarter turn clockwise: up is to the right.
    #expect(strokes[1].upX == 4.5 && strokes[1].upY == 3.5)
    #expect(strokes[0].upX == 1.5 && strokes[0].upY == -0.5)
  }
}
