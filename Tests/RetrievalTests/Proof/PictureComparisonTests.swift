import Raster
import SyntheticScenes
import Testing

@testable import Retrieval

@Suite("comparison of two pictures") struct PictureComparisonTests {
  typealias Samples = PictureComparisonSamples

  private static let (width, height) = (Samples.width, Samples.height)

  @Test(
    "a view under a known homography is the same, and corners are where it says within some pixels",
    arguments: [SceneKind.facade, .poster, .pebbles])
  func view(kind: SceneKind) throws {
    let scene = Samples.scene(kind)
    var options = ViewOptions(camera: .tilted(by: 25, direction: 30))
    options.camera.scale = 0.85
    options.noiseSigma = 2
    options.light.gain = 0.9
    let view = try scene.view(options)
    let report = try Samples.compare(scene, view.picture)
    #expect(report.isSame && !report.isIdentical)
    let proof = try #require(report.proof)
    #expect(proof.logNFA < -6 && !proof.isMirrored && proof.candidateCount == report.candidateCount)
    #expect(proof.matches.count == proof.inlierCount && proof.inlierCount <= report.candidateCount)
    let error = report.error { x, y in
      view.viewFromObject.apply(to: Point(x: x, y: y)).map { ($0.x, $0.y) } ?? (.infinity, .infinity)
    }
    #expect(error < 5, "\(kind): off by \(error)")
  }

  @Test("the comparison the other way round finds the map back")
  func swapped() throws {
    let scene = Samples.scene(.poster)
    let view = try scene.view(ViewOptions(camera: .tilted(by: 20, direction: 200)))
    let proof = try #require(try Samples.compare(view.picture, scene).proof)
    for corner in view.quadrilateral {
      let found = try #require(proof.targetFromQuery.apply(x: corner.x, y: corner.y))
      #expect(
        min(abs(found.x + 0.5), abs(found.x - Double(Self.width) + 0.5)) < 4
          && min(abs(found.y + 0.5), abs(found.y - Double(Self.height) + 0.5)) < 4)
    }
    #expect(proof.isSame)
  }

  @Test("turned by a right angle it is the same")
  func turned() throws {
    let scene = Samples.scene(.poster)
    let turned = Samples.picture(width: Self.height, height: Self.width, of: scene) {
      (x: $1, y: Self.height - 1 - $0)
    }
    let report = try Samples.compare(scene, turned)
    let error = report.error { x, y in (Double(Self.height - 1) - y, x) }
    #expect(report.isSame && error < 3, "off by \(error)")
    #expect(report.b.width == Self.height && report.b.height == Self.width)
  }

  // Without the permission a mirrored picture may be found by what stands near one line: there a reflection is a turn. Its map
  // is then none of a mirror, and weaker.
  @Test("where it is allowed, a mirrored picture is the same by a mirrored map; otherwise no map mirrors")
  func mirrored() throws {
    for kind in [SceneKind.poster, .foliage] {
      let scene = Samples.scene(kind)
      let mirrored = Samples.picture(width: Self.width, height: Self.height, of: scene) {
        (x: Self.width - 1 - $0, y: $1)
      }
      let report = try Samples.compare(scene, mirrored) { $0.allowsMirror = true }
      let error = report.error { x, y in (Double(Self.width - 1) - x, y) }
      #expect(report.isSame && report.proof?.isMirrored == true && error < 3, "\(kind): off by \(error)")
      let forbidden = try Samples.compare(scene, mirrored).proof
      #expect(forbidden?.isMirrored != true)
      #expect(try (forbidden?.logNFA ?? 0) > 0.5 * #require(report.proof?.logNFA))
      let straight = try Samples.compare(scene, scene) { $0.allowsMirror = true }
      #expect(straight.isSame && straight.proof?.isMirrored == false)
    }
  }

  @Test("a part at twice the size lies where it was taken from")
  func part() throws {
    let scene = Samples.scene(.facade)
    let part = Samples.picture(width: 320, height: 240, of: scene) { (x: 100 + $0 / 2, y: 80 + $1 / 2) }
    let report = try Samples.compare(part, scene)
    // A pixel became four: their middle is a quarter of a pixel before the second one.
    let error = report.error { x, y in (99.75 + x / 2, 79.75 + y / 2) }
    #expect(report.isSame && error < 3, "off by \(error)")
  }

  @Test("the same bytes are identical and the same, whatever they are called")
  func identical() throws {
    let scene = Samples.scene(.marble)
    let report = try Samples.compare(scene, scene)
    #expect(report.isIdentical && report.isSame && report.error { ($0, $1) } < 0.5)
    #expect(report.a.name == "a" && report.b.name == "b")
    #expect(report.a.featureCount == report.b.featureCount && report.a.featureCount > 50)
    #expect(report.a.width == Self.width && report.a.height == Self.height && report.a.warnings.isEmpty)
  }

  @Test("different scenes are not the same", arguments: SceneKind.allCases)
  func different(kind: SceneKind) throws {
    let scene = Samples.scene(kind)
    for other in [kind, kind == .facade ? .terrain : .facade] {
      let report = try Samples.compare(scene, Samples.scene(other, seed: 91))
      #expect(!report.isSame && !report.isIdentical, "\(kind), \(other): \(report.proof?.logNFA ?? 0)")
    }
  }

  @Test("pictures without features are not the same as anything, unless their bytes are")
  func empty() throws {
    let grey = ColourPicture(width: 90, height: 60, filledWith: Colour(red: 120, green: 120, blue: 120))
    let pixel = ColourPicture(width: 1, height: 1, filledWith: .white)
    let scene = Samples.scene(.poster)
    for (a, b) in [(grey, scene), (scene, grey), (pixel, scene), (scene, pixel), (grey, pixel)] {
      let report = try Samples.compare(a, b)
      #expect(!report.isSame && report.proof == nil && !report.isIdentical && report.candidateCount == 0)
    }
    let same = try Samples.compare(grey, grey)
    #expect(same.isIdentical && same.isSame && same.a.featureCount == 0)
    #expect(same.proof?.targetFromQuery == .identity && same.proof?.coverage == 1)
  }

  @Test("one thread and four say the same")
  func threads() throws {
    let scene = Samples.scene(.poster)
    let view = try scene.view(ViewOptions(camera: .tilted(by: 20, direction: 70))).picture
    let reports = try [1, 4].map { jobs in
      try Samples.compare(scene, view) {
        $0.jobs = jobs
        $0.allowsMirror = true
      }.withoutTimings
    }
    #expect(reports[0] == reports[1] && reports[0].isSame)
  }

  @Test("what is allowed decides what is the same, not what is found")
  func allowed() throws {
    let scene = Samples.scene(.poster)
    let view = try scene.view(ViewOptions(camera: .tilted(by: 20, direction: 70))).picture
    let (strict, loose) = (
      try Samples.compare(scene, view) { ($0.maxFeatures, $0.maxNFA) = (200, 1e-300) },
      try Samples.compare(scene, view) { ($0.maxFeatures, $0.maxNFA) = (200, .infinity) }
    )
    #expect(!strict.isSame && loose.isSame)
    #expect(strict.proof?.matches == loose.proof?.matches && strict.proof?.logNFA == loose.proof?.logNFA)
  }

  @Test("what is no picture, or cannot be compared so, is refused in a sentence that names it")
  func refused() throws {
    let scene = try Samples.source(Samples.scene(.poster))
    func refusal(
      _ b: QuerySource, _ change: (inout ComparisonOptions) -> Void = { _ in }
    ) -> String? {
      var options = ComparisonOptions()
      change(&options)
      do {
        _ = try PictureComparison(options: options).compare(scene, b)
        return nil
      } catch {
        return "\(error)"
      }
    }
    #expect(refusal(.bytes([1, 2, 3], name: "junk.png"))?.contains("junk.png") == true)
    #expect(refusal(.bytes([], name: "nothing.png"))?.contains("nothing.png") == true)
    #expect(refusal(.file(path: "/no/such/picture.png"))?.contains("/no/such/picture.png") == true)
    #expect(refusal(scene) { $0.maxNFA = 0 }?.contains("above 0") == true)
    #expect(refusal(scene) { $0.maxNFA = .nan } != nil)
    #expect(refusal(scene) { $0.jobs = 0 } != nil && refusal(scene) { $0.maxFeatures = 0 } != nil)
    #expect(refusal(scene) { $0.maxSide = 0 } != nil && refusal(scene) == nil)
  }
}
