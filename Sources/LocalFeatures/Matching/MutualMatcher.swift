import Core

/// Two descriptors that are each other's nearest.
public struct FeatureMatch: Sendable, Equatable {
  /// The rows of the first and of the second set.
  public let first, second: Int
  /// Their Euclidean distance, in the descriptors' own units.
  public let distance: Float
  /// That distance over the distance of the second nearest: near 1 means that something else looks the same.
  public let ratio: Float
}

/// Matches two sets of descriptors one to one: a pair is kept when each is the other's nearest and clearly nearer than the
/// second best. Compares every row with every row; meant for pairs of pictures, not for collections.
public struct MutualMatcher: Sendable {
  /// Matches whose ratio is not below this are dropped; 1 keeps all mutual ones.
  public var greatestRatio: Float

  public init(greatestRatio: Float = 0.9) {
    self.greatestRatio = greatestRatio
  }

  /// The matches in order of the first set's rows. Of equally near rows the one with the lower index counts as nearest.
  ///
  /// - Precondition: both sets have the same dimension and element.
  public func matches(_ first: Descriptors, _ second: Descriptors) -> [FeatureMatch] {
    switch (first, second) {
    case (.bytes(let a), .bytes(let b)): return matches(ByteRows(a, b))
    case (.floats(let a), .floats(let b)): return matches(FloatRows(a, b))
    default: preconditionFailure("descriptors of bytes cannot be matched with descriptors of floats")
    }
  }

  private func matches(_ rows: some ComparableRows) -> [FeatureMatch] {
    guard rows.firstCount > 0, rows.secondCount > 0 else { return [] }
    var nearestOfSecond = [Nearest](repeating: Nearest(), count: rows.secondCount)
    var nearestOfFirst = [Nearest](repeating: Nearest(), count: rows.firstCount)
    var distances = [Float](repeating: 0, count: rows.secondCount)
    for a in 0..<rows.firstCount {
      rows.squaredDistances(from: a, into: &distances)
      for b in 0..<rows.secondCount {
        nearestOfFirst[a].offer(b, distances[b])
        nearestOfSecond[b].offer(a, distances[b])
      }
    }
    return nearestOfFirst.enumerated().compactMap { a, nearest in
      guard nearestOfSecond[nearest.index].index == a, nearest.ratio < greatestRatio || greatestRatio >= 1
      else {
        return nil
      }
      return FeatureMatch(
        first: a, second: nearest.index, distance: nearest.best.squareRoot(), ratio: nearest.ratio)
    }
  }
}

/// The nearest row so far, and how near the second nearest is.
private struct Nearest {
  var index = 0
  var best = Float.infinity
  var second = Float.infinity

  mutating func offer(_ candidate: Int, _ squaredDistance: Float) {
    if squaredDistance < best {
      second = best
      best = squaredDistance
      index = candidate
    } else if squaredDistance < second {
      second = squaredDistance
    }
  }

  /// 1 when the two nearest are both at distance nought, 0 when there is no second.
  var ratio: Float { second > 0 ? (best / second).squareRoot() : 1 }
}

protocol ComparableRows {
  var firstCount: Int { get }
  var secondCount: Int { get }
  func squaredDistances(from row: Int, into distances: inout [Float])
}

/// Bytes: |a − b|² = |a|² + |b|² − 2ab, exact in integers.
struct ByteRows: ComparableRows {
  private let a, b: Matrix<UInt8>
  private let squaresOfFirst, squaresOfSecond: [UInt32]

  init(_ a: Matrix<UInt8>, _ b: Matrix<UInt8>) {
    precondition(a.columnCount == b.columnCount, "descriptors of different dimensions cannot be matched")
    (self.a, self.b) = (a, b)
    squaresOfFirst = Self.squares(a)
    squaresOfSecond = Self.squares(b)
  }

  var firstCount: Int { a.rowCount }
  var secondCount: Int { b.rowCount }

  func squaredDistances(from row: Int, into distances: inout [Float]) {
    let square = squaresOfFirst[row]
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: secondCount) { products in
      a.withUnsafeElements { from in
        b.withUnsafeElements { to in
          guard let query = from.baseAddress else { return }
          kernels.dotRows(
            query + row * a.columnCount, to.baseAddress, secondCount, b.columnCount, products.baseAddress)
        }
      }
      for i in 0..<secondCount { distances[i] = Float(square &+ squaresOfSecond[i] &- 2 &* products[i]) }
    }
  }

  private static func squares(_ rows: Matrix<UInt8>) -> [UInt32] {
    (0..<rows.rowCount).map { row in rows[row].reduce(0) { $0 + UInt32($1) * UInt32($1) } }
  }
}

struct FloatRows: ComparableRows {
  private let a, b: Matrix<Float>

  init(_ a: Matrix<Float>, _ b: Matrix<Float>) {
    precondition(a.columnCount == b.columnCount, "descriptors of different dimensions cannot be matched")
    (self.a, self.b) = (a, b)
  }

  var firstCount: Int { a.rowCount }
  var secondCount: Int { b.rowCount }

  func squaredDistances(from row: Int, into distances: inout [Float]) {
    let dimension = a.columnCount
    a.withUnsafeElements { from in
      b.withUnsafeElements { to in
        for other in 0..<secondCount {
          distances[other] = Self.squaredDistance(from, row * dimension, to, other * dimension, dimension)
        }
      }
    }
  }

  /// Eight sums side by side, added up in a fixed order.
  private static func squaredDistance(
    _ a: UnsafeBufferPointer<Float>, _ startOfA: Int, _ b: UnsafeBufferPointer<Float>, _ startOfB: Int,
    _ dimension: Int
  ) -> Float {
    var sums = SIMD8<Float>.zero
    let whole = dimension & ~7
    for i in stride(from: 0, to: whole, by: 8) {
      var difference = SIMD8<Float>.zero
      for lane in 0..<8 { difference[lane] = a[startOfA + i + lane] - b[startOfB + i + lane] }
      sums += difference * difference
    }
    for i in whole..<dimension {
      let difference = a[startOfA + i] - b[startOfB + i]
      sums[0] += difference * difference
    }
    return sums.sum()
  }
}
