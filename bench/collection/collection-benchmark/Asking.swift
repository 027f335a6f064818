import Core
import Retrieval

/// Queries of pictures, one after the other within one process, as often as is wished: a shortlist's time without that of opening the
/// collection, as a program that stays open has it. One thread.
struct Asking {
  let arguments: Arguments

  /// A file and the region of it, `PATH` or `PATH<tab>X,Y,W,H`.
  private struct Question {
    let path: String
    let region: PictureRegion?

    init(_ line: Substring) throws {
      let parts = line.split(separator: "\t")
      guard let path = parts.first else { throw BenchmarkError("a line without a path") }
      self.path = String(path)
      let numbers = parts.dropFirst().first?.split(separator: ",").compactMap { Double($0) } ?? []
      region =
        numbers.count == 4
        ? PictureRegion(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3]) : nil
    }
  }

  func run() throws -> String {
    let list = try MappedFile(path: arguments.text("list", ""))
    let text = withExtendedLifetime(list) { String(decoding: list.bytes, as: UTF8.self) }
    let questions = try text.split(separator: "\n").map(Question.init)
    let collection = try Collection.open(arguments.folder)
    var timings = [[QueryReport.Timings]](repeating: [], count: questions.count)
    for _ in 0..<arguments.number("rounds", 5) {
      for (place, question) in questions.enumerated() {
        var options = QueryOptions()
        options.region = question.region
        options.top = 1_000_000
        options.verify = 0
        options.scoring = QueryOptions.Scoring(rawValue: arguments.text("scoring", "hamming"))
        timings[place].append(try collection.query(.file(path: question.path), options: options).timings)
      }
    }
    return report(timings)
  }

  private func report(_ timings: [[QueryReport.Timings]]) -> String {
    var json = JSONWriter()
    json.object { json in
      append("words", timings.map { $0.map(\.words) }, to: &json)
      append("shortlist", timings.map { $0.map(\.shortlist) }, to: &json)
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private func append(_ key: String, _ seconds: [[Double]], to json: inout JSONWriter) {
    json.key(key)
    json.array { json in
      for each in seconds {
        json.array { json in
          for second in each { json.value(second, significantDigits: 6) }
        }
      }
    }
  }
}
