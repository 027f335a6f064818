import Raster
import Retrieval
import Testing

@testable import Presentation

@Suite("sheets of results")
struct ResultSheetTests {
  private func sheet(
    _ report: QueryReport, region: PictureRegion? = nil, query: ShownPicture? = Samples.shown(),
    jobs: Int = 1,
    load: @Sendable (String, Int) -> ShownPicture? = Samples.load
  ) -> ColourPicture {
    ResultSheet.picture(of: report, region: region, query: query, jobs: jobs, load: load)
  }

  @Test("cells stand in rows of four below their headings")
  func layout() {
    let layout = SheetLayout(sections: [("Proven", 5), ("Not proven", 1)])
    let places = layout.cellPlaces
    #expect(places.count == 6 && layout.headings.map(\.text) == ["Proven", "Not proven"])
    #expect(
      Set(places.prefix(4).map(\.y)).count == 1 && places[4].x == places[0].x && places[4].y > places[0].y)
    #expect(places[5].y > layout.headings[1].top && layout.headings[1].top >= places[4].y + ResultCell.height)
    #expect(places.allSatisfy { $0.x + ResultCell.width <= SheetLayout.width })
    #expect(places.allSatisfy { $0.y + ResultCell.height <= layout.height })
  }

  @Test("proven results have a green outline where the query lies, others a grey one")
  func outlines() {
    let report = Samples.answered()
    let picture = Samples.shown(width: 320, height: 240)
    let cells = report.results.map { ResultCell.picture(of: $0, isVerified: true, picture: picture) }
    #expect(cells[0].count(near: DrawingStyle.proven) > 40 && cells[1].count(near: DrawingStyle.proven) > 40)
    #expect(cells[2].count(near: DrawingStyle.proven) == 0)
    // The left side of the outline is at x = 9.75 of 320 pixels, drawn on 300.
    let x = Int((9.75 + 0.5) * 300 / 320 - 0.5 + 0.5)
    #expect(Int(cells[0].pixel(x, 12)[1]) > 180)
  }

  @Test("the dot of a mirrored outline is at its right")
  func mirrored() {
    let report = Samples.answered()
    let cells = report.results.map {
      ResultCell.picture(of: $0, isVerified: true, picture: Samples.shown(width: 100, height: 75))
    }
    // Left and right sides of the outline: a pixel inside of a corner is covered entirely only by its dot.
    func isGreen(_ cell: ColourPicture, _ x: Double, _ y: Double) -> Bool {
      let point = PictureScale(x: 1, y: 1).apply(PicturePoint(x: x, y: y))
      let (left, top) = ((ResultCell.width - 100) / 2, (ResultCell.pictureHeight - 75) / 2)
      let pixel = cell.pixel(left + Int(point.x.rounded()), top + Int(point.y.rounded()))
      return pixel == [20, 214, 150]
    }
    #expect(isGreen(cells[0], 9.75 + 1.6, 4.75 + 1.6) && !isGreen(cells[0], 49.75 - 1.6, 4.75 + 1.6))
    #expect(isGreen(cells[1], 60.25 - 1.6, 4.75 + 1.6) && !isGreen(cells[1], 20.25 + 1.6, 4.75 + 1.6))
  }

  @Test("a picture that is gone leaves a cell that says so, and a query without picture a header")
  func missing() {
    let report = Samples.answered()
    let whole = sheet(report)
    let empty = sheet(report, query: nil) { _, _ in nil }
    #expect(empty.width == whole.width && empty.height == whole.height && empty.bytes != whole.bytes)
    #expect(empty.count(near: DrawingStyle.proven) == 0)
  }

  @Test("nothing found is a sheet of the query alone")
  func nothing() {
    let alone = sheet(Samples.report([]))
    #expect(alone.height == SheetLayout.headerHeight)
    let region = sheet(Samples.report([]), region: PictureRegion(x: 10, y: 10, width: 30, height: 20))
    #expect(region.count(near: DrawingStyle.region) > alone.count(near: DrawingStyle.region) + 50)
  }

  @Test("a shortlist that was not verified has no results set apart")
  func unverified() {
    let report = Samples.report((1...3).map { Samples.result($0, name: "\($0).jpg") })
    let answer = ShownAnswer(report, region: nil)
    #expect(!answer.isVerified && answer.summary == "the 3 most alike of 1000 pictures, unverified")
    #expect(ShownAnswer(Samples.answered(), region: nil).summary == "2 of 1000 pictures show the same")
    #expect(ShownAnswer(Samples.report([]), region: nil).summary == "nothing found among 1000 pictures")
  }

  @Test("a sheet doesn't depend on the number of threads, and ends after the best")
  func threads() {
    let report = Samples.report(
      (1...130).map { Samples.result($0, name: "\($0).jpg", proof: Samples.proof()) })
    let load: @Sendable (String, Int) -> ShownPicture? = { name, _ in
      name.contains("7") ? nil : Samples.shown(width: 20 + name.count, height: 30)
    }
    let one = sheet(report, jobs: 1, load: load)
    #expect(one.bytes == sheet(report, jobs: 3, load: load).bytes)
    #expect(one.height < SheetLayout.headerHeight + 31 * (ResultCell.height + SheetLayout.gap) + 80)
  }

  @Test("long names keep their end, other texts their beginning")
  func shortening() {
    let name = "a/very/long/path/of/a/file/in/many/folders/photograph-17.jpg"
    let shown = DrawingStyle.shortened(name, toWidth: 200, height: 16, keepsEnd: true)
    #expect(shown.hasPrefix("..") && name.hasSuffix(shown.dropFirst(2)) && shown.hasSuffix("17.jpg"))
    #expect(Canvas.textWidth(shown, height: 16) <= 200)
    #expect(DrawingStyle.shortened(name, toWidth: 200, height: 16).hasPrefix("a/very"))
    #expect(DrawingStyle.shortened("", toWidth: 10, height: 16).isEmpty)
    let endless = String(repeating: "i", count: 100_000)
    #expect(Canvas.textWidth(DrawingStyle.shortened(endless, toWidth: 90, height: 16), height: 16) <= 90)
  }
}
