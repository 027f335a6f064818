import Foundation
import Testing

/// Pictures, a vocabulary of their words and the commands that make collections of them, in a temporary folder.
struct CollectionSamples {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for seed in 0..<4 { try folder.write(TestPNG.scene(seed: seed), to: "photos/\(seed).png") }
    let run = try BuiltTool.run(
      ["build-vocabulary", "a.slv", "photos", "--words", "32", "--quiet"], in: folder)
    try #require(run.status == 0)
  }

  func run(_ words: String...) throws -> BuiltTool.Outcome {
    try BuiltTool.run(words, in: folder)
  }

  /// Makes `c.sight` of the photos.
  func makeCollection() throws {
    try #require(try run("ingest", "c.sight", "photos", "--vocabulary", "a.slv").status == 0)
  }

  struct Ingested: Decodable {
    struct Entry: Decodable, Equatable {
      var name: String
      var reason: String?
      var of: String?
    }

    var collection, vocabulary: String
    var created, interrupted: Bool
    var added, skipped, replaced, duplicates, changed, rejected, features: Int
    var rejectedPictures, duplicatePictures: [Entry]
    var changedPictures: [String]
  }

  struct Checked: Decodable {
    var sound: Bool
    var problems: [String]
  }

  struct Info: Decodable {
    var kind, vocabulary, fingerprint: String
    var version, pictures, features, bytes, removedPictures: Int
    var bytesPerFeature: Double?
    var parts: [String: Int]
    var lean, asmk: Bool
  }

  func info(_ collection: String = "c.sight") throws -> Info {
    try JSONDecoder().decode(Info.self, from: try run("info", collection, "--json").output)
  }

  /// Whether a check finds nothing.
  func isSound(_ collection: String = "c.sight") throws -> Bool {
    let run = try run("check", collection, "--json")
    let checked = try JSONDecoder().decode(Checked.self, from: run.output)
    #expect(checked.sound == checked.problems.isEmpty && run.status == (checked.sound ? 0 : 2))
    return checked.sound
  }
}
