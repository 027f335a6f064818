import Foundation
import Raster
import Testing

@testable import Presentation

@Suite("contact sheets")
struct ContactSheetTests {
  private let groups: [ContactSheets.Group] = [
    ("Group 1", [("a/1.jpg", "12 points"), ("a/<2>.jpg", "")]),
    ("R&D", [("gone.jpg", "near-copy")]),
  ]
  private let load: @Sendable (String, Int) -> ShownPicture? = { name, _ in
    name == "gone.jpg" ? nil : Samples.shown(width: 400, height: 100)
  }

  @Test("a page has a section for each group and a figure for each picture")
  func page() {
    let page = ReadPage(ContactSheets.html(title: "Groups of <archive>", groups: groups, load: load))
    #expect(page.text.components(separatedBy: "<section>").count == 3)
    #expect(page.text.components(separatedBy: "<figure>").count == 4)
    #expect(
      page.parts(from: "<img ", to: " src")
        == Array(repeating: "alt=\"\" width=\"160\" height=\"40\"", count: 2))
    #expect(
      page.text.contains("Groups of &lt;archive&gt;") && page.text.contains("<bdi>a/<wbr>&lt;2&gt;.jpg</bdi>")
    )
    #expect(page.text.contains("R&amp;D") && page.text.contains("2 groups of 3 pictures"))
    #expect(page.parts(from: "<body>", to: "</body>").count == 1 && page.text.contains("picture not found"))
    #expect(ReadPage(Array(page.parts(from: "<body>", to: "</body>").joined().utf8)).nestingFault == nil)
    #expect(!page.text.contains("<script") && !page.text.contains("http://") && !page.text.contains("href"))
  }

  @Test("pieces are the page, for any number of threads")
  func pieces() {
    let whole = ContactSheets.html(title: "t", groups: groups, jobs: 3, load: load)
    var pieces: [[UInt8]] = []
    ContactSheets.write(title: "t", groups: groups, jobs: 1, load: load) { pieces.append($0) }
    #expect(pieces.count == 4 && Array(pieces.joined()) == whole)
  }

  @Test("no groups are a page that says so")
  func none() {
    let page = ReadPage(ContactSheets.html(title: "t", groups: [], load: load))
    #expect(page.text.contains("no groups") && page.text.hasSuffix("</html>\n"))
  }

  @Test("a fault of whoever takes the page ends it")
  func faults() {
    struct Full: Error {}
    #expect(throws: Full.self) {
      try ContactSheets.write(title: "t", groups: groups, load: load) { (_) throws(Full) in throw Full() }
    }
  }
}

@Suite("texts and files of pages")
struct PageTextTests {
  @Test(
    "base64 is that of the standard",
    arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
  func base64(text: String, expected: String) {
    #expect(String(decoding: DataURI.base64(Array(text.utf8)), as: UTF8.self) == expected)
  }

  @Test("all bytes have the base64 that others give them")
  func allBytes() {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7 + $0 / 256) }
    for count in 997...1000 {
      let encoded = String(decoding: DataURI.base64(Array(bytes.prefix(count))), as: UTF8.self)
      #expect(encoded == Data(bytes.prefix(count)).base64EncodedString())
    }
  }

  @Test(
    "numbers have their decimals, and what is none is said",
    arguments: [
      (-98.2, "-98.20"), (3.0, "3.00"), (-0.001, "0.00"), (1.005e3, "1005.00"), (.infinity, "inf"),
      (-.infinity, "-inf"), (.nan, "none"),
    ])
  func numbers(number: Double, text: String) {
    #expect(NumberText.fixed(number, decimals: 2) == text)
  }

  @Test("a picture is read smaller, with its size in the file, turned as its orientation says")
  func loading() throws {
    let bytes = try PictureFile.encodedPNG(Samples.picture(width: 300, height: 200))
    let shown = try #require(ShownPicture.decode(bytes, maxSide: 30))
    #expect(shown.originalWidth == 300 && shown.originalHeight == 200)
    #expect(shown.pixels.width == 30 && shown.pixels.height == 20)
    #expect(ShownPicture.decode(Array(bytes.prefix(20)), maxSide: 30) == nil)
    #expect(ShownPicture.load(path: "/no/such/picture.png", maxSide: 30) == nil)
    #expect(ShownPicture.load(source: .bytes(bytes, name: "x"), maxSide: 30) == shown)
  }
}
