import Core

/// VLAD (Jégou, Douze, Schmid & Pérez 2010): for each word the sum of what its descriptors are away from its centre.
///
/// Each difference is made of length 1 before it is summed, so that descriptors far from all words don't outweigh the others (Delhumeau, Gosselin,
/// Jégou & Pérez 2013); then signed square roots, and length 1 for the whole. Each word's sum may be made of length 1 before the roots
/// (intra-normalisation, Arandjelović & Zisserman 2013), so that a wall of equal bricks counts once.
package struct ResidualSums: Sendable, Equatable {
  package let centres: Matrix<Float>
  /// Whether each difference is made of length 1 first.
  package let normalisesResiduals: Bool
  /// Whether each word's sum is made of length 1. It then no longer matters how much of a picture a word tells of, which costs more than it gains on
  /// photographs of buildings (docs/global.md).
  package let normalisesWords: Bool
  /// To which power the sizes of the numbers are raised at the end.
  package let power: Float
  private let search: NearestCentres

  /// - Precondition: there is at least one centre.
  package init(
    centres: Matrix<Float>, normalisesResiduals: Bool = true, normalisesWords: Bool = false,
    power: Float = 0.5
  ) {
    precondition(centres.rowCount > 0, "at least one centre")
    self.centres = centres
    self.normalisesResiduals = normalisesResiduals
    self.normalisesWords = normalisesWords
    self.power = power
    search = NearestCentres(centres)
  }

  package var outputCount: Int { centres.elements.count }

  package func vector(of rows: Matrix<Float>) -> [Float]? {
    let dimension = centres.columnCount
    var sums = [Float](repeating: 0, count: outputCount)
    sums.withUnsafeMutableBufferPointer { sums in
      rows.withUnsafeElements { elements in
        guard let sums = sums.baseAddress, let start = elements.baseAddress else { return }
        add(start, count: rows.rowCount, to: sums)
        for word in 0..<(normalisesWords ? centres.rowCount : 0) {
          VectorNorms.normalise(sums + word * dimension, count: dimension)
        }
        VectorNorms.power(sums, count: outputCount, exponent: power)
      }
    }
    return sums.normalised()
  }

  private func add(_ rows: UnsafePointer<Float>, count: Int, to sums: UnsafeMutablePointer<Float>) {
    let dimension = centres.columnCount
    withUnsafeTemporaryAllocation(of: Float.self, capacity: search.count + dimension) { room in
      centres.withUnsafeElements { centres in
        guard let distances = room.baseAddress, let centres = centres.baseAddress else { return }
        let residual = distances + search.count
        for row in 0..<count {
          let x = rows + row * dimension
          let word = search.nearest(to: x, scratch: distances)
          let centre = centres + word * dimension
          for column in 0..<dimension { residual[column] = x[column] - centre[column] }
          if normalisesResiduals, !VectorNorms.normalise(residual, count: dimension) { continue }
          let sum = sums + word * dimension
          for column in 0..<dimension { sum[column] += residual[column] }
        }
      }
    }
  }
}
