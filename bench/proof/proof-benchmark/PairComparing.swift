import Core
import Retrieval

/// Compares the pairs of a list as `sightline verify` does, each picture being described once, and prints a line a pair:
///
///     A B logNFA inliers  evidence disobeying  evidence disobeying
///
/// The last four are of the two ways of description, upright and with orientations, and are what chance models are fitted to; with a
/// network there is one way. `-` stands for no agreement.
struct PairComparing {
  let list: String
  let jobs: Int
  /// The recipe of the network whose features are compared; `nil` for the classical ones.
  var network: String?

  /// Lines are printed when so many are ready.
  private static let batch = 500

  func run() throws {
    let pairs = try SceneArguments.lines(of: list).map { line in
      let names = line.split(separator: "\t").map(String.init)
      guard names.count >= 2 else { throw SceneError("\(list): a line without two pictures") }
      return (names[0], names[1])
    }
    var options = ComparisonOptions()
    options.network = network
    let comparison = PictureComparison(options: options)
    let pictures = try described(Array(Set(pairs.flatMap { [$0.0, $0.1] })).sorted(), comparison)
    for start in stride(from: 0, to: pairs.count, by: Self.batch) {
      let part = pairs[start..<min(pairs.count, start + Self.batch)]
      let lines = Parallel.map(count: part.count, jobs: jobs) { index in
        let (a, b) = part[start + index]
        guard let first = pictures[a], let second = pictures[b] else { return "" }
        return "\(a)\t\(b)\t" + line(comparison, first, second)
      }
      print(lines.joined(separator: "\n"))
    }
  }

  private func described(
    _ paths: [String], _ comparison: PictureComparison
  ) throws -> [String: ComparablePicture] {
    let all = Parallel.map(count: paths.count, jobs: jobs) { index in
      Result { try comparison.describe(.file(path: paths[index]), mirrors: false) }
    }
    return Dictionary(uniqueKeysWithValues: zip(paths, try all.map { try $0.get() }))
  }

  private func line(_ comparison: PictureComparison, _ a: ComparablePicture, _ b: ComparablePicture) -> String
  {
    let ways = comparison.attempts(a, b)
    let proof = comparison.compare(a, b, ways).proof
    let numbers = ways.map { way in
      way.agreement.map { "\($0.evidence)\t\(way.pair.correspondences.count - $0.inliers.count)" }
        ?? "-\t\(way.pair.correspondences.count)"
    }
    let answer = proof.map { "\($0.logNFA)\t\($0.inlierCount)" } ?? "-\t0"
    return answer + "\t" + numbers.joined(separator: "\t")
  }
}
