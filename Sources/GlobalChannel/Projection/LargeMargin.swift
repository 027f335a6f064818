import CKernels
import Core

/// The steps of learning by large margin.
struct LargeMargin {
  private static let rounds = 20
  private static let pairsPerRow = 20
  /// Of so many strangers the nearest is taken.
  private static let strangers = 4
  private static let firstRate: Float = 0.05

  private let rows: Matrix<Float>
  private let groups: [Int]
  /// The rows of each group that has two or more.
  private let families: [[Int]]
  /// A row for each number that remains.
  private var elements: [Float]
  private var bias: Float = 0
  private var generator: SeededGenerator

  init(rows: Matrix<Float>, groups: [Int], dimension: Int, seed: UInt64) {
    var unit = rows.elements
    let width = rows.columnCount
    unit.withUnsafeMutableBufferPointer { unit in
      guard let start = unit.baseAddress else { return }
      for row in 0..<rows.rowCount { VectorNorms.normalise(start + row * width, count: width) }
    }
    self.rows = Matrix(columnCount: width, elements: unit)
    self.groups = groups
    var members: [Int: [Int]] = [:]
    for (row, group) in groups.enumerated() { members[group, default: []].append(row) }
    families = members.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map(\.value)
    precondition(members.count > 1 && !families.isEmpty, "two groups, one of them with two rows")
    elements = [Float](repeating: 0, count: dimension * width)
    for row in 0..<dimension { elements[row * width + row] = 1 }
    generator = SeededGenerator(seed: seed)
    scaleToMargin()
  }

  var weights: Matrix<Float> { Matrix(columnCount: rows.columnCount, elements: elements) }

  /// A pair of rows, and whether they are of one group.
  private struct Pair {
    var a, b: Int
    var isSame: Bool
  }

  private mutating func drawPair(isSame: Bool) -> Pair {
    let family = families[generator.index(below: families.count)]
    let a = generator.index(below: family.count)
    guard !isSame else {
      let step = 1 + generator.index(below: family.count - 1)
      return Pair(a: family[a], b: family[(a + step) % family.count], isSame: true)
    }
    var best: (row: Int, distance: Float)?
    var found = 0
    while found < Self.strangers {
      let row = generator.index(below: groups.count)
      guard groups[row] != groups[family[a]] else { continue }
      found += 1
      let distance = squaredDistance(family[a], row)
      if distance < best?.distance ?? .infinity { best = (row, distance) }
    }
    return Pair(a: family[a], b: best?.row ?? family[a], isSame: false)
  }

  private func squaredDistance(_ a: Int, _ b: Int) -> Float {
    image(of: difference(a, b)).reduce(0) { $0 + $1 * $1 }
  }

  private func difference(_ a: Int, _ b: Int) -> [Float] { zip(rows[a], rows[b]).map { $0 - $1 } }

  private func image(of difference: [Float]) -> [Float] {
    let width = rows.columnCount
    return elements.withUnsafeBufferPointer { weights in
      difference.withUnsafeBufferPointer { difference in
        guard let start = weights.baseAddress, let difference = difference.baseAddress else { return [] }
        return (0..<weights.count / width).map {
          VectorNorms.product(start + $0 * width, difference, count: width)
        }
      }
    }
  }

  /// Makes the mean distances of both kinds lie 2 apart, so that the margin's size means something.
  private mutating func scaleToMargin() {
    var sums: (same: Float, other: Float) = (0, 0)
    let count = 500
    for _ in 0..<count {
      let same = drawPair(isSame: true)
      sums.same += squaredDistance(same.a, same.b) / Float(count)
      let other = drawPair(isSame: false)
      sums.other += squaredDistance(other.a, other.b) / Float(count)
    }
    let apart = max(sums.other - sums.same, 0.05 * max(sums.other, 1e-6))
    let factor = (2 / apart).squareRoot()
    for place in elements.indices { elements[place] *= factor }
    bias = (sums.same + sums.other) / 2 * factor * factor
  }

  /// All rounds; the shares of pairs on the wrong side before the first one and in each.
  mutating func run() -> [Double] {
    var violations = [round(rate: 0)]
    for index in 0..<Self.rounds { violations.append(round(rate: Self.firstRate / (1 + Float(index)))) }
    return violations
  }

  /// As many pairs as make a round, learnt from at this rate; the share of them on the wrong side.
  private mutating func round(rate: Float) -> Double {
    let steps = Self.pairsPerRow * groups.count
    var wrong = 0
    for step in 0..<steps {
      if learn(from: drawPair(isSame: step.isMultiple(of: 2)), rate: rate) { wrong += 1 }
    }
    return Double(wrong) / Double(max(1, steps))
  }

  /// One step; whether the pair was on the wrong side.
  private mutating func learn(from pair: Pair, rate: Float) -> Bool {
    let difference = difference(pair.a, pair.b)
    let image = image(of: difference)
    let distance = image.reduce(0) { $0 + $1 * $1 }
    let sign: Float = pair.isSame ? 1 : -1
    guard sign * (bias - distance) < 1 else { return false }
    let width = rows.columnCount
    elements.withUnsafeMutableBufferPointer { elements in
      guard let start = elements.baseAddress, let accumulate = kernels.accumulate else { return }
      for (row, value) in image.enumerated() {
        accumulate(difference, -rate * sign * value, width, start + row * width)
      }
    }
    bias += rate * sign
    return true
  }
}
