import CKernels
import Core

/// Signatures by random hyperplanes (Charikar 2002): a bit says on which side of a plane a vector lies, and the share of bits in which two
/// signatures differ estimates the angle between the vectors.
///
/// Here to be compared with: at equal bytes, product codes find far more of the true neighbours (docs/global-search.md).
/// Planes go through the mean of a sample rather than the origin, else vectors without negative numbers have nearly equal
/// signatures. Bits come of integers: the same on all paths.
package struct HyperplaneSignatures: Sendable {
  package let bitCount: Int
  package let dimension: Int
  private let planes: [Int8]
  /// What the product with each plane has to exceed.
  private let thresholds: [Float]

  /// - Precondition: a multiple of 64 bits, at most 65,472.
  package init(bitCount: Int, sample: [ByteVector], seed: UInt64) {
    precondition(bitCount > 0 && bitCount.isMultiple(of: 64) && bitCount < 65_536, "whole words of 64 bits")
    let dimension = sample.first?.numbers.count ?? 1
    var random = SeededGenerator(seed: seed)
    // Normal numbers have no favourite direction; ±6 standard deviations fit into a byte.
    let planes = (0..<bitCount * dimension).map { _ in Int8((random.normal() * 21).rounded()) }
    var sums = [Double](repeating: 0, count: bitCount)
    for vector in sample {
      for (bit, product) in Self.products(vector, planes, bitCount).enumerated() {
        sums[bit] += Double(product)
      }
    }
    self.bitCount = bitCount
    self.dimension = dimension
    self.planes = planes
    thresholds = sums.map { Float($0 / Double(max(1, sample.count))) }
  }

  private static func products(_ vector: ByteVector, _ planes: [Int8], _ count: Int) -> [Float] {
    [Int32](unsafeUninitializedCapacity: count) { products, initialized in
      initialized = count
      kernels.signedDots(vector.numbers, planes, count, vector.numbers.count, products.baseAddress)
    }.map { Float($0) * vector.scale }
  }

  package var byteCount: Int { bitCount / 8 }

  package func signature(of vector: ByteVector) -> [UInt8] {
    precondition(vector.numbers.count == dimension, "a vector of another dimension than the planes")
    var signature = [UInt8](repeating: 0, count: byteCount)
    for (bit, product) in Self.products(vector, planes, bitCount).enumerated() where product > thresholds[bit]
    {
      signature[bit / 8] |= 1 << UInt8(bit % 8)
    }
    return signature
  }

  /// Signatures of a chunk's rows, one behind the other; all zeros where there is no vector.
  package func signatures(of chunk: VectorChunk, jobs: Int) -> [UInt8] {
    let (rowsAtOnce, rowCount) = (1024, chunk.rowCount)
    let parts = Parallel.map(count: (rowCount + rowsAtOnce - 1) / rowsAtOnce, jobs: jobs) { part in
      (part * rowsAtOnce..<min(rowCount, (part + 1) * rowsAtOnce)).flatMap { row in
        chunk.vector(row).map(signature) ?? [UInt8](repeating: 0, count: byteCount)
      }
    }
    return Array(parts.joined())
  }

  /// The places of the signatures that differ least from the query's, equal ones rising.
  package func nearest(to query: ByteVector, among signatures: [UInt8], keeping wanted: Int) -> [Int] {
    let count = signatures.count / byteCount
    let distances = [UInt16](unsafeUninitializedCapacity: count) { distances, initialized in
      initialized = count
      kernels.hammingDistances(signatures, count, bitCount / 64, signature(of: query), distances.baseAddress)
    }
    var best = BestVectors(capacity: max(1, wanted))
    var most = UInt16.max
    for (place, distance) in distances.enumerated() where distance <= most {
      best.offer(SimilarVector(id: UInt32(truncatingIfNeeded: place), similarity: -Float(distance)))
      most = best.limit > -65_536 ? UInt16(-best.limit) : most
    }
    return best.inOrder.prefix(wanted).map { Int($0.id) }
  }
}
