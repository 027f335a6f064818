/// `--name value` pairs behind a subcommand and a folder.
struct Arguments {
  let command: String
  let folder: String
  private let values: [String: String]

  init(_ arguments: [String]) throws {
    guard arguments.count >= 3, arguments.count % 2 == 1 else { throw BenchmarkError(Arguments.usage) }
    command = arguments[1]
    folder = arguments[2]
    var values: [String: String] = [:]
    for place in stride(from: 3, to: arguments.count, by: 2) {
      guard arguments[place].hasPrefix("--") else { throw BenchmarkError(Arguments.usage) }
      values[String(arguments[place].dropFirst(2))] = arguments[place + 1]
    }
    self.values = values
  }

  func number(_ name: String, _ usual: Int) -> Int { values[name].flatMap { Int($0) } ?? usual }

  func fraction(_ name: String, _ usual: Double) -> Double { values[name].flatMap { Double($0) } ?? usual }

  func text(_ name: String, _ usual: String) -> String { values[name] ?? usual }

  static let usage = """
    collection-benchmark grow FOLDER --pictures N [--features 1000] [--words 65536] [--exponent 1.0] [--kind full|lean] [--batch 2000000] [--vectors 0]
    collection-benchmark query FOLDER [--queries 50] [--features 1000] [--words-per-feature 1] [--exponent 1.0] [--scoring hamming|bow]
    collection-benchmark compact FOLDER
    collection-benchmark ask COLLECTION --list FILE [--rounds 5] [--scoring hamming|bow|asmk]
    collection-benchmark flip FOLDER [--from 0] [--step 1] [--cuts yes|no]
    collection-benchmark churn FOLDER --role writer|reader [--seconds 60] [--seed 1]
    """
}

/// What is wrong, in a sentence.
struct BenchmarkError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
