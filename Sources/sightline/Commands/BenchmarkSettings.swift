import ArgumentParsing
import Evaluation
import Retrieval

/// The options of `sightline benchmark`.
enum BenchmarkSettings {
  private static let pictures = "Pictures and truth"
  private static let work = "Measurement"
  private static let copies = "Copies"
  private static let drawingGroup = "Drawings"
  private static let output = "Output"

  static let images = Option.paths(
    "images", "PATHS", group: pictures,
    help:
      "The benchmark's pictures, those that ask among them: files, folders or @list.txt; can be given several times."
  )
  static let truth = Option.file(
    "truth", "PATH", group: pictures, help: "The truth, as its makers publish it.")
  static let distractors = Option.paths(
    "distractors", "PATHS", group: pictures,
    help: "More pictures to be confused with; can be given several times.")
  static let restrict = Option.flag(
    "restrict", group: pictures,
    help:
      "Evaluate what is there, when pictures of the truth are missing. The numbers are then not those of the whole."
  )

  static let vocabulary = Option.file(
    "vocabulary", "FILE.slv", group: work,
    help: "The words, instead of those that come with the program; for drawings, the keyshapes.")
  static let model = Option.file(
    "model", "FILE", group: work,
    help:
      "Give each picture a vector too, made by this projection file (.slp) or network's recipe (.json), and measure what these "
      + "find; for drawings, the lines of each.")
  static let features = ModelOption.locating(group: work)
  static let collection = Option.directory(
    "collection", "DIR", group: work,
    help:
      "Keep the collection here, and take it from here the next time; otherwise it is made anew and removed. For drawings, one "
      + "that has the photographs with their drawing rows, to be ranked by as well.")
  static let stages = Option.value(
    "stages", "LIST", words: BenchmarkStage.allCases.map(\.rawValue), default: [BenchmarkStage](),
    defaultText: "all that the collection allows", group: work,
    help: "Measure only these stages, with commas between.",
    read: { (text) throws(UsageError) in try list(text, of: "stages") })

  static let kinds = Option.value(
    "kinds", "LIST", words: CopyKind.allCases.map(\.rawValue), default: CopyKind.allCases,
    defaultText: "all", group: copies, help: "Make only these kinds of copies, with commas between.",
    read: { (text) throws(UsageError) in try list(text, of: "kinds") })
  static let sample = Option.wholeNumber(
    "sample", "N", atLeast: 1, default: CopiesOptions().sample, group: copies,
    help: "Copy at most so many pictures, evenly spread over all.")

  static let drawings = Option.paths(
    "drawings", "PATHS", group: drawingGroup,
    help: "The drawings: files, folders or @list.txt; else the folder drawings beside the truth.")
  static let descriptor = Option.value(
    "descriptor", "LIST", words: DrawingWay.allCases.map(\.rawValue), default: [DrawingWay.all],
    defaultText: "all", group: drawingGroup,
    help: "Rank photographs by these, with commas between.",
    read: { (text) throws(UsageError) in try list(text, of: "descriptor") })
  static let train = Option.paths(
    "train", "PATHS", group: drawingGroup,
    help: "Photographs, others than those searched, from whose edges gf-hog learns its words.")
  static let thenPhotos = Option.wholeNumber(
    "then-photos", atLeast: 0, default: DrawingOptions().thenPhotos, group: drawingGroup,
    help:
      "Rank photographs also by so many of the first ones as queries, in the words and vectors that --collection has of them."
  )
  static let mirror = Option.flag(
    "mirror", group: drawingGroup, help: "Look for each drawing the other way round too.")
  static let metric = Option.file(
    "metric", "FILE.slp", group: drawingGroup,
    help: "Rank them by a learned metric too: a file that build-projection --pairs has made.")

  static let report = Option.file(
    "report", "OUT.html", group: output,
    help:
      "Write a page that needs no other file: tables, curves, and each query with its first results. Not for copies."
  )
  static let csv = Option.file(
    "csv", "OUT.csv", group: output,
    help: "Write a line for each stage and query. Not for drawings.")

  static let all: [any DescribedOption] = [
    images, truth, distractors, restrict, vocabulary, features, model, collection, stages, kinds, sample,
    drawings, descriptor, train, thenPhotos, mirror, metric, report, csv,
  ]
  /// Those that mean something for drawings alone.
  static let ofDrawings: [any DescribedOption] = [drawings, descriptor, train, thenPhotos, mirror, metric]

  /// Words with commas between, each once.
  private static func list<Word: RawRepresentable<String> & CaseIterable & Hashable>(
    _ text: String, of option: String
  ) throws(UsageError) -> [Word] {
    let words = text.split(separator: ",", omittingEmptySubsequences: false).map {
      Word(rawValue: String($0))
    }
    let known = words.compactMap { $0 }
    guard known.count == words.count, Set(known).count == known.count else {
      let all = Word.allCases.map(\.rawValue).joined(separator: ",")
      throw .value(text, of: option, needs: "some of \(all), each once")
    }
    return known
  }
}
