/// Some whole numbers, told by their order.
package struct Distribution: Sendable, Equatable {
  private let sorted: [Int]

  package init(_ numbers: [Int]) {
    sorted = numbers.sorted()
  }

  package var median: Int { quantile(0.5) }

  package var mean: Double {
    sorted.isEmpty ? 0 : Double(sorted.reduce(0, +)) / Double(sorted.count)
  }

  /// The number below which that share of all lies, or the nearest that there is; 0 of none.
  package func quantile(_ share: Double) -> Int {
    guard !sorted.isEmpty else { return 0 }
    return sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]
  }

  package func count(where isCounted: (Int) -> Bool) -> Int { sorted.count(where: isCounted) }
}
