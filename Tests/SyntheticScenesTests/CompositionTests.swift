import Raster
import Testing

@testable import SyntheticScenes

@Suite("homographies, compositions and sequences")
struct CompositionTests {
  @Test("a homography after its inverse is the identity")
  func inverse() throws {
    let map = Homography([1.2, 0.1, 30, -0.2, 0.9, -12, 1e-4, -3e-4, 1])
    let round = map.after(try #require(map.inverse))
    for (value, expected) in zip(round.elements, Homography.identity.elements) {
      #expect(abs(value - expected) < 1e-12)
    }
    let point = try #require(map.apply(to: Point(x: 10, y: 20)))
    // (12 + 2 + 30) / (1 + 0.001 − 0.006) and (−2 + 18 − 12) / 0.995
    #expect(abs(point.x - 44 / 0.995) < 1e-12 && abs(point.y - 4 / 0.995) < 1e-12)
    #expect(Homography([1, 2, 3, 2, 4, 6, 0, 0, 1]).inverse == nil)
    #expect(Homography([1, 0, 0, 0, 1, 0, 1, 0, -5]).apply(to: Point(x: 2, y: 0)) == nil)
  }

  @Test(
    "powers agree with the known values",
    arguments: [(2.0, 0.5, 2.0.squareRoot()), (0.25, 1.5, 0.125), (3, 4, 81), (0, 2, 0)])
  func powers(base: Double, exponent: Double, expected: Double) {
    #expect(abs(Maths.power(base, exponent) - expected) < 1e-12)
  }

  @Test("a tilted object is foreshortened by the cosine in the middle, and not across")
  func foreshortening() throws {
    let map = Camera.tilted(by: 60, direction: 0).viewFromObject(
      objectWidth: 201, objectHeight: 201, viewWidth: 201, viewHeight: 201)
    let left = try #require(map.apply(to: Point(x: 99, y: 100)))
    let right = try #require(map.apply(to: Point(x: 101, y: 100)))
    let above = try #require(map.apply(to: Point(x: 100, y: 99)))
    let below = try #require(map.apply(to: Point(x: 100, y: 101)))
    #expect(abs(right.x - left.x - 1) < 0.001 && abs(below.y - above.y - 2) < 0.001)
    let near = try #require(map.apply(to: Point(x: 200, y: 0)))
    let far = try #require(map.apply(to: Point(x: 0, y: 0)))
    #expect(near.y < far.y, "the side to which the camera has moved is larger")
  }

  @Test("a planted object lies where its quadrilateral says and covers the share asked for")
  func planting() throws {
    let object = ColourPicture(width: 80, height: 60, filledWith: .white)
    let ground = ColourPicture(width: 300, height: 200, filledWith: .black)
    var placement = Composition.Placement()
    placement.centreX = 0.4
    placement.centreY = 0.55
    placement.areaShare = 0.15
    placement.rotationInDegrees = 20
    let view = try Composition.plant(object, into: ground, placement)
    let covered = greyValues(view.picture).reduce(0, +) / 255
    #expect(abs(covered / 60_000 - 0.15) < 0.003)
    var canvas = Canvas(width: 300, height: 200, filledWith: .black)
    canvas.fillPolygon(view.quadrilateral, paint: Paint(.white))
    #expect(correlation(greyValues(canvas.picture), greyValues(view.picture)) > 0.998)
    let box = try #require(view.box)
    for (index, value) in greyValues(view.picture).enumerated() where value > 250 {
      let (x, y) = (Double(index % 300), Double(index / 300))
      #expect(x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)
    }
  }

  @Test("clutter is reproducible and an object outside of the picture has no box")
  func clutter() throws {
    let ground = Composition.clutter(width: 160, height: 120, count: 4, seed: 8)
    #expect(ground == Composition.clutter(width: 160, height: 120, count: 4, seed: 8))
    #expect(ground != Composition.clutter(width: 160, height: 120, count: 4, seed: 9))
    var placement = Composition.Placement()
    placement.centreX = 3
    let view = try Composition.plant(ColourPicture(width: 20, height: 20), into: ground, placement)
    #expect(view.box == nil && view.picture == ground)
  }

  @Test("a sequence begins with its reference picture", arguments: TestSequence.Change.allCases)
  func sequences(change: TestSequence.Change) throws {
    let sequence = TestSequence(of: Scene(kind: .pebbles, seed: 2), change: change, width: 98, height: 76)
    let (reference, items) = try sequence.pictures()
    #expect(items.map(\.parameter) == change.parameters)
    #expect(reference.width == 98 && reference.height == 76)
    let first = try #require(items.first)
    #expect(first.viewFromReference == .identity)
    if change != .jpeg { #expect(first.view.picture == reference) }
    for item in items { #expect(item.view.picture.width == 98) }
  }

  @Test(
    "a view of a sequence, sampled through its homography, is like the reference",
    arguments: [TestSequence.Change.viewpoint, .scale, .rotation])
  func sequenceHomographies(change: TestSequence.Change) throws {
    let sequence = TestSequence(of: Scene(kind: .poster, seed: 6), change: change, width: 160, height: 120)
    let (reference, items) = try sequence.pictures()
    for item in items.prefix(4) {
      var (seen, expected): ([Double], [Double]) = ([], [])
      let (a, b) = (greyValues(reference), greyValues(item.view.picture))
      for y in 0..<120 {
        for x in 0..<160 {
          guard let p = item.viewFromReference.apply(to: Point(x: Double(x), y: Double(y))) else { continue }
          let (column, row) = (Int(p.x.rounded()), Int(p.y.rounded()))
          guard (0..<160).contains(column), (0..<120).contains(row) else { continue }
          expected.append(a[y * 160 + x])
          seen.append(b[row * 160 + column])
        }
      }
      #expect(correlation(seen, expected) > 0.7, "\(change) \(item.parameter)")
    }
  }
}
