import Core
import Retrieval

/// Queries of pictures, one after the other within one process, as often as is wished, on one thread: the seconds of each step
/// without those of opening the collection, as a program that stays open has them. The first round is not counted.
///
/// A line of the list is `PATH` or `PATH<tab>X,Y,W,H`.
struct WarmQueries {
  let list: String
  let arguments: SceneArguments

  private static let steps: [(String, KeyPath<QueryReport.Timings, Double> & Sendable)] = [
    ("features", \.features), ("words", \.words), ("shortlist", \.shortlist),
    ("correspondences", \.correspondences), ("verification", \.verification), ("total", \.total),
  ]

  func run() throws {
    let questions = try readList()
    let collection = try Collection.open(arguments.folder)
    var timings = [[QueryReport.Timings]](repeating: [], count: questions.count)
    for round in 0...arguments.number("rounds", 5) {
      for (place, question) in questions.enumerated() {
        let report = try collection.query(.file(path: question.path), options: options(question.region))
        if round > 0 { timings[place].append(report.timings) }
      }
    }
    print(json(timings))
  }

  private func options(_ region: PictureRegion?) -> QueryOptions {
    var options = QueryOptions()
    options.region = region
    options.verify = arguments.number("verify", 200)
    return options
  }

  private func readList() throws -> [(path: String, region: PictureRegion?)] {
    try SceneArguments.lines(of: list).map { line in
      let parts = line.split(separator: "\t", maxSplits: 1)
      guard let path = parts.first else { throw SceneError("\(list): a line without a path") }
      guard parts.count > 1 else { return (String(path), nil) }
      let numbers = parts[1].split(separator: ",").compactMap { Double($0) }
      guard numbers.count == 4 else { throw SceneError("\(list): \(parts[1]) is no region") }
      return (
        String(path), PictureRegion(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
      )
    }
  }

  /// For each step a list for each query of the seconds of each round.
  private func json(_ timings: [[QueryReport.Timings]]) -> String {
    var json = JSONWriter()
    json.object { json in
      for (name, step) in Self.steps {
        json.key(name)
        json.array { json in
          for rounds in timings {
            json.array { json in
              for round in rounds { json.value(round[keyPath: step], significantDigits: 6) }
            }
          }
        }
      }
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
