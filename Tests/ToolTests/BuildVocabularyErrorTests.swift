import Foundation
import Testing

/// What cannot be built: one sentence, status 2, an old vocabulary that stays, and nothing else left behind.
@Suite struct BuildVocabularyErrorTests {
  private let folder: TemporaryFolder
  private let old = "the vocabulary of yesterday"

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(old, to: "a.slv")
  }

  private func expectRefusal(
    _ words: String..., sentence: String, sourceLocation: SourceLocation = #_sourceLocation
  )
    throws
  {
    let before = try folder.names()
    let run = try BuiltTool.run(["build-vocabulary", "a.slv"] + words, in: folder)
    #expect(run.errors == "sightline: \(sentence)\n", sourceLocation: sourceLocation)
    #expect(run.status == 2, sourceLocation: sourceLocation)
    #expect(run.output.isEmpty, sourceLocation: sourceLocation)
    #expect(try folder.names() == before, sourceLocation: sourceLocation)
    #expect(
      String(decoding: try folder.bytes(of: "a.slv"), as: UTF8.self) == old, sourceLocation: sourceLocation)
  }

  /// A .bvecs file of rows of two numbers.
  private func writeVectors(_ count: Int, to name: String = "v.bvecs") throws {
    try folder.write((0..<count).flatMap { [2, 0, 0, 0, UInt8($0 % 256), UInt8($0 * 7 % 256)] }, to: name)
  }

  @Test("fewer descriptors than words")
  func fewDescriptors() throws {
    try writeVectors(10)
    try expectRefusal(
      "v.bvecs", "--words", "11",
      sentence:
        "11 words need at least as many descriptors, and there are 10; give more pictures or fewer --words")
  }

  @Test("no words, or too many of a tree")
  func wordCounts() throws {
    try writeVectors(10)
    try expectRefusal(
      "v.bvecs", "--words", "0", sentence: "--words needs a whole number of at least 1, not '0'")
    try expectRefusal(
      "v.bvecs", "--words", "9", "--method", "hierarchical", "--branching", "2", "--depth", "3",
      sentence: "--words 9 and a tree of 8 leaves (2^3) contradict each other; leave --words out")
    try expectRefusal(
      "v.bvecs", "--depth", "3", sentence: "--branching and --depth belong to --method hierarchical")
    try expectRefusal(
      "v.bvecs", "--method", "hierarchical", "--branching", "1000000", "--depth", "9",
      sentence: "a tree of 1000000^9 leaves has more than the 268435456 words that are possible")
    try expectRefusal(
      "v.bvecs", "--words", "268435457",
      sentence: "268435457 words are more than the 268435456 that are possible")
  }

  @Test("a folder that does not exist, also beside one that does, and one without pictures")
  func folders() throws {
    try folder.write(TestPNG.scene(), to: "photos/a.png")
    try folder.write("text", to: "texts/a.doc")
    try expectRefusal("none", sentence: "none: no such file or directory")
    try expectRefusal("photos", "none", sentence: "none: no such file or directory")
    try expectRefusal(
      "texts",
      sentence: "texts: there are no pictures in this folder "
        + "(.jpg, .jpeg, .jpe, .png, .oxford, .txt, .fvecs, .bvecs, .npy)")
  }

  @Test("no usable picture")
  func noUsablePicture() throws {
    try folder.write(TestPNG.bytes(width: 64, height: 64) { _, _ in 128 }, to: "plain.png")
    try expectRefusal(
      "plain.png", sentence: "no file gave a descriptor, so there is nothing to make words from")
  }

  @Test("descriptors of different kinds and lengths")
  func mixtures() throws {
    try writeVectors(10)
    try folder.write(TestPNG.scene(), to: "a.png")
    try folder.write("1\n1\n5 5 1 0 1 7\n", to: "one.oxford")
    try folder.write("2\n1\n5 5 1 0 1 7 8\n", to: "two.oxford")
    try folder.write([3, 0, 0, 0, 1, 2, 3], to: "three.bvecs")
    try expectRefusal(
      "v.bvecs", "a.png",
      sentence: "v.bvecs holds vectors and a.png is taken for a picture: descriptors of different recipes "
        + "cannot be mixed")
    try expectRefusal(
      "one.oxford", "two.oxford", "--words", "1",
      sentence: "two.oxford: its descriptors have 2 numbers, those of one.oxford 1")
    try expectRefusal(
      "v.bvecs", "three.bvecs", "--words", "1",
      sentence: "three.bvecs: its vectors have 3 columns, those of v.bvecs 2")
  }

  @Test("a number that is none")
  func notANumber() throws {
    let row: [Float] = [1, 2, .nan]
    try folder.write([3, 0, 0, 0] + row.withUnsafeBytes { Array($0) }, to: "v.fvecs")
    try expectRefusal("v.fvecs", "--words", "1", sentence: "v.fvecs: row 1, column 3 is not a number")
  }

  @Test("memory that is none, or too little")
  func memory() throws {
    try writeVectors(10)
    try expectRefusal(
      "v.bvecs", "--memory", "much", sentence: "--memory needs an amount such as 512M or 2G, not 'much'")
    try expectRefusal(
      "v.bvecs", "--memory", "1K", "--words", "100",
      sentence: "this memory has room for 0 descriptors, fewer than the 100 words; give at least --memory 1M")
  }

  @Test("an output that is a folder, or no vocabulary by its name, or in a folder that is missing")
  func outputs() throws {
    try writeVectors(10)
    try folder.write("", to: "folder.slv/x")
    for (output, sentence) in [
      ("folder.slv", "folder.slv: the vocabulary cannot be written there: it is a folder"),
      ("v.bvecs", "the vocabulary is written to the first name, and 'v.bvecs' does not end in .slv"),
      ("none/b.slv", "none/b.slv: cannot be written: no such file or directory"),
    ] {
      let run = try BuiltTool.run(["build-vocabulary", output, "v.bvecs", "--words", "2"], in: folder)
      #expect(run.errors == "sightline: \(sentence)\n")
      #expect(run.status == 2)
    }
    #expect(try folder.names() == ["a.slv", "folder.slv", "v.bvecs"])
  }

  @Test("no room for the checkpoint: nothing is left and the old vocabulary stays")
  func noRoomForCheckpoint() throws {
    try writeVectors(2000)
    let run = try BuiltTool.bash(
      #"ulimit -f 1; "$tool" build-vocabulary a.slv v.bvecs --words 2 2>&1"#, in: folder)
    #expect(run.text == "sightline: a.slv.part/sample: cannot be written: file too large\n")
    #expect(run.status == 2)
    #expect(try folder.names() == ["a.slv", "v.bvecs"])
    #expect(String(decoding: try folder.bytes(of: "a.slv"), as: UTF8.self) == old)
  }

  @Test("a full disk at the end keeps the work, and --resume writes it elsewhere")
  func fullDisk() throws {
    try writeVectors(100)
    try FileManager.default.createSymbolicLink(
      atPath: folder.url("full.slv").path, withDestinationPath: "/dev/full")
    let run = try BuiltTool.run(
      ["build-vocabulary", "full.slv", "v.bvecs", "--words", "4", "--rounds", "2"], in: folder)
    #expect(
      run.errors == "sightline: full.slv: cannot be written: no space left on device; what was done is in "
        + "full.slv.part, and --resume goes on from there\n")
    #expect(run.status == 2)
    try FileManager.default.removeItem(at: folder.url("full.slv"))
    let resumed = try BuiltTool.run(
      ["build-vocabulary", "full.slv", "v.bvecs", "--words", "4", "--rounds", "2", "--resume"], in: folder)
    #expect(resumed.status == 0)
    #expect(try folder.names() == ["a.slv", "full.slv", "v.bvecs"])
  }

  @Test("a damaged checkpoint is refused")
  func damagedCheckpoint() throws {
    try writeVectors(100)
    try folder.write("damage", to: "a.slv.part/sample")
    try expectRefusal(
      "v.bvecs", "--words", "4", "--resume",
      sentence:
        "a.slv.part/sample: this checkpoint is damaged or of another version; start again without --resume")
  }
}
