import Core
import Vocabulary

/// Clusters of short float vectors, by the k-means of vocabularies, which works on bytes: all numbers go to bytes by one scale, and at the end the
/// centres become the means of their vectors as they were.
struct FloatClustering: Sendable {
  let centres: Matrix<Float>
  /// The cluster of each row.
  let assignment: [UInt32]

  /// - Precondition: at least as many rows as clusters.
  init(of rows: Matrix<Float>, count: Int, rounds: Int, seed: UInt64, jobs: Int) {
    var options = ClusteringOptions(wordCount: count)
    options.rounds = rounds
    options.seed = seed
    options.jobs = jobs
    options.start = .plusPlus
    let result = Clustering(options: options).run(on: Self.bytes(of: rows)) { (_, _) throws(Never) in }
    assignment = result.assignment
    centres = Self.means(of: rows, assignment: result.assignment, count: count)
  }

  /// The range of nearly all numbers goes to 0…255; what lies beyond is clipped.
  private static func bytes(of rows: Matrix<Float>) -> Matrix<UInt8> {
    let deviation = rows.elements.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(rows.elements.count)
    // The first component deviates about four times as much as all do in the mean.
    let reach = Float(max(1e-12, 10 * deviation.squareRoot()))
    let factor = 127.5 / reach
    let elements = rows.elements.map { UInt8(max(0, min(255, (127.5 + $0 * factor).rounded()))) }
    return Matrix(columnCount: rows.columnCount, elements: elements)
  }

  /// A cluster that lost all its rows stays at the origin, which is the mean of all.
  private static func means(of rows: Matrix<Float>, assignment: [UInt32], count: Int) -> Matrix<Float> {
    let width = rows.columnCount
    var sums = [Double](repeating: 0, count: count * width)
    var members = [Int](repeating: 0, count: count)
    for row in 0..<rows.rowCount {
      let cluster = Int(assignment[row])
      members[cluster] += 1
      for (column, value) in rows[row].enumerated() { sums[cluster * width + column] += Double(value) }
    }
    let elements = sums.indices.map { Float(sums[$0] / Double(max(1, members[$0 / width]))) }
    return Matrix(columnCount: width, elements: elements)
  }
}
