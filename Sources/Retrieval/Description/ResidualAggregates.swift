import Core
import InvertedFile
import Vocabulary

/// What the aggregated selective match kernel compares (Tolias, Avrithis & Jégou 2013): for each word of a picture the sum of
/// its descriptors' residuals, descriptor − centre, of which only the signs are kept. Bit d is set when component d of the sum
/// is above zero.
struct ResidualAggregates: Sendable {
  /// Longer descriptors don't fit.
  static let mostDimensions = 128

  /// The distinct words, rising, and the signs of each.
  private(set) var words: [UInt32] = []
  private(set) var signatures: [WideSignature] = []

  /// Of the features in `order`, each in each of its words.
  ///
  /// - Precondition: rows have the vocabulary's dimension, which is at most `mostDimensions`.
  init(order: WordOrder, rows: Matrix<UInt8>, vocabulary: Vocabulary) {
    let dimension = rows.columnCount
    precondition(dimension == vocabulary.dimension && dimension <= Self.mostDimensions)
    rows.withUnsafeElements { rows in
      vocabulary.withUnsafeCentres { centres in
        guard let rows = rows.baseAddress, let centres = centres.baseAddress else { return }
        order.forEachWord { word, features in
          words.append(word)
          signatures.append(
            Self.signs(
              of: features, rows, centre: centres + Int(word) * dimension, dimension: dimension))
        }
      }
    }
  }

  /// Whole numbers throughout: Σ (descriptor − centre) > 0 exactly when Σ descriptor > count · centre.
  private static func signs(
    of features: [Int], _ rows: UnsafePointer<UInt8>, centre: UnsafePointer<UInt8>, dimension: Int
  ) -> WideSignature {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: dimension) { sums in
      let count = Int32(features.count)
      for d in 0..<dimension { sums[d] = -count &* Int32(centre[d]) }
      for feature in features {
        let row = rows + feature * dimension
        for d in 0..<dimension { sums[d] &+= Int32(row[d]) }
      }
      var (low, high) = (UInt64(0), UInt64(0))
      for d in 0..<min(64, dimension) where sums[d] > 0 { low |= 1 << UInt64(d) }
      for d in 64..<max(64, dimension) where sums[d] > 0 { high |= 1 << UInt64(d - 64) }
      return WideSignature(low: low, high: high)
    }
  }
}
