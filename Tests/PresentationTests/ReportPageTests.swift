import Foundation
import Raster
import Testing
import Verification

@testable import Presentation
@testable import Retrieval

@Suite("report pages")
struct ReportPageTests {
  private func page(
    _ report: QueryReport, region: PictureRegion? = nil, query: ShownPicture? = Samples.shown(),
    jobs: Int = 1,
    load: @Sendable (String, Int) -> ShownPicture? = Samples.load
  ) -> [UInt8] {
    ReportPage.html(of: report, region: region, query: query, jobs: jobs, load: load)
  }

  /// The page without its styles and scripts, where tags are.
  private func markup(_ page: [UInt8]) -> ReadPage {
    var text = ReadPage(page).text
    for (opening, closing) in [("<style>", "</style>"), ("<script", "</script>")] {
      while let start = text.range(of: opening), let end = text.range(of: closing) {
        text.removeSubrange(start.lowerBound..<end.upperBound)
      }
    }
    return ReadPage(Array(text.utf8))
  }

  @Test("a page is sound markup and loads nothing from elsewhere")
  func selfContained() {
    let bytes = page(Samples.answered(), region: PictureRegion(x: 5, y: 6, width: 20, height: 30))
    #expect(markup(bytes).nestingFault == nil)
    let text = ReadPage(bytes).text
    #expect(!text.contains("href=") && !text.contains("@import") && !text.contains("url("))
    let addresses = ReadPage(bytes).parts(from: "src=\"", to: "\"")
    #expect(addresses.count == 4 && addresses.allSatisfy { $0.hasPrefix("data:image/jpeg;base64,/9j/") })
    let elsewhere = text.replacingOccurrences(of: "http://www.w3.org/2000/svg", with: "")
    #expect(!elsewhere.contains("http://") && !elsewhere.contains("https://"))
    #expect(text.contains("default-src 'none'"))
  }

  @Test("cards have rank, score, points, log NFA, box and name, proven ones first")
  func cards() {
    let text = markup(page(Samples.answered())).text
    let order = ["<h2>Proven", ">one.jpg<", ">two.jpg<", "<h2>Not proven", ">three.jpg<"]
    let places = order.map { text.range(of: $0)?.lowerBound }
    #expect(!places.contains(nil) && places.compactMap { $0 }.sorted() == places.compactMap { $0 })
    for fact in ["0.5000", "12 in 6 places", "-41.3", "x 10, y 5, 40 × 30"] { #expect(text.contains(fact)) }
    #expect(text.contains("2 of 1000 pictures show the same"))
  }

  @Test("names are shown and cannot become markup, script or another line of writing")
  func escaping() throws {
    let name = "<img src=x onerror=alert(1)>\"'&amp;\u{1}</script><!--\u{202E}.jpg"
    let report = Samples.report(
      [Samples.result(1, name: name, proof: Samples.proof())], query: "</title><script>alert(2)</script>")
    let bytes = page(report)
    let text = ReadPage(bytes).text
    #expect(markup(bytes).nestingFault == nil)
    #expect(!text.contains("<img src=x") && !text.contains("<script>alert") && !text.contains("\u{1}"))
    #expect(!text.contains("<!--") && text.components(separatedBy: "</script>").count == 3)
    let shown = "<bdi>&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;amp;\u{FFFD}&lt;/<wbr>script"
    #expect(text.contains(shown))
    #expect(try ReadPage(bytes).results().first?["name"] as? String == name)
  }

  /// Where a `matrix3d` takes a point, as the rules of style sheets say.
  private func transformed(_ matrix: String, _ x: Double, _ y: Double) throws -> (x: Double, y: Double) {
    let inner = try #require(matrix.split(separator: "(").last?.dropLast())
    let m = inner.split(separator: ",").compactMap { Double($0) }
    try #require(m.count == 16)
    let w = m[3] * x + m[7] * y + m[15]
    return ((m[0] * x + m[4] * y + m[12]) / w, (m[1] * x + m[5] * y + m[13]) / w)
  }

  @Test(
    "the warp takes every point of the query on the page to its match on the page",
    arguments: [
      PlaneTransform(xx: 0.5, xy: 0.1, x1: 10, yx: -0.2, yy: 0.6, y1: 300),
      PlaneTransform(xx: -0.5, xy: 0, x1: 1500, yx: 0, yy: 0.5, y1: 5),
      PlaneTransform(xx: 0.9, xy: 0.05, x1: 20, yx: 0.02, yy: 1.1, y1: -30, px: 1e-4, py: -2e-4, p1: 1.3),
    ])
  func warp(map: PlaneTransform) throws {
    let query = ShownPicture(
      Samples.picture(width: 80, height: 60), originalWidth: 3200, originalHeight: 2400)
    let target = ShownPicture(
      Samples.picture(width: 90, height: 45), originalWidth: 1800, originalHeight: 900)
    let points = [(0.0, 0.0), (3199, 0), (1600, 1200), (10, 2399)].compactMap { x, y in
      map.apply(x: x, y: y).map {
        PointMatch(query: PicturePoint(x: x, y: y), target: PicturePoint(x: $0.x, y: $0.y))
      }
    }
    var proof = Samples.proof(map)
    proof.matches = points
    let report = Samples.report([Samples.result(1, name: "a", proof: proof)])
    let result = try #require(ReadPage(page(report, query: query) { _, _ in target }).results().first)
    let matrix = try #require(result["warp"] as? String)
    let onQuery = try #require(EmbeddedPicture(query, maxSide: 900))
    let onTarget = try #require(EmbeddedPicture(target, maxSide: 700))
    let matches = try #require(result["matches"] as? [[Double]])
    #expect(matches.count == points.count && points.count == 4)
    for (point, match) in zip(points, matches) {
      let (from, to) = (onQuery.pagePoint(point.query), onTarget.pagePoint(point.target))
      let warped = try transformed(matrix, from.x, from.y)
      #expect(abs(warped.x - to.x) < 1e-6 && abs(warped.y - to.y) < 1e-6)
      #expect(abs(match[0] - from.x) <= 0.051 && abs(match[3] - to.y) <= 0.051)
    }
  }

  @Test("the corner of a reduced picture stays at its corner on the page")
  func pageCoordinates() throws {
    let picture = ShownPicture(
      Samples.picture(width: 80, height: 60), originalWidth: 1600, originalHeight: 1200)
    let embedded = try #require(EmbeddedPicture(picture, maxSide: 40))
    #expect(embedded.width == 40 && embedded.height == 30)
    #expect(embedded.pagePoint(PicturePoint(x: -0.5, y: -0.5)) == Point(x: 0, y: 0))
    #expect(embedded.pagePoint(PicturePoint(x: 1599.5, y: 1199.5)) == Point(x: 40, y: 30))
  }

  @Test("words stand with their shares, the weightiest, and how many there are")
  func words() throws {
    let words = (0..<50).map { QueryReport.Word(word: 100 + $0, score: $0 == 0 ? 51 : 1) }
    let report = Samples.report([Samples.result(1, name: "a", proof: Samples.proof(), words: words)])
    let result = try #require(ReadPage(page(report)).results().first)
    let shown = try #require(result["words"] as? [[Double]])
    #expect(shown.count == 20 && shown[0] == [100, 51] && shown[1] == [101, 1])
    #expect(result["wordCount"] as? Int == 50)
    let without = try #require(ReadPage(page(Samples.answered())).results().first)
    #expect(without["words"] == nil)
  }

  @Test("thousands of points become an even choice")
  func manyPoints() throws {
    let report = Samples.report([Samples.result(1, name: "a", proof: Samples.proof(count: 5000))])
    let result = try #require(ReadPage(page(report)).results().first)
    #expect((result["matches"] as? [[Double]])?.count == 300 && result["matchCount"] as? Int == 5000)
  }

  @Test("pictures that are gone leave their places, with all numbers, and no warp")
  func missing() throws {
    let bytes = page(Samples.answered(), query: nil) { name, _ in name == "one.jpg" ? nil : Samples.shown() }
    #expect(markup(bytes).nestingFault == nil)
    #expect(markup(bytes).text.components(separatedBy: "picture not found").count == 3)
    let results = try ReadPage(bytes).results()
    #expect(results.count == 3 && results.allSatisfy { $0["warp"] == nil })
    #expect(results[0]["picture"] is NSNull && results[1]["picture"] is [String: Any])
    #expect(try ReadPage(bytes).data()["query"] is NSNull)
  }

  @Test("no results, and a shortlist that was not verified, are pages too")
  func few() throws {
    let nothing = page(Samples.report([]))
    #expect(markup(nothing).nestingFault == nil && markup(nothing).text.contains("Nothing found"))
    #expect(try ReadPage(nothing).results().isEmpty)
    let shortlist = markup(page(Samples.report([Samples.result(1, name: "a")])))
    #expect(shortlist.text.contains("<h2>Results") && !shortlist.text.contains("roven"))
  }

  @Test(
    "corners and maps far outside or without numbers keep the page whole",
    arguments: [1e12, -1e300, .infinity, .nan])
  func wild(number: Double) throws {
    let map = PlaneTransform(xx: number, xy: 0, x1: 1, yx: 0, yy: 1, y1: 1)
    let corners = [(number, 0.0), (10, 0), (10, 10), (0, 10)].map { PicturePoint(x: $0.0, y: $0.1) }
    let report = Samples.report([
      Samples.result(1, name: "a", proof: Samples.proof(map, quadrilateral: corners))
    ])
    let bytes = page(report)
    let result = try #require(ReadPage(bytes).results().first)
    #expect((result["outline"] == nil) == !number.isFinite)
    #expect((result["warp"] == nil) == !number.isFinite)
    #expect(!markup(bytes).text.contains("nan") && markup(bytes).nestingFault == nil)
  }

  @Test("the same report gives the same bytes, for any number of threads")
  func repeatable() {
    let report = Samples.report((1...9).map { Samples.result($0, name: "\($0)", proof: Samples.proof()) })
    let load: @Sendable (String, Int) -> ShownPicture? = { name, _ in
      name == "4" ? nil : Samples.shown(width: 10 + (Int(name) ?? 0), height: 20)
    }
    let one = page(report, jobs: 1, load: load)
    #expect(one == page(report, jobs: 1, load: load) && one == page(report, jobs: 3, load: load))
  }

  @Test("pictures of one pixel are shown")
  func onePixel() throws {
    let report = Samples.report([Samples.result(1, name: "a", proof: Samples.proof())])
    let one = Samples.shown(width: 1, height: 1)
    #expect(try ReadPage(page(report, query: one) { _, _ in one }).results().first?["warp"] != nil)
  }
}
