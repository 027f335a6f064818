import Foundation
import Testing

/// `sightline build-projection` as a process, on small pictures.
@Suite struct BuildProjectionTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func build(_ words: String...) throws -> BuiltTool.Outcome {
    try BuiltTool.run(["build-projection"] + words, in: folder)
  }

  private func writeScenes(_ count: Int) throws {
    for seed in 0..<count { try folder.write(TestPNG.scene(seed: seed), to: "photos/\(seed).png") }
  }

  private struct Summary: Decodable {
    var kind, from, fingerprint: String
    var words, inputDimension, dimension, pictures, failed, descriptors, descriptorsKept: Int
    var pairsWrong: [Double]
  }

  private func summary(_ run: BuiltTool.Outcome) throws -> Summary {
    try JSONDecoder().decode(Summary.self, from: run.output)
  }

  /// Words, numbers of a descriptor, and numbers of the long vector.
  @Test(
    "pictures become a projection of each kind, and info tells of it",
    arguments: [("vlad", 4, 32), ("fisher", 4, 64), ("sparse", 12, 12), ("triangulation", 4, 24)])
  func kinds(kind: String, words: Int, long: Int) throws {
    try writeScenes(8)
    let run = try build(
      "a.slp", "photos", "--from", kind, "--words", "\(words)", "--reduce", "8", "--dimension", "4", "--json")
    #expect(run.status == 0, "\(run.errors)")
    let summary = try summary(run)
    #expect(summary.kind == "projection" && summary.from == kind && summary.words == words)
    #expect(summary.inputDimension == long && summary.dimension == 4 && summary.pictures == 8)
    #expect(summary.descriptors > 40 && summary.pairsWrong.isEmpty)
    let info = try BuiltTool.run(["info", "a.slp"], in: folder)
    #expect(info.status == 0)
    #expect(info.text.contains("projection   a.slp\n") && info.text.contains(summary.fingerprint))
    #expect(info.text.contains("4 from \(long)\n") && info.text.contains("detector: hessian-affine"))
    let json = try BuiltTool.run(["info", "a.slp", "--json"], in: folder)
    let told = try #require(try JSONSerialization.jsonObject(with: json.output) as? [String: Any])
    #expect(told["kind"] as? String == "projection" && told["fingerprint"] as? String == summary.fingerprint)
    #expect((told["training"] as? [String: String])?["pictures"] == "8")
  }

  @Test("help is the stored text")
  func help() throws {
    let stored = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Resources/help-build-projection.txt")
    let run = try build("--help")
    #expect(run.text == (try String(contentsOf: stored, encoding: .utf8)))
  }

  @Test("the same file comes of any number of jobs, and another of another seed")
  func jobs() throws {
    try writeScenes(6)
    for (name, more) in [("1", ["--jobs", "1"]), ("2", ["--jobs", "2"]), ("3", ["--seed", "9"])] {
      let options = ["photos", "--from", "fisher", "--words", "6", "--dimension", "4"] + more
      #expect(try BuiltTool.run(["build-projection", "\(name).slp"] + options, in: folder).status == 0)
    }
    #expect(try folder.bytes(of: "1.slp") == folder.bytes(of: "2.slp"))
    #expect(try folder.bytes(of: "1.slp") != folder.bytes(of: "3.slp"))
  }

  @Test("labels decide what is learnt; those of no picture are refused")
  func labels() throws {
    try writeScenes(8)
    try folder.write((0..<8).map { "photos/\($0).png,\($0 % 3)\n" }.joined(), to: "groups.csv")
    let options = ["photos", "--words", "4", "--dimension", "3", "--json"]
    let run = try BuiltTool.run(
      ["build-projection", "a.slp", "--labels", "groups.csv"] + options, in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let wrong = try summary(run).pairsWrong
    #expect(wrong.count > 1 && (wrong.last ?? 1) < (wrong.first ?? 0), "\(wrong)")
    let plain = try BuiltTool.run(["build-projection", "b.slp"] + options, in: folder)
    #expect(try summary(plain).fingerprint != summary(run).fingerprint)
    try folder.write("elsewhere/1.png,1\n", to: "others.csv")
    let refused = try BuiltTool.run(
      ["build-projection", "a.slp", "--labels", "others.csv"] + options, in: folder)
    #expect(refused.status == 2 && refused.errors.contains("none of the pictures stands in the labels"))
  }

  @Test("a bad picture is reported, the others make the projection, and the status remembers")
  func badPicture() throws {
    try writeScenes(5)
    try folder.write("no picture", to: "photos/bad.png")
    let run = try build("a.slp", "photos", "--words", "4", "--dimension", "2")
    #expect(run.status == 2)
    #expect(run.errors.contains("photos/bad.png: ") && run.errors.contains("1 of 6 files could not be read"))
    #expect(try folder.names() == ["a.slp", "photos"])
  }

  @Test(
    "what cannot be done is refused in one sentence",
    arguments: [
      (["a.slv", "photos"], "'a.slv' does not end in .slp"),
      (["photos", "photos"], "it is a folder"),
      (
        ["a.slp", "photos", "--from", "vlat"],
        "--from needs vlad, fisher, sparse, triangulation, hog, helo, shelo, basic-keyshapes or a RECIPE.json"
      ),
      (["a.slp", "photos", "--intra"], "--intra is for --from vlad"),
      (["a.slp", "photos", "--whiten", "2"], "--whiten needs a number from 0 to 1"),
      (["a.slp", "photos", "--dimension", "5000"], "more than the 4096 that are possible"),
      (["a.slp", "photos", "--from", "triangulation", "--words", "65"], "more than the 64"),
      (
        ["a.slp", "photos", "--from", "net.json", "--words", "3"],
        "--words is for vectors from local features"
      ),
      (["a.slp", "photos", "--words", "3"], "fewer than --dimension 128; give more pictures"),
      (["a.slp", "photos", "--words", "16384"], "give more pictures or fewer --words"),
      (["a.slp", "photos", "--labels", "none.csv"], "none.csv"),
      (["a.slp", "photos", "--from", "none.json"], "none.json: the recipe cannot be read"),
    ])
  func refusals(words: [String], sentence: String) throws {
    try writeScenes(3)
    let run = try BuiltTool.run(["build-projection"] + words, in: folder)
    #expect(run.status == 2)
    #expect(run.errors.contains(sentence), "\(run.errors)")
    #expect(try folder.names() == ["photos"])
  }

  @Test("info refuses a damaged projection, and drawings of one")
  func damagedInfo() throws {
    try folder.write("no projection", to: "a.slp")
    let run = try BuiltTool.run(["info", "a.slp"], in: folder)
    #expect(run.status == 2)
    #expect(
      run.errors
        == "sightline: a.slp: is no projection file: give a file that `sightline build-projection` has written\n"
    )
    let export = try BuiltTool.run(["info", "a.slp", "--export", "a.npy"], in: folder)
    #expect(export.status == 2 && export.errors.contains("and this is a projection"))
  }
}
