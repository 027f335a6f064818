import Core
import Foundation
import Glibc
import Testing

/// `sightline build-vocabulary` as a process, on small pictures and vectors.
@Suite struct BuildVocabularyTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func build(_ words: String...) throws -> BuiltTool.Outcome {
    try BuiltTool.run(["build-vocabulary"] + words, in: folder)
  }

  private func writeScenes(_ count: Int) throws {
    for seed in 0..<count { try folder.write(TestPNG.scene(seed: seed), to: "photos/\(seed).png") }
  }

  /// Vectors without structure: clustering takes many rounds.
  private func writeVectors(_ count: Int, dimension: Int = 16, to name: String = "v.bvecs") throws {
    var random = SeededGenerator(seed: 11)
    var bytes: [UInt8] = []
    for _ in 0..<count {
      bytes += withUnsafeBytes(of: Int32(dimension).littleEndian) { Array($0) }
      for _ in 0..<dimension { bytes.append(UInt8(random.index(below: 256))) }
    }
    try folder.write(bytes, to: name)
  }

  private struct Summary: Decodable {
    struct Round: Decodable {
      var round: Int
      var meanSquaredError: Double
    }

    var kind, fingerprint, method: String
    var words, dimension, pictures, failed, descriptors, descriptorsKept: Int
    var meanSquaredError: Double
    var rounds: [Round]
    var resumedAfterRound: Int?
    var timings: [String: Double]
  }

  private func summary(_ run: BuiltTool.Outcome) throws -> Summary {
    try JSONDecoder().decode(Summary.self, from: run.output)
  }

  @Test("pictures become words, with one JSON document")
  func pictures() throws {
    try writeScenes(4)
    let run = try build("a.slv", "photos", "--words", "16", "--rounds", "3", "--json")
    #expect(run.status == 0)
    let summary = try summary(run)
    #expect(summary.kind == "vocabulary" && summary.words == 16 && summary.dimension == 128)
    #expect(summary.method == "flat" && summary.pictures == 4 && summary.failed == 0)
    #expect(summary.descriptors == summary.descriptorsKept && summary.descriptors >= 16)
    #expect(summary.rounds.map(\.round) == [1, 2, 3])
    #expect(summary.rounds[2].meanSquaredError <= summary.rounds[0].meanSquaredError)
    #expect(Set(summary.timings.keys) == ["sample", "cluster", "write"])
    #expect(run.errors.split(separator: "\n").count == 1)
    #expect(try folder.names() == ["a.slv", "photos"])
  }

  @Test("the same bytes for any number of jobs, other bytes for another seed", arguments: ["", "600K"])
  func determinism(memory: String) throws {
    try writeScenes(6)
    let options =
      ["photos", "--words", "24", "--rounds", "3"] + (memory.isEmpty ? [] : ["--memory", memory])
    for (name, more) in [("1", ["--jobs", "1"]), ("2", ["--jobs", "2"]), ("3", ["--seed", "9"])] {
      let run = try BuiltTool.run(["build-vocabulary", "\(name).slv"] + options + more, in: folder)
      #expect(run.status == 0)
    }
    #expect(try folder.bytes(of: "1.slv") == folder.bytes(of: "2.slv"))
    #expect(try folder.bytes(of: "1.slv") != folder.bytes(of: "3.slv"))
  }

  @Test("what does not fit into the memory is left out evenly, and said")
  func memory() throws {
    try writeScenes(4)
    let run = try build("a.slv", "photos", "--words", "8", "--memory", "20K", "--json")
    let summary = try summary(run)
    // 8 words take 7,168 of 20,480 bytes; 92 descriptors of 144 bytes remain, 23 for each of four pictures.
    #expect(summary.descriptorsKept == 4 * 23)
    #expect(run.errors.contains("descriptors of 4 pictures; 92 kept, 23 a picture, to stay within 20K\n"))
  }

  @Test("feature files and pictures of the same points give the same words")
  func featureFiles() throws {
    try writeScenes(3)
    #expect(try build("pictures.slv", "photos", "--words", "8", "--json").status == 0)
    _ = try BuiltTool.run(["features", "photos", "--output-directory", "oxford"], in: folder)
    _ = try BuiltTool.run(
      ["features", "photos", "--format", "colmap", "--output-directory", "colmap"], in: folder)
    let errors = try ["photos", "oxford", "colmap"].map {
      try summary(try build("\($0).slv", $0, "--words", "8", "--json")).meanSquaredError
    }
    #expect(errors[0] == errors[1] && errors[0] == errors[2])
    #expect(try folder.bytes(of: "oxford.slv") == folder.bytes(of: "colmap.slv"))
  }

  @Test("a bad picture is reported, the others make the vocabulary, and the status remembers")
  func badPicture() throws {
    try writeScenes(3)
    try folder.write("no picture", to: "photos/bad.png")
    let run = try build("a.slv", "photos", "--words", "8")
    #expect(run.status == 2)
    #expect(run.errors.contains("photos/bad.png: ") && run.errors.contains("1 of 4 files could not be read"))
    #expect(try folder.names() == ["a.slv", "photos"])
  }

  @Test("a tree has branching to the power of depth words")
  func tree() throws {
    try writeVectors(500)
    let run = try build(
      "a.slv", "v.bvecs", "--method", "hierarchical", "--branching", "3", "--depth", "3", "--json")
    #expect(try summary(run).words == 27)
  }

  @Test("work that was killed goes on and ends with the same bytes")
  func killed() throws {
    try writeVectors(40_000)
    let options = ["v.bvecs", "--words", "1024", "--rounds", "100"]
    #expect(try BuiltTool.run(["build-vocabulary", "whole.slv"] + options, in: folder).status == 0)
    let process = try BuiltTool.start(["build-vocabulary", "a.slv"] + options, in: folder)
    for _ in 0..<20_000 where process.isRunning && access(folder.url("a.slv.part/state").path, F_OK) != 0 {
      usleep(500)
    }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal, "it ended before it could be killed")
    #expect(try folder.names().contains("a.slv.part") && !folder.names().contains("a.slv"))
    let resumed = try BuiltTool.run(
      ["build-vocabulary", "a.slv", "--resume", "--json"] + options, in: folder)
    #expect(resumed.status == 0)
    #expect(try summary(resumed).resumedAfterRound ?? 0 > 0)
    #expect(resumed.errors.contains("a.slv.part: goes on after round "))
    #expect(try folder.bytes(of: "a.slv") == folder.bytes(of: "whole.slv"))
    #expect(try !folder.names().contains("a.slv.part"))
  }

  @Test("Ctrl-C ends between two rounds and says how to go on; other settings are refused, or begin anew")
  func interrupted() throws {
    try writeVectors(40_000)
    let options = ["v.bvecs", "--words", "1024", "--rounds", "100"]
    let process = try BuiltTool.start(["build-vocabulary", "a.slv"] + options, in: folder)
    for _ in 0..<20_000 where process.isRunning && access(folder.url("a.slv.part/state").path, F_OK) != 0 {
      usleep(500)
    }
    kill(process.processIdentifier, SIGINT)
    let run = try BuiltTool.outcome(of: process, in: folder)
    #expect(run.status == 130)
    #expect(run.errors.contains("--resume goes on from a.slv.part"))
    let refused = try build("a.slv", "v.bvecs", "--words", "64", "--rounds", "100", "--resume")
    #expect(refused.status == 2)
    #expect(
      refused.errors == "sightline: a.slv.part: this work was begun with words 1024, not 64; "
        + "give the same, or leave out --resume to start again\n")
    let anew = try build("a.slv", "v.bvecs", "--words", "8", "--rounds", "2")
    #expect(anew.status == 0)
    #expect(anew.errors.contains("a.slv.part: earlier work is replaced (--resume would go on with it)"))
    #expect(try folder.names() == ["a.slv", "v.bvecs"])
  }

  @Test("--resume without earlier work begins, and says so")
  func nothingToResume() throws {
    try writeVectors(100)
    let run = try build("a.slv", "v.bvecs", "--words", "8", "--resume")
    #expect(run.status == 0)
    #expect(run.errors.contains("there is no earlier work to go on with"))
  }
}
