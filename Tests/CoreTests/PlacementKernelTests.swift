import CKernels
import Core
import Testing

/// The kernel that looks for a drawing in rows of entries: every path against plain sums.
@Suite("Kernel of placements")
struct PlacementKernelTests {
  private static let lanes = Int(SL_PLACEMENTS)
  private static let cells = 64
  private static let wholeCount = 9

  private struct Case {
    let wordCount: Int
    let rowBytes: Int
    let table: [Int16]
    let insides: [Int16]
    let offsets: [Float]
    let added: [Float]
    let rows: [UInt8]
    let lengths: [Float]
    let unit: Float = 1e-4
    let usualUnit: Float = 1e-7
    let insideUnit: Float = 0.01
    let usualSquare: Float = 0.25

    init(wordCount: Int, rowCount: Int, entries: Int, seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      self.wordCount = wordCount
      rowBytes = 2 * entries
      table = (0..<wordCount * cells * lanes).map { _ in
        [Int16.min, .max, Int16(random.index(below: 65_535) - 32_767)][random.index(below: 3)]
      }
      insides = (0..<cells * lanes).map { _ in Int16(random.index(below: 101)) }
      offsets = (0..<lanes).map { $0 < wholeCount ? Float(random.uniform(-0.5, 0.5)) : 0 }
      added = (0..<lanes).map { $0 < wholeCount || $0 == lanes - 1 ? 0 : 12 }
      // A word behind the last one ends a row.
      rows = (0..<rowCount * 2 * entries).map {
        UInt8($0 % 2 == 0 ? random.index(below: wordCount + 1) : random.index(below: 256))
      }
      lengths = (0..<rowCount).map { [3.5, 1, 0, -1, .nan, 20][$0 % 6] }
    }

    /// The cell of 8 × 8 that one of 16 × 16 lies in.
    private static func coarse(_ cell: UInt8) -> Int { Int(cell) / 32 * 8 + Int(cell) % 16 / 2 }

    /// The best scores of a row, by sums one after the other.
    func expected(_ row: Int) -> (whole: Float, part: Float) {
      let length = lengths[row]
      guard length > 0 else { return (-.infinity, -.infinity) }
      var gains = [Int32](repeating: 0, count: lanes)
      var inside = [Int32](repeating: 0, count: lanes)
      for place in stride(from: row * rowBytes, to: (row + 1) * rowBytes, by: 2) {
        guard rows[place] < wordCount else { break }
        let cell = Self.coarse(rows[place + 1])
        for lane in 0..<lanes {
          gains[lane] += Int32(table[(Int(rows[place]) * cells + cell) * lanes + lane])
          inside[lane] += Int32(insides[cell * lanes + lane])
        }
      }
      let shared = Float(gains[lanes - 1]) * usualUnit
      let rest = length * length - 2 * shared * length + usualSquare * length * length
      guard rest > 0 else { return (-.infinity, -.infinity) }
      let scores = (0..<lanes - 1).map { lane -> Float in
        let gain = Float(gains[lane]) * unit - offsets[lane] * length
        let square = added[lane] > 0 ? added[lane] + Float(inside[lane]) * insideUnit : rest
        return gain / square.squareRoot()
      }
      return (scores[..<wholeCount].max() ?? 0, scores[wholeCount...].max() ?? 0)
    }

    /// What a path's kernel says; each list with one number more than there are rows.
    func scores(by kernels: SLKernels) -> (wholes: [Float], parts: [Float]) {
      var wholes = [Float](repeating: 7, count: lengths.count + 1)
      var parts = wholes
      // Lengths begin at an odd multiple of two.
      let bytes = [0, 0] + lengths.withUnsafeBytes { Array($0) }
      table.withUnsafeBufferPointer { table in
        insides.withUnsafeBufferPointer { insides in
          offsets.withUnsafeBufferPointer { offsets in
            added.withUnsafeBufferPointer { added in
              bytes.withUnsafeBytes { lengths in
                let query = SLPlacements(
                  table: table.baseAddress, insides: insides.baseAddress, wordCount: wordCount,
                  wholeCount: wholeCount, offsets: offsets.baseAddress, added: added.baseAddress,
                  unit: unit, usualUnit: usualUnit, insideUnit: insideUnit, usualSquare: usualSquare)
                kernels.bestPlacements(
                  rows, lengths.baseAddress.map { $0 + 2 }, self.lengths.count, rowBytes, query, &wholes,
                  &parts)
              }
            }
          }
        }
      }
      return (wholes, parts)
    }
  }

  @Test("scores equal the plain ones, bit by bit", arguments: KernelTests.paths)
  func scores(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    for (number, size) in [(1, 1, 1), (3, 7, 5), (150, 13, 224), (255, 4, 40)].enumerated() {
      let test = Case(wordCount: size.0, rowCount: size.1, entries: size.2, seed: UInt64(number))
      let (wholes, parts) = test.scores(by: kernels)
      for row in 0..<size.1 {
        let expected = test.expected(row)
        #expect(wholes[row] == expected.whole && parts[row] == expected.part, "row \(row) of \(size)")
      }
      #expect(wholes[size.1] == 7 && parts[size.1] == 7, "nothing is written behind the last row")
    }
  }
}
