import Foundation
import Testing

@testable import sightline

/// `sightline advise`.
@Suite struct AdviseTests {
  private let samples: CollectionSamples

  init() throws {
    samples = try CollectionSamples()
  }

  private struct Advice: Decodable {
    struct Orientation: Decodable {
      var verdict: String
      var votes: [Int]
      var chance: Double
    }
    struct Vocabulary: Decodable {
      var path: String
      var meanSquaredError, trainingError: Double
      var fits, build: Bool
    }
    struct Estimate: Decodable {
      var features, bytes, mostBytes, jobs: Int
      var ingestSeconds, querySeconds: Double
    }
    struct Picture: Decodable {
      var path: String
      var width, height, features: Int
      var squaredErrors: [Double]
    }
    var pictures, sampled, unreadable: Int
    var orientation: Orientation
    var vocabulary: Vocabulary
    var estimate: Estimate
    var commands: [String]
    var sample: [Picture]
  }

  private func advice(_ words: String...) throws -> Advice {
    let run = try BuiltTool.run(["advise", "--json", "--vocabulary", "a.slv"] + words, in: samples.folder)
    try #require(run.status == 0, "\(run.errors)")
    return try JSONDecoder().decode(Advice.self, from: run.output)
  }

  @Test("the document has all numbers, the same for any number of jobs")
  func document() throws {
    let advice = try advice("photos", "--jobs", "1")
    #expect(advice.pictures == 4 && advice.sampled == 4 && advice.unreadable == 0)
    #expect(advice.orientation.votes.reduce(0, +) == 4 && advice.vocabulary.trainingError > 0)
    #expect(advice.sample.map(\.path) == (0..<4).map { "photos/\($0).png" })
    #expect(advice.estimate.features == advice.sample.map(\.features).reduce(0, +))
    #expect(advice.commands == ["sightline ingest photos.sight photos --vocabulary a.slv"])
    let again = try self.advice("photos", "--jobs", "2")
    #expect(again.sample.map(\.squaredErrors) == advice.sample.map(\.squaredErrors))
    #expect(again.orientation.votes == advice.orientation.votes)
  }

  @Test("a sample is looked at, and the estimate is for all")
  func sample() throws {
    let advice = try advice("photos", "--sample", "2")
    #expect(advice.pictures == 4 && advice.sampled == 2)
    #expect(advice.estimate.features == 2 * advice.sample.map(\.features).reduce(0, +))
  }

  @Test("the text ends with a command that works")
  func text() throws {
    let run = try samples.run("advise", "photos", "--vocabulary", "a.slv")
    #expect(run.status == 0 && run.errors.isEmpty)
    let command = run.text.split(separator: "\n").last ?? ""
    #expect(command == "  sightline ingest photos.sight photos --vocabulary a.slv")
    let ingest = try BuiltTool.bash("\"$tool\" \(command.dropFirst(12))", in: samples.folder)
    #expect(ingest.status == 0)
  }

  @Test("broken pictures are told and counted; none at all is an error")
  func broken() throws {
    try samples.folder.write("no picture", to: "photos/broken.jpg")
    let run = try samples.run("advise", "photos", "--vocabulary", "a.slv")
    #expect(run.status == 0 && run.text.contains("4 looked at, and 1 could not be read"))
    #expect(run.errors.hasPrefix("sightline: photos/broken.jpg: "))
    try samples.folder.write("no picture", to: "bad/broken.jpg")
    let none = try samples.run("advise", "bad", "--vocabulary", "a.slv")
    #expect(
      none.status == 2 && none.output.isEmpty
        && none.errors.contains("no picture could be read, of 1 that were tried"))
    let missing = try samples.run("advise", "nowhere", "--vocabulary", "a.slv")
    #expect(missing.status == 2 && missing.errors.contains("there are no pictures to advise on"))
  }

  @Test(
    "words for shells",
    arguments: [("a/b.jpg", "a/b.jpg"), ("my photos", "'my photos'"), ("it's", #"'it'\''s'"#), ("", "''")])
  func shellWords(word: String, quoted: String) {
    #expect(AdviseCommandLines.shellWord(word) == quoted)
  }
}
