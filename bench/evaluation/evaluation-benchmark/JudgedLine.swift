import Core
import Evaluation

/// One ranking of the input, and all measures of it.
struct JudgedLine {
  /// Where precision, recall and success are measured.
  static let cutoffs = [1, 4, 5, 10, 20, 100]

  private let judgement: Judgement

  init(_ line: String) throws(JSONError) {
    let value = try JSONValue(parsing: Array(line.utf8))
    func names(_ key: String) -> [String] { value[key]?.array?.compactMap(\.string) ?? [] }
    judgement = Judgement(
      ranking: names("ranking"),
      relevance: Relevance(positives: Set(names("positives")), junk: Set(names("junk"))))
  }

  /// A JSON object, with 17 digits for each number; `null` where a measure is not defined.
  var measures: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      for rule in AveragePrecisionRule.allCases {
        json.member(rule.rawValue, exact: judgement.averagePrecision(rule))
      }
      json.member("r-precision", exact: judgement.rPrecision)
      json.member("top-four", judgement.topFourScore)
      json.member("precision", exact: Self.cutoffs.map(judgement.precision))
      json.member("recall", exact: Self.cutoffs.map(judgement.recall))
      json.member(
        "success", exact: Self.cutoffs.map { cutoff in judgement.isSuccessful(at: cutoff).map { $0 ? 1 : 0 } }
      )
      json.member("revisited-precision", exact: Self.cutoffs.map(judgement.revisitedPrecision))
      json.member("eleven-levels", exact: InterpolatedCurve(judgement)?.precisions ?? [])
      json.member("raw-recall", exact: judgement.rawCurve?.map(\.recall) ?? [])
      json.member("raw-precision", exact: judgement.rawCurve?.map(\.precision) ?? [])
    }
    return json.bytes
  }
}

extension JSONWriter {
  fileprivate mutating func member(_ key: String, exact number: Double?) {
    self.key(key)
    value(number ?? .nan, significantDigits: 17)
  }

  fileprivate mutating func member(_ key: String, exact numbers: [Double?]) {
    self.key(key)
    array { json in
      for number in numbers { json.value(number ?? .nan, significantDigits: 17) }
    }
  }
}
