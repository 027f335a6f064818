import Core
import Glibc
import Vocabulary

/// Ways of finding the nearest word: how fast each is on one thread, and how often it finds the one that is nearest.
struct SearchComparison {
  private let centres: Centres
  private let structure: TwoLevelStructure
  private let rows: Matrix<UInt8>

  private static let probes = [4, 8, 12, 16, 24]
  private static let comparisons = [768, 3072]

  init(vocabulary path: String, descriptors: String) throws {
    let vocabulary = try Vocabulary.open(path)
    guard let structure = vocabulary.structure else {
      throw BenchmarkError("\(path): has no search structure; it has too few words to need one")
    }
    centres = vocabulary.centres()
    self.structure = structure
    rows = try Inputs.rows(descriptors, dimension: vocabulary.dimension)
  }

  func json() -> String {
    let exact = ExactSearch(centres)
    var nearest: [Int32] = []
    let exactSeconds = Stopwatch.least(of: 1) { nearest = exact.nearest(rows, jobs: 1).squaredDistances }
    var json = JSONWriter()
    json.object { json in
      json.member("processorPath", processorPathInUse)
      json.member("words", centres.count)
      json.member("rows", rows.rowCount)
      json.key("ways")
      json.array { json in
        append("exact", 0, exactSeconds, nearest, nearest, to: &json)
        for probes in Self.probes {
          let search = TwoLevelSearch(centres, structure: structure, probes: probes)
          measure("two-level", probes, search, repetitions: 3, nearest, to: &json)
        }
        for comparisons in Self.comparisons {
          let search = ForestSearch(centres, comparisons: comparisons, seed: 1, jobs: 1)
          measure("forest", comparisons, search, repetitions: 1, nearest, to: &json)
        }
      }
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private func measure(
    _ name: String, _ effort: Int, _ search: any WordSearch, repetitions: Int, _ nearest: [Int32],
    to json: inout JSONWriter
  ) {
    var found: [Int32] = []
    let seconds = Stopwatch.least(of: repetitions) {
      found = search.nearest(rows, jobs: 1).squaredDistances
    }
    append(name, effort, seconds, found, nearest, to: &json)
  }

  private func append(
    _ name: String, _ effort: Int, _ seconds: Double, _ found: [Int32], _ nearest: [Int32],
    to json: inout JSONWriter
  ) {
    // An equally near word is as good.
    let agreeing = zip(found, nearest).count { $0 == $1 }
    json.object { json in
      json.member("way", name)
      json.member("effort", effort)
      json.key("rowsPerSecond")
      json.value(Double(rows.rowCount) / seconds, significantDigits: 6)
      json.key("agreement")
      json.value(Double(agreeing) / Double(rows.rowCount), significantDigits: 6)
    }
  }
}

/// Seconds that work takes of this thread's processor time, so that others who use the machine count less.
enum Stopwatch {
  /// The least of several runs.
  static func least(of repetitions: Int, _ work: () -> Void) -> Double {
    (0..<repetitions).map { _ in
      let start = now
      work()
      return now - start
    }.min() ?? .infinity
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}
