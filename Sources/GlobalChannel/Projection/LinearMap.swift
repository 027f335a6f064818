import CKernels
import Core

/// A vector x to offset + Σᵢ xᵢ · rowᵢ: projections, and the distances to many centres at once.
///
/// One whole row is added for each number of the input, by the kernel `accumulate`: the same operations in the same order on every
/// processor, so the same bits.
package struct LinearMap: Sendable, Equatable {
  package let inputCount: Int
  package let outputCount: Int
  /// A row of `outputCount` numbers for each number of the input.
  package let weights: [Float]
  package let offsets: [Float]

  /// - Precondition: `weights` are rows of as many numbers as there are offsets, at least one each.
  package init(weights: [Float], offsets: [Float]) {
    precondition(!offsets.isEmpty && !weights.isEmpty, "a map has inputs and outputs")
    precondition(weights.count.isMultiple(of: offsets.count), "a row of weights for each input")
    self.weights = weights
    self.offsets = offsets
    outputCount = offsets.count
    inputCount = weights.count / offsets.count
  }

  /// The map x ↦ D · (x − mean), for directions (rows of D) as long as the mean.
  package init(directions: Matrix<Float>, mean: [Float]) {
    precondition(directions.columnCount == mean.count, "a mean of another length than the directions")
    let outputs = directions.rowCount
    var weights = [Float](repeating: 0, count: outputs * mean.count)
    var offsets = [Float](repeating: 0, count: outputs)
    for output in 0..<outputs {
      var product = 0.0
      for (input, weight) in directions[output].enumerated() {
        weights[input * outputs + output] = weight
        product += Double(weight) * Double(mean[input])
      }
      offsets[output] = Float(-product)
    }
    self.init(weights: weights, offsets: offsets)
  }

  /// Writes the `outputCount` numbers for the `inputCount` ones at `x`.
  @inline(__always)
  package func apply(_ x: UnsafePointer<Float>, into out: UnsafeMutablePointer<Float>) {
    let accumulate = kernels.accumulate
    weights.withUnsafeBufferPointer { weights in
      offsets.withUnsafeBufferPointer { offsets in
        guard let rows = weights.baseAddress, let start = offsets.baseAddress, let accumulate else { return }
        out.update(from: start, count: outputCount)
        for input in 0..<inputCount where x[input] != 0 {
          accumulate(rows + input &* outputCount, x[input], outputCount, out)
        }
      }
    }
  }

  package func apply(_ x: [Float]) -> [Float] {
    precondition(x.count == inputCount, "a vector of another length than the map's")
    return [Float](unsafeUninitializedCapacity: outputCount) { out, count in
      guard let out = out.baseAddress else { return }
      x.withUnsafeBufferPointer { x in
        if let x = x.baseAddress { apply(x, into: out) }
      }
      count = outputCount
    }
  }

  /// The map applied to every row.
  package func apply(toRowsOf rows: Matrix<Float>, jobs: Int = 1) -> Matrix<Float> {
    precondition(rows.columnCount == inputCount, "rows of another length than the map's")
    return RowWork.map(rowCount: rows.rowCount, columnCount: outputCount, jobs: jobs) { row, out in
      rows.withUnsafeElements { elements in
        if let start = elements.baseAddress { apply(start + row * inputCount, into: out) }
      }
    }
  }
}

/// Matrices whose rows are made independently of each other.
enum RowWork {
  /// Rows that a thread takes at a time.
  private static let chunkRows = 64

  /// `body` fills row `row`, which begins as zeros, on any thread.
  static func map(
    rowCount: Int, columnCount: Int, jobs: Int,
    _ body: @Sendable (_ row: Int, _ out: UnsafeMutablePointer<Float>) -> Void
  ) -> Matrix<Float> {
    var elements = [Float](repeating: 0, count: rowCount * columnCount)
    elements.withUnsafeMutableBufferPointer { elements in
      guard let start = elements.baseAddress else { return }
      let shared = DisjointAccess(start)
      Parallel.forEach(count: (rowCount + chunkRows - 1) / chunkRows, jobs: jobs) { chunk in
        for row in chunk * chunkRows..<min(rowCount, (chunk + 1) * chunkRows) {
          body(row, shared.pointers + row * columnCount)
        }
      }
    }
    return Matrix(columnCount: columnCount, elements: elements)
  }
}
