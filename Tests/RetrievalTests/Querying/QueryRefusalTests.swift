import Testing

@testable import Retrieval

@Suite("Queries that are refused") struct QueryRefusalTests {
  @Test("options beyond their ranges are refused in a sentence")
  func ranges() throws {
    let samples = try QuerySamples()
    let changes: [(String, (inout QueryOptions) -> Void)] = [
      ("1 result or more", { $0.top = 0 }), ("threshold", { $0.threshold = 65 }),
      ("threshold", { $0.threshold = -1 }), ("sigma", { $0.sigma = 0 }), ("sigma", { $0.sigma = .nan }),
      ("stop share", { $0.stopShare = 1.5 }), ("stop share", { $0.stopShare = .nan }),
      ("cap", { $0.mostPostings = -1 }), ("thread", { $0.jobs = 0 }),
      ("exponent", { $0.distance = .minkowski(0) }), ("exponent", { $0.distance = .minkowski(.nan) }),
      ("1 to 256 words", { $0.wordsPerFeature = 0 }), ("1 to 256 words", { $0.wordsPerFeature = 257 }),
    ]
    for (part, change) in changes {
      let sentence = samples.refusal(.picture(name: "scene-0.png"), change)
      #expect(sentence?.contains(part) == true, "\(part): \(sentence ?? "not refused")")
    }
    #expect(samples.refusal { $0.threshold = 64 } == nil)
  }

  @Test("scoring that the collection keeps nothing for is refused, with what to do")
  func scoring() throws {
    let full = try QuerySamples()
    #expect(full.refusal { $0.scoring = .asmk }?.contains("keeps no aggregates") == true)
    #expect(try full.collection.scoring(for: QueryOptions()) == .hamming)
    var lean = CollectionOptions()
    lean.isLean = true
    let samples = try QuerySamples(lean)
    #expect(samples.refusal { $0.scoring = .hamming }?.contains("use bow scoring") == true)
    #expect(samples.refusal { $0.scoring = .asmk }?.contains("keeps no aggregates") == true)
    let report = try samples.query(scene: 1)
    #expect(report.scoring == .bow && report.wordsPerFeature == 1 && report.names.first == "scene-1.png")
    let region = PictureRegion(x: 0, y: 0, width: 100, height: 100)
    #expect(samples.refusal { $0.region = region }?.contains("does not know where features are") == true)
    #expect(try samples.query(scene: 1) { $0.region = region }.featureCount < report.featureCount)
  }

  @Test("names that are not there, and what a stored picture cannot give")
  func storedPictures() throws {
    let samples = try QuerySamples()
    #expect(samples.refusal(.picture(name: "scene-99.png")) { _ in }?.contains("'scene-99.png'") == true)
    #expect(samples.refusal(.picture(name: "")) { _ in }?.contains("''") == true)
    #expect(samples.refusal { $0.wordsPerFeature = 3 }?.contains("one word a feature") == true)
    #expect(samples.refusal { $0.rotations = .four }?.contains("one rotation") == true)
    #expect(samples.refusal { $0.wordsPerFeature = 1 } == nil)
    for source in [QuerySource.picture(name: "scene-0.png"), .bytes(try Samples.file(0), name: "file")] {
      let empty = samples.refusal(source) { $0.region = PictureRegion(x: 5, y: 5, width: 0, height: 9) }
      #expect(empty?.contains("is empty") == true)
      let outside = samples.refusal(source) { $0.region = PictureRegion(x: 500, y: 5, width: 9, height: 9) }
      #expect(outside?.contains("outside the picture, which has 320 × 240 pixels") == true)
    }
  }

  @Test("files that are no pictures are refused by name")
  func unreadable() throws {
    let samples = try QuerySamples()
    let text = try samples.folder.write(Array("no picture".utf8), to: "text.png")
    for path in [text, samples.folder.path("missing.png"), samples.folder.path] {
      #expect(samples.refusal(.file(path: path)) { _ in }?.hasPrefix(path) == true)
    }
    let bytes = Array(try Samples.file(0).prefix(200))
    #expect(samples.refusal(.bytes(bytes, name: "half")) { _ in }?.hasPrefix("half") == true)
  }
}
