import Core
import InvertedFile
import Raster
import SyntheticScenes
import Testing

@testable import Retrieval

@Suite("Querying a collection") struct CollectionQueryTests {
  private let samples: QuerySamples

  init() throws {
    samples = try QuerySamples()
  }

  @Test("a picture of the collection is found first, then a view of the same scene", arguments: 0..<2)
  func finds(number: Int) throws {
    let report = try samples.query(scene: number)
    #expect(report.names.prefix(2) == ["scene-\(number).png", "views/view-\(number).png"])
    #expect(report.results.map(\.rank) == Array(1...report.results.count))
    #expect(zip(report.results, report.results.dropFirst()).allSatisfy { $0.score >= $1.score })
    #expect(report.results.allSatisfy { $0.score > 0 && $0.words == nil && $0.rotationInDegrees == 0 })
    #expect(report.scoring == .hamming && report.wordsPerFeature == 3 && report.query == "query")
    #expect(report.width == 320 && report.height == 240 && report.searchedPictureCount == 10)
    #expect(report.rotations.count == 1 && report.featureCount > 50)
  }

  @Test("words alone find them too, however vectors are compared")
  func bagOfWords() throws {
    for distance in [QueryOptions.VectorDistance.cosine, .l1, .l2, .minkowski(0.5), .minkowski(3)] {
      let report = try samples.query(scene: 1) {
        $0.scoring = .bow
        $0.distance = distance
      }
      #expect(report.names.prefix(2) == ["scene-1.png", "views/view-1.png"], "\(distance)")
      #expect(abs(report.score(of: "scene-1.png") - 1) < 1e-4, "\(distance)")
      #expect(report.wordsPerFeature == 1)
    }
  }

  @Test("the L2 distance of vectors of length 1 ranks and scores as the cosine does")
  func cosineAndL2() throws {
    let reports = try [QueryOptions.VectorDistance.cosine, .l2].map { distance in
      try samples.query(scene: 2) {
        $0.scoring = .bow
        $0.distance = distance
      }
    }
    #expect(reports[0].names == reports[1].names)
    for (a, b) in zip(reports[0].results, reports[1].results) { #expect(abs(a.score - b.score) < 1e-4) }
  }

  @Test("the results are the best of all, whatever number is wanted")
  func top() throws {
    let all = try samples.query(scene: 0) { $0.top = 100 }.results
    #expect(all.count > 3)
    for count in 1...4 {
      #expect(try samples.query(scene: 0) { $0.top = count }.results == Array(all.prefix(count)))
    }
  }

  @Test("a file, its bytes and a picture by name are the same query, one word a feature")
  func sources() throws {
    let path = try samples.folder.write(Samples.file(3), to: "query.png")
    let sources = [
      QuerySource.file(path: path), .bytes(try Samples.file(3), name: "bytes"), .picture(name: "scene-3.png"),
    ]
    for scoring in [QueryOptions.Scoring.bow, .hamming] {
      let reports = try sources.map { source in
        try samples.query(source) {
          $0.scoring = scoring
          $0.wordsPerFeature = 1
        }
      }
      #expect(reports.map(\.query) == [path, "bytes", "scene-3.png"])
      #expect(reports[1].results == reports[0].results)
      #expect(reports[2].names == reports[0].names && reports[2].featureCount == reports[0].featureCount)
      for (a, b) in zip(reports[0].results, reports[2].results) {
        #expect(abs(a.score - b.score) <= 1e-4 * a.score)
      }
    }
  }

  @Test("a region looks only for what lies in it")
  func region() throws {
    // Two scenes side by side: each half alone must find its own scene, and speak less for the other than the whole does.
    let pair = try Self.sideBySide(4, 5)
    func scores(_ region: PictureRegion?) throws -> (names: [String], share: Float) {
      let report = try samples.query(.bytes(pair, name: "pair")) { $0.region = region }
      let (left, right) = (report.score(of: "scene-4.png"), report.score(of: "scene-5.png"))
      return (report.names, left / (left + right))
    }
    let left = try scores(PictureRegion(x: 0, y: 0, width: 320, height: 240))
    let whole = try scores(nil)
    let right = try scores(PictureRegion(x: 320, y: 0, width: 320, height: 240))
    #expect(left.names.first == "scene-4.png" && right.names.first == "scene-5.png")
    #expect(Set(whole.names.prefix(2)) == ["scene-4.png", "scene-5.png"])
    #expect(
      left.share > whole.share && whole.share > right.share, "\(left.share) \(whole.share) \(right.share)")
  }

  private static func sideBySide(_ left: Int, _ right: Int) throws -> [UInt8] {
    let pictures = try [left, right].map {
      try PictureFile.readGrey(bytes: Samples.file($0), named: "half").plane
    }
    var pair = Plane(width: 640, height: 240)
    for y in 0..<240 {
      for x in 0..<640 { pair[x, y] = pictures[x / 320][x % 320, y] }
    }
    return try PictureFile.encodedPNG(pair)
  }

  @Test("a region of a stored picture uses the features that a region of its file does, but for rounding")
  func storedRegion() throws {
    let region = PictureRegion(x: 40, y: 30, width: 150, height: 110)
    let counts = try [QuerySource.bytes(Samples.file(0), name: "file"), .picture(name: "scene-0.png")].map {
      try samples.query($0) { $0.region = region }.featureCount
    }
    // Places are kept in steps of 1/4096 of a side.
    #expect(counts[0] > 10 && abs(counts[0] - counts[1]) <= 1 + counts[0] / 50, "\(counts)")
    #expect(
      try samples.query(.picture(name: "scene-0.png")) { $0.region = region }.names.first == "scene-0.png")
  }

  @Test("pictures whose names the filter refuses do not exist")
  func filter() throws {
    let views = try samples.query(scene: 0) { $0.nameFilter = "views/*" }
    #expect(views.names.first == "views/view-0.png" && views.searchedPictureCount == 2)
    #expect(views.names.allSatisfy { $0.hasPrefix("views/") })
    let none = try samples.query(scene: 0) { $0.nameFilter = "nothing-*" }
    #expect(none.results.isEmpty && none.searchedPictureCount == 0)
    #expect(samples.refusal { $0.nameFilter = "a[b" }?.contains("bracket") == true)
  }

  @Test("the words of an explanation add up to the score", arguments: QueryOptions.Scoring.allCases)
  func explanation(scoring: QueryOptions.Scoring) throws {
    var kept = CollectionOptions()
    kept.keepsAggregates = true
    let samples = try QuerySamples(kept)
    let report = try samples.query(scene: 0) {
      $0.explains = true
      $0.scoring = scoring
      $0.rotations = .four
    }
    #expect(report.names.first == "scene-0.png")
    for result in report.results {
      let words = try #require(result.words)
      let sum = words.reduce(0) { $0 + $1.score }
      #expect(!words.isEmpty && abs(sum - result.score) <= 1e-3 * result.score, "\(sum) for \(result.score)")
      #expect(zip(words, words.dropFirst()).allSatisfy { $0.score >= $1.score })
      #expect(Set(words.map(\.word)).count == words.count)
    }
    #expect(
      try samples.query(scene: 0) {
        $0.scoring = scoring
        $0.rotations = .four
      }.names == report.names)
  }

  @Test("a query of nothing finds nothing, in an empty collection too")
  func nothing() throws {
    let report = try samples.query(.bytes(Samples.emptyFile(), name: "grey"))
    #expect(report.results.isEmpty && report.featureCount == 0 && report.rotations.count == 1)
    let empty = try Collection.create(
      samples.folder.path("empty"), vocabulary: samples.collection.vocabulary.path)
    let none = try empty.query(.bytes(Samples.file(0), name: "query"))
    #expect(none.results.isEmpty && none.searchedPictureCount == 0 && none.featureCount > 0)
  }

  @Test("the report is the same for any number of jobs, and from many threads at once")
  func determinism() throws {
    let reference = try samples.query(scene: 1) {
      $0.rotations = .eight
      $0.explains = true
    }.withoutTimings
    let reports = Parallel.map(count: 12, jobs: 4) { number in
      Swift.Result {
        try samples.query(scene: 1) {
          $0.rotations = .eight
          $0.explains = true
          $0.jobs = 1 + number % 4
        }.withoutTimings
      }
    }
    for report in reports { #expect(try report.get() == reference) }
  }

  @Test("stages take time, and the total holds them all")
  func timings() throws {
    let timings = try samples.query(scene: 0) { $0.explains = true }.timings
    let stages = [timings.decode, timings.features, timings.words, timings.shortlist, timings.explanation]
    #expect(stages.allSatisfy { $0 > 0 } && stages.reduce(0, +) <= timings.total)
    let stored = try samples.query(.picture(name: "scene-0.png")).timings
    #expect(stored.decode == 0 && stored.features == 0 && stored.words > 0 && stored.explanation == 0)
  }
}
