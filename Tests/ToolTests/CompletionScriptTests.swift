import Foundation
import Testing

/// The completion scripts in the shells themselves.
@Suite struct CompletionScriptTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private static func isInstalled(_ shell: String) -> Bool {
    ["/bin/", "/usr/bin/", "/usr/local/bin/"].contains {
      FileManager.default.isExecutableFile(atPath: $0 + shell)
    }
  }

  @Test("the scripts are without fault for their shells", arguments: ["bash", "zsh", "fish"])
  func syntax(shell: String) throws {
    let script = try BuiltTool.run(["completions", shell], in: folder)
    #expect(script.status == 0)
    try folder.write(Array(script.output), to: "script")
    guard Self.isInstalled(shell) else { return }
    let check = try BuiltTool.bash("\(shell) -n script", in: folder)
    #expect(check.status == 0)
    #expect(check.errors.isEmpty)
  }

  /// What bash proposes for the last of `words`, sorted.
  private func proposals(_ words: [String]) throws -> [String] {
    let quoted = words.map { "'\($0)'" }.joined(separator: " ")
    let run = try BuiltTool.bash(
      """
      source <("$tool" completions bash)
      COMP_WORDS=(\(quoted)); COMP_CWORD=\(words.count - 1)
      _sightline
      printf '%s\\n' "${COMPREPLY[@]}" | sort
      """, in: folder)
    #expect(run.errors.isEmpty)
    return run.text.split(separator: "\n").map(String.init)
  }

  @Test(
    "bash completes commands, options and values",
    arguments: [
      (
        ["sightline", ""],
        [
          "--help", "--version", "advise", "benchmark", "build-projection", "build-vocabulary", "check",
          "compact",
          "completions", "edges", "embed", "features", "groups", "help", "info", "ingest", "manual", "model",
          "pairs",
          "query", "remove", "verify",
        ]
      ),
      (["sightline", "fe"], ["features"]),
      (["sightline", "features", "--max-f"], ["--max-features"]),
      (
        ["sightline", "features", "--detector", "h"],
        ["harris-affine", "harris-laplace", "hessian-affine", "hessian-laplace"]
      ),
      (["sightline", "features", "--orientation", "=", "d"], ["dominant"]),
      (["sightline", "features", "--orientation", "="], ["dominant", "upright"]),
      (["sightline", "features", "--max-features", ""], []),
      (["sightline", "completions", ""], ["bash", "fish", "zsh"]),
      (["sightline", "help", "f"], ["features"]),
      (["sightline", "ingest", "--re"], ["--replace"]),
    ])
  func bash(words: [String], expected: [String]) throws {
    #expect(try proposals(words) == expected)
  }

  @Test("bash completes files with blanks, and folders where folders are wanted")
  func bashPaths() throws {
    try folder.write("", to: "a picture.jpg")
    try folder.write("", to: "a folder/b.jpg")
    #expect(try proposals(["sightline", "features", "a"]) == ["a folder", "a picture.jpg"])
    #expect(try proposals(["sightline", "features", "--output-directory", "a"]) == ["a folder"])
    #expect(try proposals(["sightline", "features", "--output", "a p"]) == ["a picture.jpg"])
  }
}
