import Core

/// The form of the revisited Oxford and Paris benchmarks: one file, a pickle or the same as JSON.
///
/// `imlist` names the pictures of the collection, `qimlist` those that ask; `gnd` has for each query its box (`bbx`: left,
/// top, right, bottom) and three lists of places in `imlist`: `easy` and `hard` ones to find, and `junk`. Easy asks for the
/// easy ones and forgives the hard, hard the other way round, medium asks for both.
struct RevisitedTruth {
  private struct Answers {
    var easy: Set<String>
    var hard: Set<String>
    var junk: Set<String>
  }

  private let path: String
  private var collection: [String] = []
  private var queries: [GroundTruth.Query] = []
  private var answers: [Answers] = []

  static func read(_ benchmark: Benchmark, from path: String) throws(EvaluationError) -> GroundTruth {
    try RevisitedTruth(path: path).groundTruth(of: benchmark)
  }

  private init(path: String) throws(EvaluationError) {
    self.path = path
    let document = try Self.document(path: path)
    collection = try names(document["imlist"], key: "imlist")
    let asking = try names(document["qimlist"], key: "qimlist")
    guard let entries = document["gnd"]?.array else { throw error("expected a list with the key gnd") }
    guard entries.count == asking.count, !entries.isEmpty else {
      throw error(
        "qimlist has \(asking.count) queries and gnd \(entries.count): expected as many, and at least one")
    }
    for (number, entry) in entries.enumerated() {
      let region = try region(entry["bbx"], query: number)
      queries.append(GroundTruth.Query(name: asking[number], picture: asking[number], region: region))
      answers.append(
        Answers(
          easy: try pictures(entry["easy"], key: "easy", query: number),
          hard: try pictures(entry["hard"], key: "hard", query: number),
          junk: try pictures(entry["junk"], key: "junk", query: number)))
    }
  }

  private func groundTruth(of benchmark: Benchmark) -> GroundTruth {
    let easy = answers.map { Relevance(positives: $0.easy, junk: $0.junk.union($0.hard)) }
    let medium = answers.map { Relevance(positives: $0.easy.union($0.hard), junk: $0.junk) }
    let hard = answers.map { Relevance(positives: $0.hard, junk: $0.junk.union($0.easy)) }
    let setups = [("easy", easy), ("medium", medium), ("hard", hard)]
    return GroundTruth(
      benchmark: benchmark, queries: queries,
      setups: setups.map { GroundTruth.Setup(name: $0.0, relevance: $0.1) }, pictures: collection)
  }

  /// A JSON document begins with a brace, after blanks; a pickle never does.
  private static func document(path: String) throws(EvaluationError) -> JSONValue {
    let bytes = try TruthText.bytes(of: path)
    let isJSON = bytes.first { !TruthText.isBlank($0) && $0 != 0x0A } == UInt8(ascii: "{")
    do {
      return isJSON ? try JSONValue(parsing: bytes) : try PickleReader.value(of: bytes)
    } catch let error as JSONError {
      throw EvaluationError(path: path, error.description)
    } catch let error as PickleError {
      throw EvaluationError(path: path, error.description)
    } catch {
      throw EvaluationError(path: path, "cannot be read: \(error)")
    }
  }

  private func names(_ value: JSONValue?, key: String) throws(EvaluationError) -> [String] {
    guard let elements = value?.array else { throw error("expected a list with the key \(key)") }
    let names = elements.compactMap(\.string)
    guard names.count == elements.count else {
      throw error("\(key) has something that is no name of a picture")
    }
    guard Set(names).count == names.count else { throw error("\(key) has a name twice") }
    return names
  }

  private func pictures(_ value: JSONValue?, key: String, query: Int) throws(EvaluationError) -> Set<String> {
    guard let elements = value?.array else {
      throw error("expected a list with the key \(key) in gnd[\(query)]")
    }
    var pictures: Set<String> = []
    for element in elements {
      guard let index = element.integer, collection.indices.contains(index) else {
        throw error(
          "\(key) in gnd[\(query)] has something that is no place in imlist, 0 … \(collection.count - 1)")
      }
      pictures.insert(collection[index])
    }
    return pictures
  }

  private func region(_ value: JSONValue?, query: Int) throws(EvaluationError) -> TruthRegion {
    let numbers = (value?.array ?? []).compactMap(\.number)
    guard numbers.count == 4, value?.array?.count == 4,
      let region = TruthRegion(left: numbers[0], top: numbers[1], right: numbers[2], bottom: numbers[3])
    else { throw error("bbx in gnd[\(query)] is no box of left, top, right and bottom that has an area") }
    return region
  }

  private func error(_ message: String) -> EvaluationError { EvaluationError(path: path, message) }
}
