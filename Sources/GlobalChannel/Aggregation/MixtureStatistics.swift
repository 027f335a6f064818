import CKernels
import Core

/// What descriptors give to a mixture's Gaussians: for each the sums of their shares s, of s · x and of s · x².
struct MixtureStatistics: Sendable {
  private(set) var shares: [Float]
  /// A row for each Gaussian: s · x, and s · x² behind it.
  private(set) var sums: [Float]
  private(set) var logarithm = 0.0

  /// The statistics of `count` consecutive rows.
  init(of rows: UnsafePointer<Float>, count: Int, mixture: GaussianMixture) {
    let (gaussians, dimension) = (mixture.count, mixture.dimension)
    shares = [Float](repeating: 0, count: gaussians)
    sums = [Float](repeating: 0, count: gaussians * 2 * dimension)
    guard let accumulate = kernels.accumulate else { return }
    var logarithm = 0.0
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * dimension + gaussians) { room in
      guard let x = room.baseAddress else { return }
      let own = x + 2 * dimension
      shares.withUnsafeMutableBufferPointer { shares in
        sums.withUnsafeMutableBufferPointer { sums in
          guard let sums = sums.baseAddress else { return }
          for row in 0..<count {
            let from = rows + row * dimension
            for column in 0..<dimension {
              x[column] = from[column]
              x[dimension + column] = from[column] * from[column]
            }
            logarithm += mixture.shares(of: x, into: own)
            for gaussian in 0..<gaussians where own[gaussian] > GaussianMixture.leastShare {
              shares[gaussian] += own[gaussian]
              accumulate(x, own[gaussian], 2 * dimension, sums + gaussian * 2 * dimension)
            }
          }
        }
      }
    }
    self.logarithm = logarithm
  }
}
