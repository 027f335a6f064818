import Foundation
import Glibc
import Testing

/// Inputs and outputs of `sightline features` that cannot work: one sentence each, and status 2.
@Suite struct FeaturesInputTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func features(_ words: String...) throws -> BuiltTool.Outcome {
    try BuiltTool.run(["features"] + words, in: folder)
  }

  private func expectRefusal(_ run: BuiltTool.Outcome, _ sentence: String) {
    #expect(run.errors == "sightline: \(sentence)\n")
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
  }

  @Test("a missing file")
  func missingFile() throws {
    expectRefusal(try features("none.jpg"), "none.jpg: no such file or directory")
  }

  @Test("a folder without pictures")
  func emptyFolder() throws {
    try folder.write("text", to: "folder/notes.txt")
    try folder.write("hidden", to: "folder/.hidden.jpg")
    try folder.write("hidden", to: "folder/.git/a.jpg")
    expectRefusal(
      try features("folder"), "folder: there are no pictures in this folder (.jpg, .jpeg, .jpe, .png)")
  }

  @Test("an empty file and a text named .jpg", arguments: ["", "Dear Sir,\n"])
  func noPicture(content: String) throws {
    try folder.write(content, to: "a.jpg")
    let run = try features("a.jpg")
    #expect(run.errors.hasPrefix("sightline: a.jpg: "))
    #expect(run.errors.split(separator: "\n").count == 1)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
  }

  @Test("an unreadable file", .enabled(if: geteuid() != 0, "root may read everything"))
  func unreadableFile() throws {
    try folder.write(TestPNG.scene(), to: "a.png")
    chmod(folder.url("a.png").path, 0)
    let run = try features("a.png")
    #expect(run.errors.hasPrefix("sightline: a.png: "))
    #expect(run.status == 2)
  }

  @Test("a list that is missing, empty, or names what is not there")
  func lists() throws {
    try folder.write("# nothing\n\n  \n", to: "empty.txt")
    try folder.write("none.jpg\r\n# comment\n", to: "list.txt")
    expectRefusal(try features("@none.txt"), "none.txt: no such file or directory")
    expectRefusal(try features("@empty.txt"), "empty.txt: this list names no pictures")
    expectRefusal(try features("@list.txt"), "none.jpg: no such file or directory")
  }

  @Test("operands behind -- are files, whatever they look like")
  func dashes() throws {
    expectRefusal(try features("--", "--help"), "--help: no such file or directory")
  }

  @Test("control characters in a name do not reach the terminal")
  func controlCharacters() throws {
    expectRefusal(try features("a\u{1B}[2J\nb.jpg"), "a?[2J?b.jpg: no such file or directory")
  }

  @Test("several pictures do not go into one text file")
  func severalPictures() throws {
    for name in ["a.png", "b.png"] { try folder.write(TestPNG.scene(), to: name) }
    let sentence =
      "one oxford file holds one picture, and there are 2: "
      + "use --output-directory DIR for a file each, or --format json for all in one"
    expectRefusal(try features("a.png", "b.png"), sentence)
    expectRefusal(try features("a.png", "b.png", "--output", "x"), sentence)
    expectRefusal(
      try features("a.png", "b.png", "--json", "--picture", "x.png"), "--picture draws one picture, not 2")
  }

  @Test("two pictures of one name do not go into one folder, nor one picture twice")
  func collidingNames() throws {
    for name in ["x/a.png", "y/a.png"] { try folder.write(TestPNG.scene(), to: name) }
    expectRefusal(
      try features("x/a.png", "y", "--output-directory", "out"),
      "x/a.png and y/a.png would both be written to out/a.png.oxford; "
        + "put them into different folders with two calls")
    expectRefusal(try features("x", "x/a.png", "--output-directory", "out"), "x/a.png is given twice")
    #expect(try folder.names() == ["x", "y"])
  }

  @Test("an output that cannot be written is refused before any work")
  func unwritableOutputs() throws {
    try folder.write(TestPNG.scene(), to: "a.png")
    try folder.write("", to: "folder/file")
    expectRefusal(
      try features("a.png", "--output", "none/x"), "none/x: cannot be written: no such file or directory")
    expectRefusal(try features("a.png", "--output", "folder"), "folder: cannot be written: it is a folder")
    expectRefusal(
      try features("a.png", "--output-directory", "folder/file"),
      "folder/file: the folder cannot be created: there is a file of that name")
    expectRefusal(
      try features("a.png", "--output-directory", "folder/file/x"),
      "folder/file/x: the folder cannot be created: there is a file of that name")
    expectRefusal(
      try features("a.png", "--picture", "none/x.png"),
      "none/x.png: cannot be written: no such file or directory")
    expectRefusal(
      try features("a.png", "--picture", "x.gif"),
      "--picture writes PNG or JPEG: 'x.gif' should end in .png or .jpg")
    expectRefusal(try features("a.png", "--output", "a.png"), "a.png is the picture a.png itself")
    #expect(try folder.names() == ["a.png", "folder"])
  }

  @Test("a folder without permission", .enabled(if: geteuid() != 0, "root may write everywhere"))
  func closedFolder() throws {
    try folder.write(TestPNG.scene(), to: "a.png")
    try folder.write("", to: "closed/x")
    chmod(folder.url("closed").path, 0o500)
    defer { chmod(folder.url("closed").path, 0o700) }
    expectRefusal(
      try features("a.png", "--output", "closed/y"), "closed/y: cannot be written: permission denied")
    expectRefusal(
      try features("a.png", "--output-directory", "closed"), "closed: cannot be written: permission denied")
    expectRefusal(
      try features("a.png", "--output-directory", "closed/z"),
      "closed/z: the folder cannot be created: permission denied")
    chmod(folder.url("closed").path, 0)
    expectRefusal(try features("closed"), "closed: the folder cannot be read: permission denied")
  }

  @Test("what failed is counted when there was more than one")
  func counting() throws {
    try folder.write("", to: "a.jpg")
    let run = try features("a.jpg", "none.jpg", "--json")
    let lines = run.errors.split(separator: "\n")
    #expect(lines.first == "sightline: none.jpg: no such file or directory")
    #expect(lines.last == "sightline: 2 of 2 pictures could not be read")
    #expect(lines.count == 3)
    #expect(run.status == 2)
  }

  @Test("standard input can be given once")
  func standardInputTwice() throws {
    let run = try features("-", "-", "--json")
    #expect(run.errors.hasPrefix("sightline: standard input can be read only once"))
    #expect(run.status == 2)
  }

  @Test(
    "an interruption ends the wait for standard input, leaves nothing, and is the status", arguments: [2, 15])
  func interruption(signal: Int32) throws {
    var current = sigaction()
    sigaction(signal, nil, &current)
    let isIgnored = unsafeBitCast(current.__sigaction_handler.sa_handler, to: Int.self) == 1
    let pipe = Pipe()
    let process = try BuiltTool.start(["features", "-", "--output", "out.oxford"], in: folder, input: pipe)
    for _ in 0..<200 where try folder.names().isEmpty { usleep(10_000) }
    #expect(try folder.names().count == 1, "the output is prepared before the input is read")
    kill(process.processIdentifier, isIgnored ? SIGTERM : signal)
    let run = try BuiltTool.outcome(of: process, in: folder)
    #expect(run.status == 128 + (isIgnored ? SIGTERM : signal))
    #expect(run.errors.isEmpty)
    #expect(try folder.names().isEmpty)
    withExtendedLifetime(pipe) {}
  }
}
