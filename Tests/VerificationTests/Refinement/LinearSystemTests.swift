import Testing

@testable import Verification

@Suite("small linear systems") struct LinearSystemTests {
  private static func row(_ numbers: Double...) -> LinearSystem.Row {
    var row = LinearSystem.Row.zero
    for (index, number) in numbers.enumerated() { row[index] = number }
    return row
  }

  private static func near(_ found: [Double]?, _ expected: [Double]) -> Bool {
    guard let found, found.count == expected.count else { return false }
    return zip(found, expected).allSatisfy { abs($0 - $1) < 1e-9 }
  }

  @Test("two equations, two unknowns, worked by hand")
  func two() {
    var system = LinearSystem(size: 2)
    system.add(Self.row(1, 1), equals: 5, weight: 1)
    system.add(Self.row(1, -1), equals: 1, weight: 1)
    #expect(Self.near(system.solution(), [3, 2]))
  }

  @Test("too many equations: the least squares, the heavier counting more")
  func weighted() {
    // 2, and twice 5: the mean is 4.
    var system = LinearSystem(size: 1)
    system.add(Self.row(1), equals: 2, weight: 1)
    system.add(Self.row(1), equals: 5, weight: 2)
    #expect(Self.near(system.solution(), [4]))
    // The line through (0, 0), (1, 0), (2, 3): −0.5 + 1.5 x.
    var line = LinearSystem(size: 2)
    for (x, y) in [(0.0, 0.0), (1, 0), (2, 3)] { line.add(Self.row(1, x), equals: y, weight: 1) }
    #expect(Self.near(line.solution(), [-0.5, 1.5]))
  }

  @Test("eight unknowns in an order that needs pivots")
  func eight() {
    let expected = [3.0, -1, 4, 1, -5, 9, 2, -6]
    var system = LinearSystem(size: 8)
    for index in 0..<8 {
      // Each unknown with the one after the next: no zero on the way can be divided by.
      var row = LinearSystem.Row.zero
      row[(index + 3) % 8] = 1
      row[(index + 5) % 8] = 2
      system.add(row, equals: expected[(index + 3) % 8] + 2 * expected[(index + 5) % 8], weight: 1)
    }
    #expect(Self.near(system.solution(), expected))
  }

  @Test("equations that decide too little, or are none, have no solution")
  func undecided() {
    #expect(LinearSystem(size: 3).solution() == nil)
    var parallel = LinearSystem(size: 2)
    parallel.add(Self.row(0.1, 0.3), equals: 1, weight: 1)
    parallel.add(Self.row(0.2, 0.6), equals: 2, weight: 1)
    #expect(parallel.solution() == nil)
    var weightless = LinearSystem(size: 1)
    weightless.add(Self.row(1), equals: 2, weight: 0)
    #expect(weightless.solution() == nil)
    for number in [Double.nan, .infinity] {
      var broken = LinearSystem(size: 2)
      broken.add(Self.row(1, 0), equals: number, weight: 1)
      broken.add(Self.row(0, 1), equals: 1, weight: 1)
      #expect(broken.solution() == nil)
      var crooked = LinearSystem(size: 2)
      crooked.add(Self.row(number, 0), equals: 1, weight: 1)
      crooked.add(Self.row(0, 1), equals: 1, weight: 1)
      #expect(crooked.solution() == nil)
    }
  }
}
