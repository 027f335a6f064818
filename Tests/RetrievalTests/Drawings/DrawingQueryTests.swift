import Core
import Foundation
import InvertedFile
import Raster
import SyntheticScenes
import Testing

@testable import Retrieval

@Suite("Looking for what somebody drew")
struct DrawingQueryTests {
  private static let count = 16

  private let samples: DrawingSamples
  private let collection: Collection

  init() throws {
    samples = try DrawingSamples()
    collection = try samples.collection(Self.count)
  }

  @Test("finds the scene with the shape, and tells where it stands")
  func finds() throws {
    var first = 0
    var overlaps: [Double] = []
    for number in 0..<Self.count {
      let report = try samples.query(collection, number) { $0.top = Self.count }
      #expect(report.channel == .drawing && report.results.count == Self.count && report.drawing != nil)
      #expect(report.results.map(\.rank) == Array(1...Self.count))
      guard report.results[0].name.hasSuffix("scene\(number).png") else { continue }
      first += 1
      let box = try #require(report.results[0].drawnBox)
      let scene = DrawingSamples.shape(number).scene()
      #expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= Double(scene.picture.width))
      overlaps.append(Self.overlap(box, scene.box))
    }
    // 1 of 16 by chance, by words that nobody learned.
    #expect(first >= 8, "\(first) of \(Self.count)")
    #expect(overlaps.reduce(0, +) / Double(overlaps.count) > 0.5, "\(overlaps)")
  }

  /// Intersection over union.
  private static func overlap(_ box: PictureRegion, _ truth: DrawableShape.Box) -> Double {
    let across = min(box.x + box.width, truth.left + truth.width) - max(box.x, truth.left)
    let down = min(box.y + box.height, truth.top + truth.height) - max(box.y, truth.top)
    let shared = max(0, across) * max(0, down)
    return shared / (box.width * box.height + truth.width * truth.height - shared)
  }

  @Test("gives the same results for any number of threads, and the first ones of a longer list")
  func determinism() throws {
    let report = try samples.query(collection, 3) { $0.thenPhotos = 3 }
    let again = try samples.query(collection, 3) {
      $0.thenPhotos = 3
      $0.jobs = 4
    }
    #expect(report.results == again.results)
    let all = try samples.query(collection, 5) { $0.top = Self.count }
    let some = try samples.query(collection, 5) { $0.top = 4 }
    #expect(some.results == Array(all.results.prefix(4)))
  }

  @Test("looks only at pictures whose names fit")
  func filter() throws {
    let report = try samples.query(collection, 3) { $0.nameFilter = "*scene1?.png" }
    #expect(report.searchedPictureCount == 6 && report.results.count == 6)
    #expect(report.results.allSatisfy { $0.name.contains("scene1") })
    let all = try samples.query(collection, 3)
    let expected = all.results.filter { $0.name.contains("/scene1") && !$0.name.hasSuffix("scene1.png") }
    #expect(report.results.map(\.name) == expected.map(\.name))
    #expect(report.results.map(\.score) == expected.map(\.score))
  }

  @Test("finds a mirrored drawing when that is asked for")
  func mirror() throws {
    let drawing = Self.mirrored(DrawingSamples.shape(4).drawing())
    let source = QuerySource.bytes(try PictureFile.encodedPNG(drawing), name: "mirrored")
    var options = DrawingOptions()
    options.mirror = true
    // The same two drawings are looked for, so that what stands out does so among the same looks.
    let straight = try samples.query(collection, 4) { $0.mirror = true }.results[0]
    let found = try collection.query(drawing: source, options: options).results[0]
    #expect(found.name == straight.name && found.isMirrored, "\(found.name), \(straight.name)")
    #expect(abs(found.score - straight.score) < 0.15 * straight.score, "\(found.score), \(straight.score)")
    #expect(try collection.query(drawing: source).results.allSatisfy { !$0.isMirrored })
  }

  private static func mirrored(_ picture: ColourPicture) -> ColourPicture {
    var bytes: [UInt8] = []
    for row in 0..<picture.height {
      for column in (0..<picture.width).reversed() {
        let place = 3 * (row * picture.width + column)
        bytes += picture.bytes[place..<place + 3]
      }
    }
    return ColourPicture(width: picture.width, height: picture.height, bytes: bytes)
  }

  @Test("is there after pictures came and went, and after a compaction")
  func changes() throws {
    let names = try collection.snapshotNames()
    try collection.remove([names[0], names[7]])
    let before = try samples.query(collection, 7)
    #expect(!before.results.contains { $0.name == names[7] })
    try Collection.compact(collection.path)
    let after = try samples.query(collection, 7)
    #expect(after.results == before.results)
    try collection.ingest([.file(path: names[7])])
    #expect(try samples.query(collection, 7).results[0].name == names[7])
  }

  @Test("refuses what is no drawing, and collections without rows, with what to do")
  func refusals() throws {
    func refusal(_ work: () throws -> QueryReport) -> String {
      do {
        _ = try work()
        return "nothing was refused"
      } catch {
        return "\(error)"
      }
    }
    let blank = try PictureFile.encodedPNG(Plane(width: 100, height: 80, filledWith: 255))
    #expect(
      refusal { try collection.query(drawing: .bytes(blank, name: "blank.png")) }
        .hasPrefix("blank.png: nothing is drawn on it"))
    #expect(refusal { try collection.query(drawing: .picture(name: "scene1")) }.contains("is no drawing"))
    #expect(
      refusal { try collection.query(drawing: .file(path: "/nowhere.png")) }.contains("no such file"))
    #expect(refusal { try samples.query(collection, 0) { $0.thenPhotos = 101 } }.contains("0 to 100"))
    let plain = try samples.fixture.create("plain.sight")
    #expect(
      refusal { try samples.query(plain, 0) }.contains("`sightline embed \(plain.path) --drawings`"))
    try FileManager.default.removeItem(atPath: samples.keyshapes)
    let fresh = try Collection.open(collection.path)
    #expect(refusal { try samples.query(fresh, 0) }.contains("--keyshapes"))
  }
}

extension Collection {
  /// The names of its pictures, in their order.
  fileprivate func snapshotNames() throws -> [String] {
    try CollectionFixture.names(in: self)
  }
}
