import CKernels
import Core

/// Mean and covariance of rows. Chunks of rows of one fixed size are summed in single precision each, and their sums in double, in the
/// order of the rows: the same for any number of jobs.
struct Covariance {
  private static let chunkRows = 2048
  /// Rows of a chunk that are added to one row of the covariance at a time, so that this stays in the nearest cache.
  private static let blockRows = 16

  let mean: [Double]
  /// Row after row.
  let matrix: [Double]

  /// - Precondition: there is at least one row.
  init(of rows: DescriptorRows, jobs: Int) {
    precondition(rows.count > 0, "nothing has no mean")
    mean = Self.mean(of: rows, jobs: jobs)
    let centre = mean.map(Float.init)
    let sums = Self.sumOfProducts(of: rows, around: centre, jobs: jobs)
    let share = 1 / Double(rows.count)
    matrix = sums.map { $0 * share }
  }

  static func mean(of rows: DescriptorRows, jobs: Int) -> [Double] {
    let dimension = rows.dimension
    let sums = chunks(of: rows, jobs: jobs) { range in
      var sum = [Double](repeating: 0, count: dimension)
      withUnsafeTemporaryAllocation(of: Float.self, capacity: dimension) { row in
        guard let start = row.baseAddress else { return }
        for index in range {
          rows.copyRow(index, to: start)
          for column in 0..<dimension { sum[column] += Double(start[column]) }
        }
      }
      return sum
    }
    let share = 1 / Double(rows.count)
    return total(sums, count: dimension).map { $0 * share }
  }

  private static func sumOfProducts(
    of rows: DescriptorRows, around centre: [Float], jobs: Int
  ) -> [Double] {
    let dimension = rows.dimension
    let chunkCount = (rows.count + chunkRows - 1) / chunkRows
    var total = [Double](repeating: 0, count: dimension * dimension)
    // A few chunks at a time, so that what they sum up doesn't pile up in memory.
    let atOnce = 16
    for first in stride(from: 0, to: chunkCount, by: atOnce) {
      let sums = Parallel.map(count: min(atOnce, chunkCount - first), jobs: jobs) { index in
        let start = (first + index) * chunkRows
        return products(of: rows, in: start..<min(rows.count, start + chunkRows), around: centre)
      }
      for sum in sums {
        for place in total.indices { total[place] += Double(sum[place]) }
      }
    }
    return total
  }

  /// Σ (x − centre)(x − centre)ᵀ over some rows.
  private static func products(
    of rows: DescriptorRows, in range: Range<Int>, around centre: [Float]
  ) -> [Float] {
    let dimension = centre.count
    guard let accumulate = kernels.accumulate else { return [] }
    var block = [Float](repeating: 0, count: blockRows * dimension)
    return [Float](unsafeUninitializedCapacity: dimension * dimension) { out, count in
      out.initialize(repeating: 0)
      count = dimension * dimension
      guard let out = out.baseAddress else { return }
      block.withUnsafeMutableBufferPointer { block in
        guard let block = block.baseAddress else { return }
        for first in stride(from: range.lowerBound, to: range.upperBound, by: blockRows) {
          let here = min(blockRows, range.upperBound - first)
          for row in 0..<here {
            let start = block + row * dimension
            rows.copyRow(first + row, to: start)
            for column in 0..<dimension { start[column] -= centre[column] }
          }
          for column in 0..<dimension {
            for row in 0..<here {
              let start = block + row * dimension
              accumulate(start, start[column], dimension, out + column * dimension)
            }
          }
        }
      }
    }
  }

  private static func chunks(
    of rows: DescriptorRows, jobs: Int, _ body: @Sendable (Range<Int>) -> [Double]
  ) -> [[Double]] {
    Parallel.map(count: (rows.count + chunkRows - 1) / chunkRows, jobs: jobs) { chunk in
      body(chunk * chunkRows..<min(rows.count, (chunk + 1) * chunkRows))
    }
  }

  private static func total(_ sums: [[Double]], count: Int) -> [Double] {
    sums.reduce(into: [Double](repeating: 0, count: count)) { total, sum in
      for place in total.indices { total[place] += sum[place] }
    }
  }
}
