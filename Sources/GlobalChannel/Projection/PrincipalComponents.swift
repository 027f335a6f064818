import CKernels
import Core

/// The directions in which rows differ most.
package struct PrincipalComponents: Sendable {
  package let mean: [Float]
  /// A row for each, of length 1 and orthogonal to the others; the direction of the largest variance first.
  package let directions: Matrix<Float>
  /// The variance along each, falling; none below 0.
  package let variances: [Double]

  package var count: Int { directions.rowCount }

  /// How many directions `rowCount` rows of `dimension` numbers can have.
  package static func mostDirections(rowCount: Int, dimension: Int) -> Int {
    max(1, min(dimension, rowCount - 1))
  }

  /// The `count` first components; fewer when the rows have not so many directions.
  ///
  /// With more numbers a row than rows the eigenvectors u of the products of all pairs of rows are sought instead of those of the
  /// covariance, and Xᵀu are the directions.
  ///
  /// - Precondition: there is at least one row, and all numbers are finite.
  package init(of rows: DescriptorRows, count: Int, jobs: Int) {
    precondition(rows.count > 0 && count > 0, "rows and directions")
    let wanted = min(count, Self.mostDirections(rowCount: rows.count, dimension: rows.dimension))
    if rows.count < rows.dimension {
      self.init(ofPairs: rows, count: wanted, jobs: jobs)
    } else {
      let covariance = Covariance(of: rows, jobs: jobs)
      let leading = LeadingEigenvectors(
        of: covariance.matrix.map(Float.init), size: rows.dimension, count: wanted, jobs: jobs)
      self.init(
        mean: covariance.mean.map(Float.init),
        directions: Matrix(
          columnCount: rows.dimension, elements: leading.vectors.elements.map(Float.init)),
        variances: leading.values.map { max(0, $0) })
    }
  }

  static func mean(of rows: Matrix<Float>, jobs: Int) -> [Float] {
    Covariance.mean(of: .floats(rows), jobs: jobs).map(Float.init)
  }

  private init(mean: [Float], directions: Matrix<Float>, variances: [Double]) {
    self.mean = mean
    self.directions = directions
    self.variances = variances
  }

  private init(ofPairs rows: DescriptorRows, count: Int, jobs: Int) {
    let mean = Covariance.mean(of: rows, jobs: jobs).map(Float.init)
    let centred = RowWork.map(rowCount: rows.count, columnCount: rows.dimension, jobs: jobs) { row, out in
      rows.copyRow(row, to: out)
      for column in mean.indices { out[column] -= mean[column] }
    }
    let products = Self.products(ofPairsOf: centred, jobs: jobs)
    let leading = LeadingEigenvectors(of: products, size: rows.count, count: count, jobs: jobs)
    let directions = RowWork.map(rowCount: count, columnCount: rows.dimension, jobs: jobs) { row, out in
      Self.combine(centred, weights: leading.vectors[row], into: out)
    }
    self.init(
      mean: mean, directions: directions, variances: leading.values.map { max(0, $0) / Double(rows.count) })
  }

  private static func combine(
    _ rows: Matrix<Float>, weights: ArraySlice<Double>, into out: UnsafeMutablePointer<Float>
  ) {
    guard let accumulate = kernels.accumulate else { return }
    rows.withUnsafeElements { elements in
      guard let start = elements.baseAddress else { return }
      for (row, weight) in weights.enumerated() {
        accumulate(start + row * rows.columnCount, Float(weight), rows.columnCount, out)
      }
    }
    VectorNorms.normalise(out, count: rows.columnCount)
  }

  /// Rows whose products with one other row are taken while this is in the cache.
  private static let blockRows = 8

  private static func products(ofPairsOf rows: Matrix<Float>, jobs: Int) -> [Float] {
    let (count, dimension) = (rows.rowCount, rows.columnCount)
    var products = [Float](repeating: 0, count: count * count)
    products.withUnsafeMutableBufferPointer { products in
      rows.withUnsafeElements { elements in
        guard let out = products.baseAddress, let start = elements.baseAddress else { return }
        let shared = DisjointAccess((out: out, rows: start))
        Parallel.forEach(count: (count + blockRows - 1) / blockRows, jobs: jobs) { block in
          let (out, rows) = shared.pointers
          let range = block * blockRows..<min(count, (block + 1) * blockRows)
          for other in 0..<range.upperBound {
            for row in range where other <= row {
              out[row * count + other] = VectorNorms.product(
                rows + row * dimension, rows + other * dimension, count: dimension)
            }
          }
        }
      }
    }
    for row in 0..<count {
      for other in 0..<row { products[other * count + row] = products[row * count + other] }
    }
    return products
  }
}

extension PrincipalComponents {
  /// Without the first ones.
  func dropping(_ count: Int) -> PrincipalComponents {
    let width = directions.columnCount
    return PrincipalComponents(
      mean: mean,
      directions: Matrix(columnCount: width, elements: Array(directions.elements.dropFirst(count * width))),
      variances: Array(variances.dropFirst(count)))
  }
}
