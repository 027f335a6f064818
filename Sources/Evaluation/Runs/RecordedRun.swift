import Core

/// What each query had in a run that was recorded as a JSON document.
public struct RecordedRun: Sendable, Equatable {
  /// Of the document's file.
  public let path: String
  public let benchmark: String
  public let stages: [Stage]

  public struct Stage: Sendable, Equatable {
    public let name: String
    /// Average precision by query, for each setup; in the document's order.
    public let setups: [(name: String, precisions: [String: Double])]

    public static func == (a: Self, b: Self) -> Bool {
      a.name == b.name
        && a.setups.elementsEqual(b.setups) { $0.name == $1.name && $0.precisions == $1.precisions }
    }
  }

  public init(path: String) throws(EvaluationError) {
    try self.init(try TruthText.bytes(of: path), path: path)
  }

  init(_ bytes: [UInt8], path: String) throws(EvaluationError) {
    let document: JSONValue
    do throws(JSONError) {
      document = try JSONValue(parsing: bytes)
    } catch {
      throw EvaluationError(path: path, "no JSON document: \(error)")
    }
    guard let benchmark = document["benchmark"]?.string, let stages = document["stages"]?.array else {
      throw EvaluationError(path: path, "not the document of a benchmark; `benchmark … --json` writes one")
    }
    self.path = path
    self.benchmark = benchmark
    self.stages = try stages.map { (stage) throws(EvaluationError) in try Stage(stage, path: path) }
  }
}

extension RecordedRun.Stage {
  fileprivate init(_ stage: JSONValue, path: String) throws(EvaluationError) {
    guard let name = stage["name"]?.string, let queries = stage["perQuery"]?.array,
      let setups = stage["setups"]?.array
    else { throw EvaluationError(path: path, "a stage lacks its name, its setups or its queries") }
    self.name = name
    self.setups = setups.compactMap { $0["name"]?.string }.map { setup in
      let precisions = queries.compactMap { query -> (String, Double)? in
        guard let name = query["query"]?.string,
          let precision = query["averagePrecision"]?[setup]?.number
        else { return nil }
        return (name, precision)
      }
      return (setup, Dictionary(precisions) { first, _ in first })
    }
  }
}
