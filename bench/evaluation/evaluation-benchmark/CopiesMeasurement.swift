import Core
import Evaluation
import Glibc
import Retrieval

/// `copies COLLECTION [KEY=VALUE …]`: the copies of a collection's own pictures as JSON, answer by answer; with `write=DIR` their files
/// too, as DIR/KIND/NUMBER.jpg with the number of the original, for other programs.
struct CopiesMeasurement {
  private var options = CopiesOptions()
  private let collection: Collection
  private var folder: String?

  init(_ arguments: [String]) throws {
    guard let path = arguments.first else { throw EvaluationError("copies COLLECTION [KEY=VALUE …]") }
    collection = try Collection.open(path)
    for argument in arguments.dropFirst() {
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, try set(parts[0], parts[1]) else {
        throw EvaluationError(path: argument, "is no setting of copies")
      }
    }
  }

  private mutating func set(_ key: String, _ value: String) throws -> Bool {
    if key == "write" {
      folder = value
      return true
    }
    if key == "kinds" {
      options.kinds = value.split(separator: ",").compactMap { CopyKind(rawValue: String($0)) }
      return true
    }
    guard let number = Int(value) else { return false }
    switch key {
    case "sample": options.sample = number
    case "seed": options.seed = UInt64(max(0, number))
    case "jobs": options.jobs = number
    case "mirror": options.query.mirror = number != 0
    case "enlarges": options.query.enlarges = number != 0
    case "verify": options.query.verify = number
    case "words": options.query.wordsPerFeature = number
    case "threshold": options.query.threshold = number
    case "rotations":
      guard let rotations = QueryOptions.Rotations(rawValue: number) else { return false }
      options.query.rotations = rotations
    default: return false
    }
    return true
  }

  /// The report's JSON.
  func run() throws -> [UInt8] {
    let names = try collection.names()
    let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let folder = folder
    try makeFolders()
    let benchmark = CopiesBenchmark(originals: names, collection: collection, options: options)
    let report = try benchmark.run(copyMade: { copy in
      guard let folder, let number = numbers[copy.original] else { return }
      Self.write(copy.bytes, to: "\(folder)/\(copy.kind.rawValue)/\(number).jpg")
    })
    var json = JSONWriter()
    json.object { json in
      report.append(to: &json)
      report.appendAnswers(to: &json)
      json.key("names")
      json.array { json in for name in names { json.value(name) } }
    }
    return json.bytes
  }

  private func makeFolders() throws {
    guard let folder else { return }
    for path in [folder] + options.kinds.map({ "\(folder)/\($0.rawValue)" }) {
      guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
        throw EvaluationError(path: path, "cannot be made: \(String(cString: strerror(errno)))")
      }
    }
  }

  /// A file that cannot be written is missed by the program that reads it.
  private static func write(_ bytes: [UInt8], to path: String) {
    guard let file = fopen(path, "wb") else { return }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }
}
