import Core
import Testing

@testable import Retrieval

@Suite("Queries with proof") struct VerifiedQueryTests {
  private let samples: VerifiedSamples

  init() throws {
    samples = try VerifiedSamples()
  }

  @Test("a part of a picture is found where it was cut out", arguments: [0, 4, 6])
  func part(number: Int) throws {
    let report = try samples.query(VerifiedSamples.part(ofScene: number))
    let first = try #require(report.results.first)
    #expect(first.name == "scene-\(number).png" && first.isSame && first.rank == 1)
    #expect(first.error(width: 200, height: 150) { ($0 + 70, $1 + 50) } < 5)
    #expect(first.overlap(with: PictureRegion(x: 70, y: 50, width: 200, height: 150)) > 0.9)
    let proof = try #require(first.proof)
    #expect(!proof.isMirrored && proof.inlierCount == proof.matches.count && proof.coverage > 0.3)
    #expect(first.pictureWidth == 320 && first.pictureHeight == 240)
    #expect(report.verifiedCount == 10 && report.maxNFA == 1e-3 && report.nearest == nil)
  }

  @Test("a mirrored picture is found in a mirror alone, with its map")
  func mirrored() throws {
    let query = try VerifiedSamples.picture(ofScene: 4, width: 320, height: 240) { (319 - $0, $1) }
    #expect(try samples.query(query).results.isEmpty)
    let report = try samples.query(query) { $0.mirror = true }
    let first = try #require(report.results.first)
    #expect(
      first.name == "scene-4.png" && first.isSame && first.isMirrored && first.proof?.isMirrored == true)
    #expect(first.error(width: 320, height: 240) { (319 - $0, $1) } < 5)
    #expect(first.overlap(with: PictureRegion(x: 0, y: 0, width: 320, height: 240)) > 0.9)
    #expect(report.rotations.map(\.isMirrored) == [false, true])
  }

  @Test("a picture that lies on its side is found under rotations, with its map", arguments: [1, 3])
  func turned(quarters: Int) throws {
    let truth: (Double, Double) -> (x: Double, y: Double) =
      quarters == 1 ? { ($1, 239 - $0) } : { (319 - $1, $0) }
    let query = try VerifiedSamples.picture(ofScene: 3, width: 240, height: 320) { x, y in
      let place = truth(Double(x), Double(y))
      return (Int(place.x), Int(place.y))
    }
    let report = try samples.query(query) { $0.rotations = .four }
    let first = try #require(report.results.first)
    #expect(first.name == "scene-3.png" && first.isSame && !first.isMirrored)
    #expect(first.rotationInDegrees == (quarters == 1 ? 270 : 90))
    #expect(first.error(width: 240, height: 320, truth: truth) < 5)
    #expect(first.overlap(with: PictureRegion(x: 0, y: 0, width: 320, height: 240)) > 0.9)
  }

  @Test("a mirrored picture on its side needs both")
  func mirroredAndTurned() throws {
    let query = try VerifiedSamples.picture(ofScene: 5, width: 240, height: 320) { ($1, $0) }
    let report = try samples.query(query) {
      $0.rotations = .four
      $0.mirror = true
    }
    let first = try #require(report.results.first)
    #expect(first.name == "scene-5.png" && first.isSame && first.isMirrored && report.rotations.count == 8)
    #expect(first.error(width: 240, height: 320) { ($1, $0) } < 5)
  }

  @Test("features with orientations of their own need a mirror and no rotations")
  func dominant() throws {
    let samples = try VerifiedSamples(CollectionOptions(), .init(orientation: .dominant))
    let query = try VerifiedSamples.picture(ofScene: 5, width: 240, height: 320) { ($1, $0) }
    let first = try #require(try samples.query(query) { $0.mirror = true }.results.first)
    #expect(first.name == "scene-5.png" && first.proof?.isMirrored == true)
    #expect(first.error(width: 240, height: 320) { ($1, $0) } < 5)
  }

  @Test("a picture of something else is not found; what came nearest is told")
  func stranger() throws {
    let report = try samples.query(VerifiedSamples.stranger())
    #expect(report.results.isEmpty && report.verifiedCount > 0)
    let everything = try samples.query(VerifiedSamples.stranger()) { $0.maxNFA = .infinity }
    #expect(everything.results.count == report.verifiedCount)
    // All that agree count as the same now; nothing else does.
    #expect(everything.results.allSatisfy { $0.isSame == ($0.proof != nil) })
    let strict = try samples.query(VerifiedSamples.part(ofScene: 4)) { $0.maxNFA = 1e-300 }
    #expect(strict.results.isEmpty && strict.nearest?.name == "scene-4.png")
    #expect(strict.nearest?.proof?.isSame == false && strict.nearest?.rank == 1)
  }

  @Test("proven pictures come first, the rest of the shortlist follows in its order")
  func order() throws {
    let all = try samples.query(VerifiedSamples.part(ofScene: 0)) { $0.top = 100 }
    let proven = all.results.prefix { $0.isSame }
    #expect(Set(proven.map(\.name)) == ["scene-0.png", "views/view-0.png"])
    #expect(all.results.dropFirst(proven.count).allSatisfy { !$0.isSame })
    #expect(all.results.map(\.rank) == Array(1...all.results.count))
    #expect(Set(all.results.map(\.shortlistRank)) == Set(1...all.results.count))
    let some = try samples.query(VerifiedSamples.part(ofScene: 0)) {
      $0.top = 100
      $0.verify = 4
    }
    let rest = some.results.suffix(all.results.count - 4)
    #expect(rest.map(\.shortlistRank) == Array(5...all.results.count))
    #expect(rest.allSatisfy { $0.proof == nil })
  }

  @Test("only as many are verified as was asked for, and fewer may be shown")
  func depth() throws {
    let all = try samples.query(VerifiedSamples.part(ofScene: 0)) { $0.top = 100 }
    let one = try samples.query(VerifiedSamples.part(ofScene: 0)) {
      $0.top = 100
      $0.verify = 1
    }
    #expect(one.verifiedCount == 1 && one.results.count == all.results.count)
    #expect(one.results.count { $0.proof != nil } == 1 && one.results.first?.shortlistRank == 1)
    let shown = try samples.query(VerifiedSamples.part(ofScene: 0)) { $0.top = 1 }
    #expect(shown.verifiedCount == all.verifiedCount && shown.results == Array(all.results.prefix(1)))
    let none = try samples.query(VerifiedSamples.stranger()) { $0.verify = 0 }
    #expect(none.maxNFA == nil && none.verifiedCount == 0 && !none.results.isEmpty)
    #expect(none.results.allSatisfy { $0.proof == nil && $0.score == $0.shortlistScore })
  }

  @Test("more are verified before it is said that there is nothing")
  func deeper() throws {
    var options = QueryOptions()
    options.top = 100
    let plan = QueryPlan(scoring: .hamming, verifiedCount: 1, mostVerifiedCount: 4)
    let stranger = try samples.samples.collection.query(VerifiedSamples.stranger(), options, plan)
    #expect(stranger.results.isEmpty && stranger.verifiedCount == 4)
    let known = try samples.samples.collection.query(VerifiedSamples.part(ofScene: 0), options, plan)
    #expect(known.verifiedCount == 1 && known.results.first?.isSame == true)
    options.maxNFA = .infinity
    let all = try samples.samples.collection.query(VerifiedSamples.stranger(), options, plan)
    #expect(all.verifiedCount == 1 && all.results.count > 1)
  }

  @Test(
    "every scoring is followed by proof, for files and stored pictures",
    arguments: QueryOptions.Scoring.allCases)
  func scorings(scoring: QueryOptions.Scoring) throws {
    var kept = CollectionOptions()
    kept.keepsAggregates = true
    let samples = try VerifiedSamples(kept)
    for source in [QuerySource.bytes(try Samples.file(1), name: "file"), .picture(name: "scene-1.png")] {
      let report = try samples.query(source) { $0.scoring = scoring }
      #expect(Set(report.results.filter(\.isSame).map(\.name)) == ["scene-1.png", "views/view-1.png"])
      let first = try #require(report.results.first { $0.name == "scene-1.png" })
      #expect(first.error(width: 320, height: 240) { ($0, $1) } < 3)
      #expect(report.scoring == scoring)
    }
  }

  @Test("of a region only its own corners are shown in the result")
  func region() throws {
    let region = PictureRegion(x: 100, y: 60, width: 160, height: 140)
    for source in [QuerySource.bytes(try Samples.file(4), name: "file"), .picture(name: "scene-4.png")] {
      let first = try #require(try samples.query(source) { $0.region = region }.results.first)
      #expect(first.name == "scene-4.png" && first.overlap(with: region) > 0.9)
    }
  }

  @Test("reports are the same for any number of jobs")
  func determinism() throws {
    let reports = try [1, 2, 5].map { jobs in
      try samples.query(VerifiedSamples.part(ofScene: 0)) {
        $0.jobs = jobs
        $0.rotations = .four
        $0.mirror = true
      }.withoutTimings
    }
    #expect(reports[1] == reports[0] && reports[2] == reports[0] && !reports[0].results.isEmpty)
  }

  @Test("a filter makes chance rarer: only pictures that could be found count")
  func filter() throws {
    let all = try samples.query(VerifiedSamples.part(ofScene: 0))
    let few = try samples.query(VerifiedSamples.part(ofScene: 0)) { $0.nameFilter = "scene-0*" }
    let (ofAll, ofFew) = (try #require(all.results.first?.proof), try #require(few.results.first?.proof))
    #expect(few.searchedPictureCount == 1 && abs(ofAll.logNFA - ofFew.logNFA - 1) < 1e-9)
  }

  @Test("verification takes time, and is part of the total")
  func timings() throws {
    let timings = try samples.query(VerifiedSamples.part(ofScene: 0)).timings
    #expect(timings.correspondences > 0 && timings.verification > 0)
    let stages = [
      timings.decode, timings.features, timings.words, timings.shortlist, timings.correspondences,
      timings.verification,
    ]
    #expect(stages.reduce(0, +) <= timings.total)
  }

  @Test("a lean collection verifies nothing, and says so when it is asked to")
  func lean() throws {
    var options = CollectionOptions()
    options.isLean = true
    let samples = try VerifiedSamples(options)
    let report = try samples.query(.bytes(Samples.file(1), name: "file"))
    #expect(report.maxNFA == nil && report.results.first?.name == "scene-1.png")
    #expect(try samples.query(.picture(name: "scene-1.png")).results.first?.name == "scene-1.png")
    #expect(samples.samples.refusal { $0.verify = 5 }?.contains("does not know where features are") == true)
  }

  @Test("options of proof beyond their ranges are refused, and a mirror for a stored picture")
  func refusals() {
    #expect(samples.samples.refusal { $0.verify = -1 }?.contains("0 pictures or more") == true)
    for wrong in [0, -1, Double.nan] {
      #expect(samples.samples.refusal { $0.maxNFA = wrong }?.contains("above 0") == true)
    }
    #expect(samples.samples.refusal { $0.mirror = true }?.contains("not mirrored") == true)
  }
}
