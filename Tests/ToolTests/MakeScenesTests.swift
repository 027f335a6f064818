import Foundation
import Raster
import SyntheticScenes
import Testing

/// The program that makes scenes, as it was built beside these tests, run as a process.
@Suite("make-scenes as a process")
struct MakeScenesTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Runs the program with arguments as a shell reads them.
  private func run(_ arguments: String) throws -> BuiltTool.Outcome {
    try BuiltTool.bash(#""${tool%/*}/make-scenes" "# + arguments, in: folder)
  }

  @Test("a collection is every object in every view, and the truth about each")
  func collection() throws {
    let outcome = try run("collection out --count 2 --views 1 --size 64x48 --seed 9")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let names = ["object-00-00.jpg", "object-00-01.jpg", "object-01-00.jpg", "object-01-01.jpg"]
    #expect(try folder.names(in: "out") == names + ["truth.csv"])
    for name in names {
      let picture = try PictureFile.readColour(bytes: Array(folder.bytes(of: "out/" + name)), named: name)
      #expect(picture.width == 64 && picture.height == 48)
    }
    let lines = String(decoding: try folder.bytes(of: "out/truth.csv"), as: UTF8.self)
      .split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    #expect(lines.map(\.[0]) == ["name"] + names)
    #expect(lines.map(\.[1]) == ["object", "0", "0", "1", "1"])
    #expect(lines[1].dropFirst(2).compactMap(Double.init) == Homography.identity.elements)
    let scene = Scene(number: 1, ofCollection: 9).picture(width: 64, height: 48)
    let truth = try scene.view(Snapshot.options(object: 1, view: 1, seed: 9)).viewFromObject
    #expect(lines[4].dropFirst(2).compactMap(Double.init) == truth.elements)
  }

  @Test("the same options give the same files, another seed gives others")
  func reproducible() throws {
    for (name, seed) in [("a", 4), ("b", 4), ("c", 5)] {
      try #require(run("collection \(name) --count 1 --views 1 --size 64x48 --seed \(seed)").status == 0)
    }
    for name in try folder.names(in: "a") {
      #expect(try folder.bytes(of: "a/" + name) == folder.bytes(of: "b/" + name))
      #expect(try folder.bytes(of: "a/" + name) != folder.bytes(of: "c/" + name))
    }
  }

  @Test("a folder that is not empty is left alone unless --force is given")
  func notEmpty() throws {
    try folder.write("mine", to: "out/note.txt")
    let refused = try run("collection out --count 1 --views 0 --size 32x32")
    #expect(refused.status == 2)
    #expect(
      refused.errors == "make-scenes: out: the folder is not empty; choose another one or add --force\n")
    #expect(try folder.names(in: "out") == ["note.txt"])
    #expect(try run("collection out --count 1 --views 0 --size 32x32 --force").status == 0)
    #expect(try folder.names(in: "out") == ["note.txt", "object-00-00.jpg", "truth.csv"])
  }

  @Test("sequences have a folder for each change, a sheet is one picture")
  func otherCommands() throws {
    #expect(try run("sequences out --objects 1 --size 32x32").status == 0)
    let changes = TestSequence.Change.allCases
    #expect(try folder.names(in: "out") == changes.map { $0.rawValue + "-00" }.sorted())
    let blurs = try folder.names(in: "out/blur-00")
    #expect(
      blurs == ["01", "02", "03", "04", "05", "06"].map { $0 + ".png" } + [
        "homographies.csv", "reference.png",
      ])
    #expect(try run("sheet sheet.png --count 6 --size 64x48").status == 0)
    #expect(try folder.bytes(of: "sheet.png").starts(with: [0x89, 0x50, 0x4E, 0x47]))
  }

  @Test(
    "misuse is answered with one sentence and status 2, and writes nothing",
    arguments: [
      "", "collections out", "collection", "collection a b", "collection out --count 0",
      "collection out --count many", "collection out --count", "collection out --size 640",
      "collection out --size 31x31", "collection out --seed -1", "collection out --colour red",
      "collection missing/out", "sheet missing/sheet.png --count 1 --size 32x32", "collection ''",
    ])
  func misuse(arguments: String) throws {
    let outcome = try run(arguments)
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("make-scenes: "))
    #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
    #expect(try folder.names().isEmpty)
  }

  @Test("--help explains every command and option")
  func help() throws {
    for arguments in ["--help", "collection --help", "-h"] {
      let outcome = try run(arguments)
      #expect(outcome.status == 0 && outcome.errors.isEmpty)
      #expect(outcome.text.hasPrefix("usage: make-scenes"))
      for word in [
        "collection", "sequences", "sheet", "--count", "--views", "--objects", "--seed", "--size", "--force",
      ] {
        #expect(outcome.text.contains(word), "\(word)")
      }
    }
  }
}
