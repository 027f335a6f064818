import Core
import GlobalChannel
import InvertedFile
import LocalFeatures
import Testing

@testable import Retrieval

@Suite("Photographs that a drawing found, as queries")
struct PhotographQueryTests {
  private static let count = 12

  private let samples: DrawingSamples
  private let collection: Collection

  init() throws {
    samples = try DrawingSamples()
    collection = try samples.collection(Self.count)
  }

  /// Two kinds of pictures: those of even and of odd numbers.
  private struct KindDescriber: GlobalDescriber {
    let name = "kinds"
    let path = "/kinds.slp"
    let fingerprint = "kinds"
    let dimension = 4
    var featureRecipe: Recipe? { nil }

    func vector(of picture: UndecodedPicture, made: MadeParts) throws(RetrievalError) -> ByteVector? {
      let digits = picture.name.filter(\.isNumber)
      let number = Int(digits.suffix(digits.hasSuffix("10") || digits.hasSuffix("11") ? 2 : 1)) ?? 0
      let own = Float(number % 5) / 20
      return ByteVector(number % 2 == 0 ? [1, own, 0, 0.1] : [0, own, 1, 0.1])
    }

    func vector(of picture: UndecodedPicture, within region: PictureRegion) throws(RetrievalError)
      -> ByteVector?
    { nil }
  }

  private static func isEven(_ result: QueryReport.Result) -> Bool {
    Int(result.name.dropLast(4).suffix(1)).map { $0 % 2 == 0 } ?? false
  }

  @Test("bring their like up, by vectors and words, and are named in the drawing's order")
  func vectors() throws {
    try collection.embed(by: KindDescriber())
    let alone = try samples.query(collection, 4) { $0.top = Self.count }
    let report = try samples.query(collection, 4) {
      $0.top = Self.count
      $0.thenPhotos = 2
    }
    #expect(report.expansionChannels == [.words, .global] && report.notes.isEmpty)
    #expect(report.expandedWith.count == 2 && report.results.count == Self.count)
    let order = alone.results.map(\.name)
    let places = report.expandedWith.compactMap { order.firstIndex(of: $0) }
    #expect(places == places.sorted() && places.allSatisfy { $0 < 6 })
    // The two agree, so they are of one kind, and nearly all six of that kind come first.
    let kinds = report.results.filter { report.expandedWith.contains($0.name) }.map(Self.isEven)
    #expect(Set(kinds).count == 1, "\(report.expandedWith)")
    let first = report.results.prefix(6).count { Self.isEven($0) == kinds[0] }
    #expect(first >= 5, "\(report.results.map(\.name)) by \(report.expandedWith)")
    for result in report.results {
      #expect(result.similarity != nil && result.shortlistRank == order.firstIndex(of: result.name)! + 1)
      #expect(result.channels.contains(.drawing) && result.channels.contains(.global))
    }
  }

  @Test("go by words alone where there are no vectors, and say so")
  func wordsAlone() throws {
    let report = try samples.query(collection, 4) { $0.thenPhotos = 3 }
    #expect(report.expansionChannels == [.words] && report.expandedWith.count == 3)
    #expect(report.notes.count == 1 && report.notes[0].contains("sightline embed \(collection.path)"))
    #expect(report.results.allSatisfy { $0.similarity == nil })
  }

  @Test("are as many as there are, where more are asked for, and none in an empty collection")
  func few() throws {
    #expect(try samples.query(collection, 4) { $0.thenPhotos = 50 }.expandedWith.count == Self.count)
    let empty = try samples.fixture.create("empty.sight")
    try Collection.embedDrawings(collectionAt: empty.path, keyshapes: samples.keyshapes)
    let report = try samples.query(empty, 4) { $0.thenPhotos = 5 }
    #expect(report.results.isEmpty && report.expandedWith.isEmpty && report.searchedPictureCount == 0)
  }

  @Test("are those of the largest group that agrees, unless the drawing says much more for others")
  func agreement() {
    // 1, 3 and 4 are alike.
    let group: Set = [1, 3, 4]
    let likeness = (0..<6).map { row in
      (0..<6).map { Float(group.contains(row) && group.contains($0) ? 0.8 : 0.3) }
    }
    let even = [Double](repeating: 1, count: 6)
    #expect(AgreeingPictures(likeness: likeness, evidence: even).chosen(3) == [1, 3, 4])
    #expect(AgreeingPictures(likeness: likeness, evidence: [9, 1, 9, 1, 1, 9]).chosen(3) == [0, 2, 5])
    // Whatever likeness is measured in.
    let small = likeness.map { $0.map { $0 / 1000 } }
    #expect(AgreeingPictures(likeness: small, evidence: even).chosen(3) == [1, 3, 4])
  }

  @Test("are the drawing's first where nothing is known of their likeness")
  func ignorance() {
    let likeness = [[Float]](repeating: [Float](repeating: 0, count: 5), count: 5)
    #expect(AgreeingPictures(likeness: likeness, evidence: [5, 4, 3, 3, 1]).chosen(3) == [0, 1, 2])
    #expect(AgreeingPictures(likeness: likeness, evidence: [0, 0, 0, 0, 0]).chosen(2) == [0, 1])
    #expect(AgreeingPictures(likeness: [], evidence: []).chosen(2) == [])
    #expect(AgreeingPictures(likeness: [[1]], evidence: [1]).chosen(2) == [0])
  }
}
