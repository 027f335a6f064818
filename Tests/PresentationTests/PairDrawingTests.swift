import Raster

import Testing
import Verification

@testable import Presentation
@testable import Retrieval

@Suite("drawings of pairs")
struct PairDrawingTests {
  private let a = Samples.picture(width: 80, height: 60)
  private let b = Samples.picture(width: 80, height: 60, blue: 200)

  private func layout(
    _ a: (width: Int, height: Int), _ b: (width: Int, height: Int)
  ) -> PairLayout {
    PairLayout(
      a: Samples.shown(width: a.width, height: a.height), b: Samples.shown(width: b.width, height: b.height))
  }

  @Test("both pictures get one height, and large ones no more than the drawing's width")
  func heights() {
    let layout = layout((400, 300), (300, 600))
    #expect(layout.a.pixels.height == 600 && layout.a.pixels.width == 800)
    #expect(layout.b.pixels.height == 600 && layout.b.pixels.width == 300)
    let large = self.layout((4000, 1500), (3000, 3000))
    #expect(large.width <= 2400 && large.a.pixels.width == 1196 && large.b.pixels.height == 1000)
  }

  @Test("a corner of the file is a corner of the drawing, whatever the pictures were reduced by")
  func coordinates() {
    let reduced = ShownPicture(a, originalWidth: 1600, originalHeight: 1200)
    let layout = PairLayout(a: reduced, b: reduced)
    let size = layout.b.pixels
    let first = layout.pointOfB(PicturePoint(x: -0.5, y: -0.5))
    let last = layout.pointOfB(PicturePoint(x: 1599.5, y: 1199.5))
    #expect(first == Point(x: Double(layout.placeOfB.x) - 0.5, y: Double(layout.placeOfB.y) - 0.5))
    #expect(abs(last.x - first.x - Double(size.width)) < 1e-9)
    #expect(abs(last.y - first.y - Double(size.height)) < 1e-9)
  }

  @Test("a proof is drawn: lines and the outline of A where it lies in B")
  func proven() {
    let report = Samples.comparison(Samples.proof())
    let drawing = PairDrawing.picture(of: report, a: a, b: b)
    let layout = layout((80, 60), (80, 60))
    // The left side of the outline, half way down: x = 9.75 in B.
    let side = layout.pointOfB(PicturePoint(x: 9.75, y: 20))
    let green = DrawingStyle.proven
    #expect(
      drawing.pixel(Int(side.x.rounded()), Int(side.y.rounded())) == [green.red, green.green, green.blue])
    let plain = PairDrawing.picture(of: Samples.comparison(nil), a: a, b: b)
    #expect(drawing.bytes != plain.bytes && plain.count(near: green) == 0)
  }

  @Test("what is not proven has neither lines nor a green outline")
  func unproven() {
    let weak = Samples.proof(isSame: false, count: 5)
    let drawing = PairDrawing.picture(of: Samples.comparison(weak), a: a, b: b)
    #expect(drawing.count(near: DrawingStyle.proven) == 0)
    #expect(drawing.count(near: DrawingStyle.unproven) > 50)
    let plain = PairDrawing.picture(of: Samples.comparison(nil), a: a, b: b)
    let layout = layout((80, 60), (80, 60))
    for y in stride(from: 0, to: layout.a.pixels.height, by: 7) {
      for x in stride(from: 0, to: layout.a.pixels.width, by: 7) {
        #expect(drawing.pixel(x + layout.placeOfA.x, y) == plain.pixel(x + layout.placeOfA.x, y))
      }
    }
  }

  @Test("the caption says the verdict and the numbers")
  func caption() {
    let same = PairCaption(Samples.comparison(Samples.proof(count: 143)))
    #expect(same.verdict == "the same")
    #expect(
      same.numbers.hasPrefix(
        "143 points agree (71 places), log10 NFA -41.3, similarity, 63 % covered; 30 pairs"))
    #expect(PairCaption(Samples.comparison(Samples.proof(), isIdentical: true)).verdict.contains("identical"))
    #expect(PairCaption(Samples.comparison(nil)).verdict == "not the same")
    let mirrored = Samples.proof(Samples.transform(isMirrored: true), count: 1)
    #expect(
      ProofText.sentence(mirrored).hasPrefix("1 point agrees (0 places)")
        && ProofText.sentence(mirrored).hasSuffix("mirrored"))
  }

  @Test(
    "outlines far outside, folded or without numbers are drawn as far as they can be",
    arguments: [
      [(-1e9, -1e9), (1e9, -1e9), (1e9, 1e9), (-1e9, 1e9)],
      [(-1e308, 20), (1e308, 20), (1e308, 30), (-1e308, 30)],
      [(10, 10), (50, 40), (50, 10), (10, 40)],
      [(.nan, 0), (.infinity, 10), (40, 40), (-.infinity, 50)],
      [],
    ] as [[(Double, Double)]])
  func wildOutlines(corners: [(Double, Double)]) {
    let outline = corners.map { PicturePoint(x: $0.0, y: $0.1) }
    let report = Samples.comparison(Samples.proof(quadrilateral: outline))
    #expect(PairDrawing.picture(of: report, a: a, b: b).width > 0)
  }

  @Test("a side that crosses the picture is seen although both its ends are far away")
  func crossingSide() {
    let points = [Point(x: -1e12, y: 30), Point(x: 1e12, y: 30), Point(x: 1e12, y: 1e12)]
    let segments = OutlineDrawing.visibleSegments(points, width: 80, height: 60, margin: 2)
    #expect(segments.count == 1)
    #expect(segments.contains { $0.allSatisfy { $0.y == 30 } && abs($0[1].x - $0[0].x) >= 80 })
  }

  @Test("points that aren't numbers or lie outside don't matter")
  func wildPoints() {
    var proof = Samples.proof()
    let wild = [(Double.nan, 3.0), (1e300, -1e300), (.infinity, 0)].map { PicturePoint(x: $0.0, y: $0.1) }
    proof.matches += wild.map { PointMatch(query: $0, target: PicturePoint(x: 1, y: 1)) }
    #expect(PairDrawing.picture(of: Samples.comparison(proof), a: a, b: b).width > 0)
  }

  @Test(
    "pictures of one pixel and of one row are drawn",
    arguments: [(1, 1, 1, 1), (1, 1, 4000, 3), (1, 5000, 5000, 1)])
  func smallPictures(sizes: (Int, Int, Int, Int)) {
    let report = Samples.comparison(
      Samples.proof(), sizes: [(sizes.0, sizes.1), (sizes.2, sizes.3)])
    let drawing = PairDrawing.picture(
      of: report, a: Samples.picture(width: sizes.0, height: sizes.1),
      b: Samples.picture(width: sizes.2, height: sizes.3))
    #expect((480...2400).contains(drawing.width) && drawing.height > PairLayout.captionHeight)
  }

  @Test("the same report gives the same bytes, with thousands of points too")
  func repeatable() {
    let report = Samples.comparison(Samples.proof(count: 3000))
    #expect(
      PairDrawing.picture(of: report, a: a, b: b).bytes == PairDrawing.picture(of: report, a: a, b: b).bytes)
    let chosen = EvenChoice.indices(of: 3000, atMost: PairDrawing.mostLines)
    #expect(
      chosen.count == 120 && chosen.first == 0 && Set(zip(chosen, chosen.dropFirst()).map { $1 - $0 }) == [25]
    )
    #expect(
      EvenChoice.indices(of: 3, atMost: 5) == [0, 1, 2] && EvenChoice.indices(of: 0, atMost: 5).isEmpty)
  }
}
