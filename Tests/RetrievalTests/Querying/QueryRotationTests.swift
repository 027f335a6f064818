import Core
import InvertedFile
import LocalFeatures
import SyntheticScenes
import Testing

@testable import Retrieval

@Suite("Querying under several rotations") struct QueryRotationTests {
  private func found(_ picture: UInt32, _ score: Float) -> ScoredPicture {
    ScoredPicture(picture: PictureID(rawValue: picture), score: score)
  }

  @Test("each picture keeps its best score, ties go to the earlier picture and the earlier rotation")
  func best() {
    let lists = [
      [found(7, 0.9), found(2, 0.5), found(4, 0.1)], [found(2, 0.8), found(7, 0.9), found(1, 0.5)], [],
      [found(4, 0.5)],
    ]
    let hits = ShortlistSearch.best(4, of: lists)
    #expect(hits.map(\.picture) == [found(7, 0.9), found(2, 0.8), found(1, 0.5), found(4, 0.5)])
    #expect(hits.map(\.rotation) == [0, 1, 1, 3])
    #expect(ShortlistSearch.best(2, of: lists) == Array(hits.prefix(2)))
  }

  @Test("lists of the best of each rotation give the best of all", arguments: 1...6)
  func exactness(count: Int) {
    var generator = SeededGenerator(seed: UInt64(count))
    let scores = (0..<4).map { _ in (0..<40).map { _ in Float(generator.next() % 12) / 8 } }
    let best = (0..<40).map { picture in scores.map { $0[picture] }.max() ?? 0 }
    let wanted = (0..<40).sorted { (-best[$0], $0) < (-best[$1], $1) }.prefix(count)
    let lists = scores.map { scores in
      (0..<40).sorted { (-scores[$0], $0) < (-scores[$1], $1) }.prefix(count).map {
        found(UInt32($0), scores[$0])
      }
    }
    #expect(ShortlistSearch.best(count, of: lists).map { Int($0.picture.picture.rawValue) } == Array(wanted))
  }

  @Test("a turned query is found under the rotation that puts it upright", arguments: [90.0, 180, 270])
  func turned(degrees: Double) throws {
    let samples = try QuerySamples()
    let query = QuerySource.bytes(try QuerySamples.view(2, .rotated(by: degrees)), name: "turned")
    let once = try samples.query(query)
    let four = try samples.query(query) { $0.rotations = .four }
    #expect(four.names.first == "scene-2.png")
    #expect(four.results[0].rotationInDegrees == 360 - degrees)
    #expect(four.score(of: "scene-2.png") > once.score(of: "scene-2.png"))
    #expect(four.rotations.map(\.degrees) == [0, 90, 180, 270])
    for result in once.results { #expect(four.score(of: result.name) >= result.score) }
  }

  @Test("between the four, eight rotations find more")
  func askew() throws {
    let samples = try QuerySamples()
    let query = QuerySource.bytes(try QuerySamples.view(2, .rotated(by: 45)), name: "askew")
    let reports = try QueryOptions.Rotations.allCases.map { rotations in
      try samples.query(query) { $0.rotations = rotations }
    }
    let scores = reports.map { $0.score(of: "scene-2.png") }
    #expect(scores[2] > scores[1] && scores[1] >= scores[0], "\(scores)")
    #expect(reports[2].names.first == "scene-2.png" && reports[2].results[0].rotationInDegrees == 315)
  }

  @Test("a collection with orientations needs one rotation for all turns")
  func dominant() throws {
    let samples = try QuerySamples(CollectionOptions(), .init(orientation: .dominant))
    for degrees in [0.0, 60, 180] {
      let report = try samples.query(
        .bytes(QuerySamples.view(2, .rotated(by: degrees)), name: "turned")
      ) { $0.rotations = .eight }
      #expect(report.rotations.count == 1 && report.names.first == "scene-2.png", "\(degrees)")
    }
  }
}
