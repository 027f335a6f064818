import Foundation
import Testing

@testable import sightline

/// `sightline info` as a process, and where the shipped vocabulary is sought.
@Suite struct InfoTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for seed in 0..<3 { try folder.write(TestPNG.scene(seed: seed), to: "photos/\(seed).png") }
    let run = try BuiltTool.run(
      ["build-vocabulary", "a.slv", "photos", "--words", "8", "--descriptor", "sift"], in: folder)
    try #require(run.status == 0)
  }

  private func info(_ words: String..., environment: [String: String] = [:]) throws -> BuiltTool.Outcome {
    try BuiltTool.run(["info"] + words, in: folder, environment: environment)
  }

  private struct Document: Decodable {
    var kind, fingerprint: String
    var words, dimension, bytes, trainingPictures: Int
    var recipe: [String: String]
  }

  @Test("the JSON document says what the vocabulary was made from")
  func json() throws {
    let document = try JSONDecoder().decode(Document.self, from: try info("a.slv", "--json").output)
    #expect(document.kind == "vocabulary" && document.words == 8 && document.dimension == 128)
    #expect(document.bytes == (try folder.bytes(of: "a.slv").count) && document.trainingPictures == 3)
    #expect(document.recipe["descriptor"] == "sift" && document.recipe["detector"] == "hessian-affine")
    #expect(!document.fingerprint.isEmpty)
  }

  @Test("the text names words, recipe and training")
  func text() throws {
    let run = try info("a.slv")
    #expect(run.status == 0 && run.errors.isEmpty)
    for part in [
      "words        8\n", "dimension    128 bytes\n", "descriptor: sift\n", "seed: 1\n", "3 in training",
    ] {
      #expect(run.text.contains(part), "\(part)")
    }
  }

  @Test("patches of words are drawn, the same for any number of jobs")
  func picture() throws {
    #expect(try info("a.slv", "--picture", "1.png", "--from", "photos", "--jobs", "1").status == 0)
    let run = try info(
      "a.slv", "--picture", "2.png", "--from", "photos/0.png", "--from", "photos/1.png", "--from",
      "photos/2.png",
      "--jobs", "2")
    #expect(run.status == 0)
    #expect(try folder.bytes(of: "1.png") == folder.bytes(of: "2.png"))
  }

  @Test("words to draw are those of which there is something to see, evenly spread")
  func choice() {
    #expect(WordPatches.choose([5: 4, 2: 9, 9: 3]) == [2, 5])
    #expect(WordPatches.choose([7: 1, 3: 2]) == [3, 7])
    let many = Dictionary(uniqueKeysWithValues: (0..<240).map { (UInt32($0), 4) })
    #expect(WordPatches.choose(many) == (0..<24).map { UInt32($0 * 10) })
  }

  @Test("exported words are vectors that a vocabulary can be made from")
  func export() throws {
    #expect(try info("a.slv", "--export", "a.fvecs").status == 0)
    #expect(try folder.bytes(of: "a.fvecs").count == 8 * (4 + 128 * 4))
    let run = try BuiltTool.run(
      ["build-vocabulary", "b.slv", "a.fvecs", "--words", "8", "--rounds", "1"], in: folder)
    #expect(run.status == 0)
    #expect(try info("b.slv").text.contains("source: vectors"))
  }

  @Test("the vocabulary of the environment is taken when none is named")
  func environment() throws {
    let run = try info(environment: ["SIGHTLINE_VOCABULARY": "a.slv"])
    #expect(run.text.hasPrefix("vocabulary   a.slv\n"))
    let missing = try info(environment: ["SIGHTLINE_VOCABULARY": "none.slv"])
    #expect(missing.errors == "sightline: SIGHTLINE_VOCABULARY names none.slv: no such file or directory\n")
    #expect(missing.status == 2)
  }

  @Test("the shipped vocabulary is sought beside the program and in the source tree")
  func places() {
    #expect(
      VocabularyLocation.candidates(besideProgram: "/opt/bin/sightline") == [
        "/opt/share/sightline/photos-65536.slv", "/opt/bin/vocab/photos-65536.slv",
      ])
    #expect(
      VocabularyLocation.candidates(besideProgram: "/src/.build/x/release/sightline").last
        == "/src/vocab/photos-65536.slv")
  }

  @Test("what cannot be told is one sentence")
  func refusals() throws {
    try folder.write("text", to: "text.slv")
    let sentences: [([String], String)] = [
      (["a.slv", "--from", "photos"], "--from is for --picture OUT.png, which is missing"),
      (["a.slv", "--picture", "p.png"], "--picture needs pictures to look at: --from IMAGES"),
      (
        ["a.slv", "--picture", "p.txt", "--from", "photos"],
        "--picture writes PNG or JPEG: 'p.txt' should end in .png or .jpg"
      ),
      (["a.slv", "--export", "x.csv"], "--export writes .fvecs or .npy: 'x.csv' should end in one of them"),
    ]
    for (words, sentence) in sentences {
      let run = try BuiltTool.run(["info"] + words, in: folder)
      #expect(run.errors == "sightline: \(sentence)\n")
      #expect(run.status == 2 && run.output.isEmpty)
    }
    for name in ["none.slv", "text.slv", "photos"] {
      let run = try info(name)
      #expect(run.errors.hasPrefix("sightline: \(name): "))
      #expect(run.errors.split(separator: "\n").count == 1 && run.status == 2)
    }
  }
}
