import Foundation
import Raster
import SyntheticScenes
import Testing

/// What `sightline query` refuses: one sentence and status 2.
@Suite struct QueryErrorTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let picture = Scene(number: 0, ofCollection: 5).picture(width: 200, height: 150)
    try folder.write(PictureFile.encodedPNG(picture), to: "photos/0.png")
    for words in [
      ["build-vocabulary", "words.slv", "photos", "--words", "32", "--rounds", "2"],
      ["ingest", "c", "photos", "--vocabulary", "words.slv"],
      ["ingest", "lean", "photos", "--vocabulary", "words.slv", "--lean"],
    ] {
      try #require(try BuiltTool.run(words, in: folder).status == 0)
    }
  }

  private func sentence(_ words: [String]) throws -> String {
    let run = try BuiltTool.run(["query"] + words, in: folder)
    #expect(run.status == 2 && run.output.isEmpty, "\(words): \(run.text)")
    #expect(run.errors.hasPrefix("sightline: ") && run.errors.split(separator: "\n").count == 1)
    return run.errors
  }

  @Test("values that cannot be meant")
  func values() throws {
    let refused: [([String], String)] = [
      (["--region", "1,2,3"], "--region needs four numbers X,Y,W,H in pixels, not '1,2,3'"),
      (["--region", "1,2,3,x"], "--region needs four numbers"),
      (["--region", "1,2,0,4"], "the region 1,2,0,4 is empty"),
      (["--region", "900,2,9,4"], "lies outside the picture, which has 200 × 150 pixels"),
      (["--rotations", "2"], "--rotations needs 1, 4 or 8, not '2'"),
      (["--distance", "l3"], "--distance needs cosine, l1, l2 or an exponent from 0.1 to 10, not 'l3'"),
      (["--distance", "nan", "--scoring", "bow"], "--distance needs cosine"),
      (["--threshold", "65"], "--threshold needs a number of bits from 0 to 64, not '65'"),
      (["--sigma", "0"], "--sigma needs a number from 0.5 to 64, not '0'"),
      (["--stop-share", "2"], "--stop-share needs a number from 0 to 1, not '2'"),
      (["--cap", "-1"], "--cap needs a whole number of at least 0, not '-1'"),
      (["--top", "0"], "--top needs a whole number of at least 1, not '0'"),
      (["--words-per-feature", "300"], "1 to 256 words, not 300"),
      (["--scoring", "hammin"], "'hammin' is no scoring; did you mean 'hamming'?"),
      (["--filter", "[a"], "the pattern '[a' has a bracket that is not closed"),
    ]
    for (words, part) in refused {
      let sentence = try sentence(["c", "photos/0.png"] + words)
      #expect(sentence.contains(part), "\(words): \(sentence)")
    }
  }

  @Test("options without effect on the scoring")
  func withoutEffect() throws {
    let refused: [([String], String)] = [
      (
        ["c", "photos/0.png", "--distance", "l1"],
        "--distance is for --scoring bow, and this query is scored by hamming"
      ),
      (["c", "photos/0.png", "--scoring", "bow", "--sigma", "9"], "--sigma is for --scoring hamming"),
      (["lean", "photos/0.png", "--threshold", "9"], "--threshold is for --scoring hamming"),
      (["c", "photos/0.png", "--scoring", "asmk"], "c: this collection keeps no aggregates"),
      (["lean", "photos/0.png", "--scoring", "hamming"], "lean: this collection is lean"),
      (
        ["c", "name:photos/0.png", "--rotations", "4"],
        "photos/0.png: a picture of the collection is kept under one"
      ),
      (
        ["c", "name:photos/0.png", "--words-per-feature", "2"],
        "photos/0.png: a picture of the collection is kept with"
      ),
    ]
    for (words, part) in refused {
      let sentence = try sentence(words)
      #expect(sentence.contains(part), "\(words): \(sentence)")
    }
    #expect(try BuiltTool.run(["query", "lean", "photos/0.png", "--distance", "l1"], in: folder).status == 0)
  }

  @Test("queries and collections that are not there")
  func missing() throws {
    try folder.write("text", to: "text.png")
    let refused: [([String], String)] = [
      (["c", "none.png"], "none.png: "), (["c", "text.png"], "text.png: "), (["c", "photos"], "photos: "),
      (["c", "-"], "standard input: "),
      (["c", "name:none.png"], "no picture of this collection has the name 'none.png'"),
      (["none", "photos/0.png"], "none: "), (["photos", "photos/0.png"], "photos: "),
      (["text.png", "photos/0.png"], "text.png: "), (["c"], "IMAGE is missing"),
    ]
    for (words, part) in refused {
      let sentence = try sentence(words)
      #expect(sentence.contains(part), "\(words): \(sentence)")
    }
  }

  @Test("a vocabulary that was moved is named with --vocabulary; another one is refused")
  func vocabulary() throws {
    let moved = try BuiltTool.bash("mv words.slv moved.slv", in: folder)
    #expect(moved.status == 0)
    #expect(try sentence(["c", "photos/0.png"]).contains("--vocabulary"))
    let found = try BuiltTool.run(["query", "c", "photos/0.png", "--vocabulary", "moved.slv"], in: folder)
    #expect(found.status == 0 && found.text.hasSuffix("photos/0.png\n"))
    let other = ["build-vocabulary", "other.slv", "photos", "--words", "16", "--rounds", "1"]
    try #require(try BuiltTool.run(other, in: folder).status == 0)
    #expect(try sentence(["c", "photos/0.png", "--vocabulary", "other.slv"]).contains("fingerprint"))
  }
}
