import CKernels
import Core
import Testing

/// The kernel that compares tallies: every path against plain sums.
@Suite("Kernel of tallies")
struct TallyKernelTests {
  private static let kinds = Int(SL_TALLY_KINDS)

  private struct Case {
    /// Something else stands behind each tally.
    static let rowBytes = kinds / 2 + 7
    static let rowCount = 9
    let wanted: [Int8]
    let usual: [Int8]
    let rows: [UInt8]
    let scores: [Float]
    let unit: Float = 1e-3
    let usualUnit: Float = 2e-5
    let offset: Float = 0.02
    let usualSquare: Float = 0.04
    let share: Float = 0.25

    init(seed: UInt64, extreme: Bool) {
      var random = SeededGenerator(seed: seed)
      wanted = (0..<kinds).map { _ in
        extreme ? [-127, 127][random.index(below: 2)] : Int8(random.index(below: 255) - 127)
      }
      usual = (0..<kinds).map { _ in Int8(extreme ? 127 : random.index(below: 60)) }
      // The third tally is empty, and the fourth as full as can be.
      rows = (0..<Self.rowCount * Self.rowBytes).map {
        switch $0 / Self.rowBytes {
        case 2: 0
        case 3: 255
        default: UInt8(random.index(below: 256))
        }
      }
      scores = (0..<Self.rowCount).map { [0.5, -.infinity, 0.25, 1, -1][$0 % 5] }
    }

    /// A row's score, by sums one after the other.
    func expected(_ row: Int) -> Float {
      let bytes = rows[row * Self.rowBytes..<row * Self.rowBytes + kinds / 2]
      let numbers = bytes.map { Int32($0 & 15) } + bytes.map { Int32($0 >> 4) }
      let square = numbers.reduce(0) { $0 + $1 * $1 }
      var likeness: Float = 0
      if square > 0 {
        let length = Float(square).squareRoot()
        let shared = zip(numbers, usual).reduce(Int32(0)) { $0 + $1.0 * Int32($1.1) }
        let gained = zip(numbers, wanted).reduce(Int32(0)) { $0 + $1.0 * Int32($1.1) }
        let rest = 1 - 2 * (Float(shared) * usualUnit) / length + usualSquare
        if rest > 0 { likeness = (Float(gained) * unit / length - offset) / rest.squareRoot() }
      }
      return (1 - share) * scores[row] + share * likeness
    }

    /// What a path's kernel says, with one number more than there are rows.
    func found(by kernels: SLKernels) -> [Float] {
      var found = scores + [7]
      wanted.withUnsafeBufferPointer { wanted in
        usual.withUnsafeBufferPointer { usual in
          let query = SLTally(
            wanted: wanted.baseAddress, usual: usual.baseAddress, unit: unit, usualUnit: usualUnit,
            offset: offset, usualSquare: usualSquare, share: share)
          kernels.averageTallies(rows, Self.rowCount, Self.rowBytes, query, &found)
        }
      }
      return found
    }
  }

  @Test("scores equal the plain ones, bit by bit", arguments: KernelTests.paths)
  func scores(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    for extreme in [false, true] {
      let test = Case(seed: 4, extreme: extreme)
      let found = test.found(by: kernels)
      for row in 0..<Case.rowCount { #expect(found[row] == test.expected(row), "row \(row)") }
      #expect(found[Case.rowCount] == 7, "nothing is written behind the last row")
    }
  }
}
