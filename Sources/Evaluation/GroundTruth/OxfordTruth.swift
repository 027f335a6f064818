/// The form of the Oxford and Paris buildings: four text files for each query in one folder.
///
/// `NAME_query.txt` has a picture and a box, left, top, right and bottom in pixels; `NAME_good.txt`, `NAME_ok.txt` and
/// `NAME_junk.txt` have a picture a line. Pictures stand there without folder and ending; in the query files of
/// Oxford, and only there, each has `oxc1_` in front. Good and ok ones are the positives.
struct OxfordTruth {
  private static let queryEnding = "_query.txt"
  private static let prefix = "oxc1_"

  private var queries: [GroundTruth.Query] = []
  private var relevance: [Relevance] = []

  init(folder: String) throws(EvaluationError) {
    let names = try TruthFolder.names(in: folder).filter { $0.hasSuffix(Self.queryEnding) }
    guard !names.isEmpty else {
      throw EvaluationError(path: folder, "no queries there: expected files NAME\(Self.queryEnding)")
    }
    for name in names.map({ String($0.dropLast(Self.queryEnding.count)) }) {
      let path = "\(folder)/\(name)"
      queries.append(try Self.query(named: name, path: path + Self.queryEnding))
      let positives = try Self.pictures(path: path + "_good.txt").union(
        try Self.pictures(path: path + "_ok.txt"))
      relevance.append(Relevance(positives: positives, junk: try Self.pictures(path: path + "_junk.txt")))
    }
  }

  func groundTruth(of benchmark: Benchmark) -> GroundTruth {
    var pictures = Set(queries.map(\.picture))
    for answers in relevance { pictures.formUnion(answers.positives.union(answers.junk)) }
    return GroundTruth(
      benchmark: benchmark, queries: queries, setups: [GroundTruth.Setup(name: "", relevance: relevance)],
      pictures: pictures)
  }

  private static func query(named name: String, path: String) throws(EvaluationError) -> GroundTruth.Query {
    let file = try TruthText(path: path)
    guard let line = file.lines.first else {
      throw EvaluationError(path: path, "empty: expected a picture and four numbers")
    }
    let words = line.text.split(whereSeparator: \.isWhitespace)
    let numbers = words.dropFirst().compactMap { Double($0) }
    guard words.count == 5, numbers.count == 4 else {
      throw file.error(line: line.number, "expected a picture and four numbers: left, top, right, bottom")
    }
    guard let region = TruthRegion(left: numbers[0], top: numbers[1], right: numbers[2], bottom: numbers[3])
    else {
      throw file.error(
        line: line.number, "the box has no area in the picture: expected left, top, right, bottom in pixels")
    }
    if file.lines.count > 1 { throw file.error(line: file.lines[1].number, "something follows the box") }
    let picture = words[0].hasPrefix(prefix) ? words[0].dropFirst(prefix.count) : words[0]
    return GroundTruth.Query(name: name, picture: String(picture), region: region)
  }

  private static func pictures(path: String) throws(EvaluationError) -> Set<String> {
    let file = try TruthText(path: path)
    for line in file.lines where line.text.contains(where: \.isWhitespace) {
      throw file.error(line: line.number, "expected one picture a line")
    }
    return Set(file.lines.map { String($0.text) })
  }
}
