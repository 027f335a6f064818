import CPeak
import Core
import Vocabulary

/// Exact search beside the most that the processor can multiply: both in turn, since its clock changes.
struct PeakComparison {
  private let search: ExactSearch
  private let rows: Matrix<UInt8>

  private static let turns = 15
  private static let peakSteps: Int64 = 4_000_000

  init(vocabulary path: String, descriptors: String) throws {
    let vocabulary = try Vocabulary.open(path)
    search = ExactSearch(vocabulary.centres())
    rows = try Inputs.rows(descriptors, dimension: vocabulary.dimension)
  }

  func json() -> String {
    let multiplyAdds = Double(rows.rowCount) * Double(search.wordCount) * Double(search.dimension)
    var (ours, peak) = (0.0, 0.0)
    for _ in 0..<Self.turns {
      peak = max(peak, peak_multiply_adds(processorPathInUse, Self.peakSteps))
      ours = max(ours, multiplyAdds / Stopwatch.least(of: 1) { _ = search.nearest(rows, jobs: 1) })
    }
    var json = JSONWriter()
    json.object { json in
      json.member("processorPath", processorPathInUse)
      json.member("words", search.wordCount)
      json.member("rows", rows.rowCount)
      json.key("multiplyAddsPerSecond")
      json.value(ours, significantDigits: 6)
      json.key("peakMultiplyAddsPerSecond")
      json.value(peak, significantDigits: 6)
      json.key("share")
      json.value(ours / peak, significantDigits: 6)
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
