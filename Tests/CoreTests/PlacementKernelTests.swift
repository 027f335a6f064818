import CKernels
import Core
import Testing

/// The kernel that looks for a drawing in rows of entries: every path against plain sums.
@Suite("Kernel of placements")
struct PlacementKernelTests {
  private static let lanes = Int(SL_PLACEMENTS)
  private static let cells = 64

  private struct Case {
    var wordCount: Int
    var table: [Int16]
    var offsets: [Float]
    var rows: [UInt8]
    var lengths: [Float]
    var rowBytes: Int

    init(wordCount: Int, rowCount: Int, entries: Int, seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      self.wordCount = wordCount
      let count = wordCount * PlacementKernelTests.cells * PlacementKernelTests.lanes
      table = (0..<count).map { _ in
        [Int16.min, .max, Int16(random.index(below: 65_535) - 32_767)][random.index(below: 3)]
      }
      offsets = (0..<PlacementKernelTests.lanes).map { _ in Float(random.uniform(-0.5, 0.5)) }
      rowBytes = 2 * entries
      // Words behind the last one end a row; cells have bits that must not count.
      rows = (0..<rowCount * rowBytes).map {
        $0 % 2 == 0 ? UInt8(random.index(below: wordCount + 1)) : UInt8(random.index(below: 256))
      }
      lengths = (0..<rowCount).map { [3.5, 1, 0, -1, .nan, 20][$0 % 6] }
    }

    /// The score of a row and its placement, by sums one after the other.
    func expected(_ row: Int, unit: Float, usualUnit: Float, usualSquare: Float) -> (Float, UInt8) {
      guard lengths[row] > 0 else { return (-.infinity, 0) }
      var sums = [Int32](repeating: 0, count: PlacementKernelTests.lanes)
      for place in stride(from: row * rowBytes, to: (row + 1) * rowBytes, by: 2) {
        guard rows[place] < wordCount else { break }
        let first =
          (Int(rows[place]) * PlacementKernelTests.cells + Int(rows[place + 1] % 64))
          * PlacementKernelTests.lanes
        for lane in sums.indices { sums[lane] += Int32(table[first + lane]) }
      }
      let shared = Float(sums[PlacementKernelTests.lanes - 1]) * usualUnit / lengths[row]
      let rest = 1 - 2 * shared + usualSquare
      guard rest > 0 else { return (-.infinity, 0) }
      let scores = (0..<PlacementKernelTests.lanes - 1).map {
        (Float(sums[$0]) * (unit / lengths[row]) - offsets[$0]) * (1 / rest.squareRoot())
      }
      let best = scores.indices.max { scores[$0] < scores[$1] || (scores[$0] == scores[$1] && $0 > $1) } ?? 0
      return (scores[best], UInt8(best))
    }
  }

  @Test("scores and placements equal the plain ones, bit by bit", arguments: KernelTests.paths)
  func scores(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    for (number, size) in [(1, 1, 1), (3, 7, 5), (150, 13, 160), (255, 4, 40)].enumerated() {
      let test = Case(wordCount: size.0, rowCount: size.1, entries: size.2, seed: UInt64(number))
      let (unit, usualUnit, usualSquare): (Float, Float, Float) = (1e-4, 1e-6, 0.25)
      var scores = [Float](repeating: 7, count: size.1 + 1)
      var places = [UInt8](repeating: 7, count: size.1 + 1)
      // Lengths begin at an odd multiple of two.
      let bytes = [0, 0] + test.lengths.withUnsafeBytes { Array($0) }
      test.table.withUnsafeBufferPointer { table in
        test.offsets.withUnsafeBufferPointer { offsets in
          bytes.withUnsafeBytes { lengths in
            kernels.bestPlacements(
              test.rows, lengths.baseAddress.map { $0 + 2 }, size.1, test.rowBytes,
              SLPlacements(
                table: table.baseAddress, wordCount: size.0, offsets: offsets.baseAddress, unit: unit,
                usualUnit: usualUnit, usualSquare: usualSquare), &scores, &places)
          }
        }
      }
      for row in 0..<size.1 {
        let expected = test.expected(row, unit: unit, usualUnit: usualUnit, usualSquare: usualSquare)
        #expect(scores[row] == expected.0 && places[row] == expected.1, "row \(row) of \(size)")
      }
      #expect(scores[size.1] == 7 && places[size.1] == 7, "nothing is written behind the last row")
    }
  }
}
