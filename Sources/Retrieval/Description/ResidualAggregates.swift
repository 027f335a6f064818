import Core
import InvertedFile
import Vocabulary

/// What the aggregated selective match kernel compares (Tolias, Avrithis & Jégou 2013): for each word of a picture the sum of
/// its descriptors' residuals, descriptor − centre, of which only 128 signs are kept: those of its numbers where there are
/// 128, otherwise of its projections.
struct ResidualAggregates: Sendable {
  /// The distinct words, rising, and the signs of each.
  private(set) var words: [UInt32] = []
  private(set) var signatures: [WideSignature] = []

  /// Of the features in `order`, each in each of its words.
  ///
  /// - Precondition: rows and projection have the vocabulary's dimension.
  init(order: WordOrder, rows: Matrix<UInt8>, vocabulary: Vocabulary, projection: ResidualProjection) {
    let dimension = rows.columnCount
    precondition(dimension == vocabulary.dimension && dimension == projection.dimension)
    rows.withUnsafeElements { rows in
      vocabulary.withUnsafeCentres { centres in
        guard let rows = rows.baseAddress, let centres = centres.baseAddress else { return }
        order.forEachWord { word, features in
          words.append(word)
          signatures.append(
            Self.signs(of: features, rows, centre: centres + Int(word) * dimension, projection))
        }
      }
    }
  }

  /// Whole numbers throughout: Σ (descriptor − centre) = Σ descriptor − count · centre.
  private static func signs(
    of features: [Int], _ rows: UnsafePointer<UInt8>, centre: UnsafePointer<UInt8>,
    _ projection: ResidualProjection
  ) -> WideSignature {
    let dimension = projection.dimension
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: dimension) { sums in
      let count = Int32(features.count)
      for d in 0..<dimension { sums[d] = -count &* Int32(centre[d]) }
      for feature in features {
        let row = rows + feature * dimension
        for d in 0..<dimension { sums[d] &+= Int32(row[d]) }
      }
      guard let start = sums.baseAddress else { return WideSignature(low: 0, high: 0) }
      let signs = projection.signs(of: start)
      return WideSignature(low: signs.low, high: signs.high)
    }
  }
}
