import Raster
import Testing
import Vocabulary

@testable import Retrieval

/// What single pictures say, and what becomes of it.
@Suite struct PictureSurveyorTests {
  private let folder: TestFolder
  private let surveyor: PictureSurveyor

  init() throws {
    folder = try TestFolder()
    surveyor = try PictureSurveyor(vocabulary: Samples.vocabulary(in: folder))
  }

  /// The sample picture turned clockwise by quarters.
  private func file(_ number: Int, quarters: Int) throws -> [UInt8] {
    var plane = try PictureFile.readGrey(bytes: Samples.file(number), named: "sample").plane
    for _ in 0..<quarters {
      var turned = Plane(width: plane.height, height: plane.width)
      for y in 0..<plane.height {
        for x in 0..<plane.width { turned[plane.height - 1 - y, x] = plane[x, y] }
      }
      plane = turned
    }
    return try PictureFile.encodedPNG(plane)
  }

  @Test("pictures that the words were made of vote for the turn that makes them upright", arguments: 0..<4)
  func turns(quarters: Int) throws {
    for number in 0..<3 {
      let surveyed = try surveyor.survey(.bytes(file(number, quarters: quarters), name: "turned"))
      #expect(surveyed.likeliestTurn == (4 - quarters) % 4)
      #expect(surveyed.featureCount > 50 && surveyed.squaredErrors.count == 4)
    }
  }

  @Test("numbers of a picture are those of its description")
  func numbers() throws {
    let bytes = try Samples.file(7)
    let surveyed = try surveyor.survey(.bytes(bytes, name: "a.png"))
    let described = try PictureDescriber(vocabulary: surveyor.vocabulary)
      .describe(UndecodedPicture(.bytes(bytes, name: "a.png")))
    #expect(surveyed.name == "a.png" && surveyed.width == 320 && surveyed.height == 240)
    #expect(surveyed.featureCount == described.features.count)
    #expect(surveyed.timings.features > 0 && surveyed.timings.storing == 0)
  }

  @Test("a picture without features votes for nothing, and one that is none is refused")
  func nothing() throws {
    let empty = try surveyor.survey(.bytes(Samples.emptyFile(), name: "empty.png"))
    #expect(empty.featureCount == 0 && empty.likeliestTurn == nil)
    #expect(throws: RetrievalError.self) { try surveyor.survey(.bytes([1, 2, 3], name: "none.png")) }
    let advice = CollectionAdvice(sample: [empty], pictureCount: 1, jobs: 1, surveyor: surveyor)
    #expect(advice.words == .given && advice.estimate.features == 0 && advice.vote.verdict == .unknown)
  }

  @Test("features with orientations of their own don't vote, and stay so")
  func dominant() throws {
    let vocabulary = try Samples.vocabulary(in: folder, .init(orientation: .dominant))
    let surveyor = try PictureSurveyor(vocabulary: vocabulary)
    let surveyed = try surveyor.survey(.bytes(Samples.file(0), name: "a.png"))
    #expect(surveyed.squaredErrors.count == 1 && surveyed.likeliestTurn == nil)
    let advice = CollectionAdvice(sample: [surveyed], pictureCount: 500, jobs: 1, surveyor: surveyor)
    #expect(advice.words == .given && advice.vote.verdict == .unknown)
  }

  @Test("estimates grow with the pictures and shrink with the jobs")
  func estimates() throws {
    let surveyed = try surveyor.survey(.bytes(Samples.file(0), name: "a.png"))
    func estimate(_ count: Int, jobs: Int) -> CollectionEstimate {
      CollectionEstimate([surveyed], pictureCount: count, wordCount: 100, jobs: jobs)
    }
    let one = estimate(100, jobs: 1)
    #expect(one.features == surveyed.featureCount * 100)
    #expect(one.bytes == Int(Double(one.features) * 16.7 + 2200) && one.mostBytes == 2 * one.bytes)
    #expect(abs(estimate(1000, jobs: 1).ingestSeconds / one.ingestSeconds - 10) < 1e-9)
    #expect(estimate(100, jobs: 2).ingestSeconds < 0.51 * one.ingestSeconds)
    #expect(estimate(1_000_000, jobs: 1).querySeconds > one.querySeconds)
  }
}
