import Foundation
import Testing

/// What the tool answers before it reads any picture.
@Suite struct CommandLineTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// The stored help texts are as wide as a pipe gets them: 100 columns.
  private func storedText(_ name: String) throws -> String {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Resources/\(name).txt")
    return try String(contentsOf: file, encoding: .utf8)
  }

  @Test(
    "help is the stored text",
    arguments: [
      ([], "beginning"), (["--help"], "help"), (["-h"], "help"), (["help"], "help"),
      (["features", "--help"], "help-features"), (["help", "features"], "help-features"),
      (["features", "--nonsense", "-h"], "help-features"),
      (["build-vocabulary", "--help"], "help-build-vocabulary"), (["info", "--help"], "help-info"),
      (["ingest", "--help"], "help-ingest"), (["query", "--help"], "help-query"),
      (["verify", "--help"], "help-verify"), (["remove", "--help"], "help-remove"),
      (["compact", "--help"], "help-compact"), (["check", "--help"], "help-check"),
      (["groups", "--help"], "help-groups"), (["pairs", "--help"], "help-pairs"),
      (["benchmark", "--help"], "help-benchmark"),
      (["completions", "--help"], "help-completions"), (["manual", "--help"], "help-manual"),
      (["advise", "--help"], "help-advise"), (["model", "--help"], "help-model"),
      (["embed", "--help"], "help-embed"), (["edges", "--help"], "help-edges"),
      (["help", "--help"], "help-help"),
    ])
  func help(words: [String], name: String) throws {
    let run = try BuiltTool.run(words, in: folder)
    #expect(run.text == (try storedText(name)))
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
  }

  @Test("an instruction set that is unknown is refused, one that every processor has is taken")
  func instructionSets() throws {
    let unknown = try BuiltTool.run(["--version"], in: folder, environment: ["SIGHTLINE_CPU": "avx1024"])
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("avx1024") && unknown.errors.contains("baseline, avx2, avx512"))
    #expect(
      try BuiltTool.run(["--version"], in: folder, environment: ["SIGHTLINE_CPU": "baseline"]).status == 0)
  }

  @Test("the version is one line")
  func version() throws {
    let run = try BuiltTool.run(["--version"], in: folder)
    #expect(run.text == "sightline 0.1.0\n")
    #expect(run.status == 0)
  }

  @Test(
    "a wrong command line is answered with one sentence and status 2",
    arguments: [
      (
        ["featurs", "a.png"],
        "'featurs' is no command; did you mean 'features'? "
          + "(ingest, query, verify, groups, pairs, remove, compact, check, info, embed, features, edges, build-vocabulary, "
          + "build-projection, model, benchmark, "
          + "advise, completions, manual, help)"
      ),
      (["--quiet", "features"], "options come after the command: sightline COMMAND --quiet"),
      (["features"], "IMAGES... is missing; 'sightline features --help' shows the usage"),
      (
        ["features", "a.png", "--max-feature", "3"],
        "unknown option '--max-feature': did you mean '--max-features'?"
      ),
      (
        ["features", "a.png", "--max-features", "-3"],
        "--max-features needs a whole number of at least 1, not '-3'"
      ),
      (["features", "a.png", "--max-side", "8"], "--max-side needs a whole number of at least 16, not '8'"),
      (["features", "a.png", "--jobs", "0"], "--jobs needs a whole number of at least 1, not '0'"),
      (
        ["features", "a.png", "--measurement-region", "99"],
        "--measurement-region needs a number from 1 to 50, not '99'"
      ),
      (
        ["features", "a.png", "--detector", "hesian-affine"],
        "'hesian-affine' is no detector; did you mean 'hessian-affine'? "
          + "(dog, harris-laplace, hessian-laplace, harris-affine, hessian-affine)"
      ),
      (
        ["features", "a.png", "--detector", "surf"],
        "'surf' is no detector; choose one of "
          + "dog, harris-laplace, hessian-laplace, harris-affine, hessian-affine"
      ),
      (
        ["features", "a.png", "--format", "oxfrod"],
        "'oxfrod' is no format; did you mean 'oxford'? (oxford, colmap, json)"
      ),
      (["features", "a.png", "--output"], "--output needs a value: FILE"),
      (
        ["features", "a.png", "--output", "x", "--output-directory", "y"],
        "--output and --output-directory exclude each other"
      ),
      (
        ["features", "a.png", "--json", "--format", "oxford"],
        "--json and --format oxford contradict each other on standard output"
      ),
      (
        ["features", "a.png", "--format", "colmap", "--descriptor", "cs-lbp"],
        "--format colmap holds 128-byte descriptors only; take --descriptor sift or rootsift"
      ),
      (["completions", "zhs"], "'zhs' is no shell; did you mean 'zsh'? (bash, zsh, fish)"),
      (["completions"], "SHELL is missing; 'sightline completions --help' shows the usage"),
      (
        ["help", "feature"],
        "'feature' is no command; did you mean 'features'? "
          + "(ingest, query, verify, groups, pairs, remove, compact, check, info, embed, features, edges, build-vocabulary, "
          + "build-projection, model, benchmark, "
          + "advise, completions, manual, help)"
      ),
    ])
  func wrongCommandLines(words: [String], sentence: String) throws {
    let run = try BuiltTool.run(words, in: folder)
    #expect(run.errors == "sightline: \(sentence)\n")
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
  }

  @Test("help and completions are JSON when asked")
  func json() throws {
    let help = try BuiltTool.run(["help", "--json"], in: folder)
    let completions = try BuiltTool.run(["completions", "bash", "--json"], in: folder)
    let texts = try [help, completions].map {
      try JSONDecoder().decode([String: String].self, from: $0.output)
    }
    #expect(texts[0]["help"] == (try storedText("help")))
    #expect(texts[1]["shell"] == "bash" && texts[1]["script"]?.contains("complete -F") == true)
  }

  @Test("a closed pipe is success, without a word")
  func closedPipe() throws {
    let run = try BuiltTool.bash(
      #"exec 3> >(exec true); sleep 0.3; "$tool" help features >&3; echo $?"#, in: folder)
    #expect(run.text == "0\n")
    #expect(run.errors.isEmpty)
  }
}
