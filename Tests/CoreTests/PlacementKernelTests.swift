import CKernels
import Core
import Testing

/// The kernel that holds a drawing against rows of entries: every path against plain sums.
@Suite("Kernel of placements")
struct PlacementKernelTests {
  private static let lanes = Int(SL_LANES)
  private static let cells = 64
  private static let placementCount = 9

  private struct Case {
    let wordCount: Int
    let entryBytes: Int
    /// Something else stands behind the entries.
    let rowBytes: Int
    let table: [Int8]
    let offsets: [Float]
    let rows: [UInt8]
    let lengths: [Float]
    let unit: Float = 1e-4
    let usualUnit: Float = 1e-7
    let usualSquare: Float = 0.25

    init(wordCount: Int, rowCount: Int, entries: Int, seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      self.wordCount = wordCount
      let rowBytes = 2 * entries + 5
      entryBytes = 2 * entries
      self.rowBytes = rowBytes
      table = (0..<wordCount * cells * lanes).map { _ in
        [-127, 127, Int8(random.index(below: 255) - 127)][random.index(below: 3)]
      }
      offsets = (0..<lanes).map { $0 < placementCount ? Float(random.uniform(-0.5, 0.5)) : 0 }
      // A word behind the last one ends a row.
      rows = (0..<rowCount * rowBytes).map {
        UInt8($0 % rowBytes % 2 == 0 ? random.index(below: wordCount + 1) : random.index(below: 256))
      }
      lengths = (0..<rowCount).map { [3.5, 1, 0, -1, .nan, 20][$0 % 6] }
    }

    /// The cell of 8 × 8 that one of 16 × 16 lies in.
    private static func coarse(_ cell: UInt8) -> Int { Int(cell) / 32 * 8 + Int(cell) % 16 / 2 }

    /// The best score of a row, by sums one after the other.
    func expected(_ row: Int) -> Float {
      let length = lengths[row]
      guard length > 0 else { return -.infinity }
      var gains = [Int32](repeating: 0, count: lanes)
      for place in stride(from: row * rowBytes, to: row * rowBytes + entryBytes, by: 2) {
        guard rows[place] < wordCount else { break }
        let cell = Self.coarse(rows[place + 1])
        for lane in 0..<lanes {
          gains[lane] += Int32(table[(Int(rows[place]) * cells + cell) * lanes + lane])
        }
      }
      let shared = Float(gains[lanes - 1]) * usualUnit
      let rest = length * length - 2 * shared * length + usualSquare * length * length
      guard rest > 0 else { return -.infinity }
      let scores = (0..<placementCount).map {
        (Float(gains[$0]) * unit - offsets[$0] * length) / rest.squareRoot()
      }
      return scores.max() ?? 0
    }

    /// What a path's kernel says, with one number more than there are rows.
    func scores(by kernels: SLKernels) -> [Float] {
      var scores = [Float](repeating: 7, count: lengths.count + 1)
      // Lengths begin at an odd multiple of two.
      let bytes = [0, 0] + lengths.withUnsafeBytes { Array($0) }
      table.withUnsafeBufferPointer { table in
        offsets.withUnsafeBufferPointer { offsets in
          bytes.withUnsafeBytes { lengths in
            let query = SLPlacements(
              table: table.baseAddress, wordCount: wordCount, placementCount: placementCount,
              entryBytes: entryBytes, offsets: offsets.baseAddress, unit: unit, usualUnit: usualUnit,
              usualSquare: usualSquare)
            kernels.bestPlacements(
              rows, lengths.baseAddress.map { $0 + 2 }, self.lengths.count, rowBytes, query, &scores)
          }
        }
      }
      return scores
    }
  }

  @Test("scores equal the plain ones, bit by bit", arguments: KernelTests.paths)
  func scores(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    for (number, size) in [(1, 1, 1), (3, 7, 5), (150, 13, 224), (255, 4, 256)].enumerated() {
      let test = Case(wordCount: size.0, rowCount: size.1, entries: size.2, seed: UInt64(number))
      let scores = test.scores(by: kernels)
      for row in 0..<size.1 { #expect(scores[row] == test.expected(row), "row \(row) of \(size)") }
      #expect(scores[size.1] == 7, "nothing is written behind the last row")
    }
  }
}
