import Core
import Glibc

/// `--name number` pairs behind a subcommand and a folder, of commands whose options are numbers.
struct SceneArguments {
  let folder: String
  private let values: [String: Int]

  init(_ arguments: ArraySlice<String>, known: Set<String>) throws(SceneError) {
    guard let folder = arguments.first, arguments.count % 2 == 1 else {
      throw SceneError(SceneCommands.usage)
    }
    self.folder = folder
    var values: [String: Int] = [:]
    let words = Array(arguments.dropFirst())
    for place in stride(from: 0, to: words.count, by: 2) {
      let name = String(words[place].dropFirst(2))
      guard words[place].hasPrefix("--"), known.contains(name), let value = Int(words[place + 1]), value >= 0
      else { throw SceneError("\(words[place]) \(words[place + 1]): no such option or number") }
      values[name] = value
    }
    self.values = values
  }

  func number(_ name: String, _ usual: Int) -> Int { values[name] ?? usual }

  /// A file's lines.
  static func lines(of path: String) throws -> [String] {
    let file = try MappedFile(path: path)
    let text = withExtendedLifetime(file) { String(decoding: file.bytes, as: UTF8.self) }
    return text.split(separator: "\n").map(String.init)
  }

  var jobs: Int { max(1, number("jobs", Parallel.processorCount)) }
  var seed: UInt64 { UInt64(number("seed", 1)) }

  /// Makes the folder, or one in it.
  func makeFolder(_ name: String = "") throws(SceneError) {
    let path = folder + "/" + name
    if mkdir(path, 0o777) != 0, errno != EEXIST { throw SceneError("\(path): the folder cannot be made") }
  }

  func write(_ lines: [String], to name: String) throws(SceneError) {
    let path = folder + "/" + name
    guard let file = fopen(path, "wb") else { throw SceneError("\(path): the file cannot be written") }
    let wasWritten = fputs(lines.joined(separator: "\n") + "\n", file) >= 0
    guard fclose(file) == 0, wasWritten else { throw SceneError("\(path): the file cannot be written") }
  }
}

/// What is wrong, in a sentence.
struct SceneError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// The commands that make pictures whose truth is known (each depends on the seed and its number alone), and the one that times
/// queries.
enum SceneCommands {
  static let usage = """
    proof-benchmark make-planted FOLDER [--objects 40] [--pictures 500] [--seed 1] [--jobs N]
    proof-benchmark make-groups FOLDER [--objects 1000] [--views 10] [--seed 1] [--jobs N]
    proof-benchmark compare LIST [--jobs N]
    proof-benchmark compare-with RECIPE.json LIST [--jobs N]
    proof-benchmark search LIST COLLECTION [--jobs N]
    proof-benchmark ask LIST COLLECTION [--verify 200] [--rounds 5]
    """

  /// Whether the command is one of these, which then has been done.
  static func run(_ arguments: [String]) throws -> Bool {
    let rest = arguments.dropFirst(2)
    switch arguments.dropFirst().first {
    case "make-planted":
      try Planting(SceneArguments(rest, known: ["objects", "pictures", "seed", "jobs"])).run()
    case "make-groups":
      try GroupMaking(SceneArguments(rest, known: ["objects", "views", "seed", "jobs"])).run()
    case "ask":
      let arguments = try SceneArguments(rest.dropFirst(), known: ["verify", "rounds"])
      try WarmQueries(list: rest.first ?? "", arguments: arguments).run()
    case "compare":
      let arguments = try SceneArguments(rest, known: ["jobs"])
      try PairComparing(list: arguments.folder, jobs: arguments.jobs).run()
    case "compare-with":
      let arguments = try SceneArguments(rest.dropFirst(), known: ["jobs"])
      try PairComparing(list: arguments.folder, jobs: arguments.jobs, network: rest.first).run()
    case "search":
      let arguments = try SceneArguments(rest.dropFirst(), known: ["jobs"])
      try CollectionComparing(list: rest.first ?? "", arguments: arguments).run()
    default: return false
    }
    return true
  }
}
