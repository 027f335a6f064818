import CKernels
import Core
import Testing

/// The kernels that lay outlines over maps of lines: every path against plain counting.
@Suite("Kernels of outlines")
struct OutlineKernelTests {
  private static let directions = Int(SL_DIRECTIONS)

  /// An outline by chance, with all that a kernel wants to know of it.
  private struct RandomOutline {
    let side: Int
    let samples: [(column: Int, row: Int, direction: Int)]
    let leftCount: Int
    let sampleCount: Int
    let reach: (x: Int, y: Int)
    let width: Float
    let height: Float

    init(side: Int, samples count: Int, reach: (x: Int, y: Int), _ random: inout SeededGenerator) {
      self.side = side
      self.reach = reach
      let made = (0..<count).map { _ in
        (
          column: random.index(below: side) - side / 2, row: random.index(below: side) - side / 2,
          direction: random.index(below: directions)
        )
      }
      func filled(_ list: [(column: Int, row: Int, direction: Int)]) -> [(
        column: Int, row: Int, direction: Int
      )] {
        list + Array(repeating: (0, 0, directions), count: (4 - list.count % 4) % 4)
      }
      let left = filled(made.filter { $0.column < 0 })
      samples = left + filled(made.filter { $0.column >= 0 })
      leftCount = left.count
      sampleCount = count
      width = Float(side) - 2 * Float(reach.x) + 1.3
      height = Float(side) - 2 * Float(reach.y) + 0.4
    }

    func withOutline<Result>(_ body: (SLOutline) -> Result) -> Result {
      let places = samples.map { Int16($0.direction * 3 * side + $0.row) }
      let shifts = samples.map { UInt8(abs($0.column)) }
      return places.withUnsafeBufferPointer { places in
        shifts.withUnsafeBufferPointer { shifts in
          var outline = SLOutline()
          (outline.places, outline.shifts) = (places.baseAddress, shifts.baseAddress)
          (outline.leftCount, outline.count, outline.sampleCount) = (
            leftCount, samples.count, UInt32(sampleCount)
          )
          let counts = (0..<directions).map { way in UInt32(samples.count { $0.direction == way }) }
          withUnsafeMutableBytes(of: &outline.samplesOf) { out in
            counts.withUnsafeBytes { out.copyMemory(from: $0) }
          }
          (outline.reachX, outline.reachY) = (Int32(reach.x), Int32(reach.y))
          (outline.width, outline.height) = (width, height)
          (outline.addedCells, outline.addedChance) = (300, 0.15)
          return body(outline)
        }
      }
    }

    /// How many samples meet a line when the middle is moved.
    func met(_ over: Int, _ down: Int, _ isLine: (_ direction: Int, _ row: Int, _ column: Int) -> Bool) -> Int
    {
      samples.count {
        let (row, column) = ($0.row + side / 2 + down, $0.column + side / 2 + over)
        guard $0.direction < directions, (0..<side).contains(row), (0..<side).contains(column) else {
          return false
        }
        return isLine($0.direction, row, column)
      }
    }
  }

  /// A map by chance: its bytes, and its cells read one by one.
  private struct RandomMap {
    static let quarterBytes = 96
    static let byteCount = directions * 16 * 2 + quarterBytes
    let bytes: [UInt8]

    init(density: Double, _ random: inout SeededGenerator) {
      var bytes = [UInt8](repeating: 0, count: Self.byteCount)
      for bit in 0..<directions * 256 where random.uniform(0, 1) < density {
        bytes[bit / 8] |= 1 << (bit % 8)
      }
      for place in directions * 32..<Self.byteCount { bytes[place] = UInt8(random.index(below: 256)) }
      self.bytes = bytes
    }

    func coarse(_ direction: Int, _ row: Int, _ column: Int) -> Bool {
      let bit = (direction * 16 + row) * 16 + column
      return bytes[bit / 8] >> (bit % 8) & 1 == 1
    }

    /// Fine cells and their neighbours, plane by plane.
    func fine() -> [Bool] {
      var cells = [Bool](repeating: false, count: directions * 1024)
      var number = 0
      for bit in 0..<directions * 256
      where bytes[bit / 8] >> (bit % 8) & 1 == 1 && number < 2 * Self.quarterBytes {
        let four = bytes[directions * 32 + number / 2] >> (number % 2 * 4)
        let (plane, row, column) = (bit / 256, bit / 16 % 16, bit % 16)
        for quarter in 0..<4 where four >> quarter & 1 == 1 {
          let (y, x) = (2 * row + quarter / 2, 2 * column + quarter % 2)
          for (j, i) in [(y, x), (y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)]
          where (0..<32).contains(j) && (0..<32).contains(i) { cells[plane * 1024 + j * 32 + i] = true }
        }
        number += 1
      }
      return cells
    }
  }

  @Test(
    "the largest share of an outline in coarse maps is that of plain counting", arguments: KernelTests.paths)
  func shares(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    var random = SeededGenerator(seed: 3)
    let maps = [0, 0.02, 0.1, 0.5, 1].map { RandomMap(density: $0, &random) }
    let outlines = [(1, (0, 0)), (5, (7, 3)), (48, (2, 5)), (63, (7, 7))].map {
      RandomOutline(side: 16, samples: $0.0, reach: $0.1, &random)
    }
    // Maps begin at an odd address, and something lies between them.
    let bytes: [UInt8] = [9] + maps.flatMap { $0.bytes + [1, 2, 3] }
    var shares = [Float](repeating: 7, count: maps.count + 1)
    outlines[0].withOutline { first in
      outlines[1].withOutline { second in
        outlines[2].withOutline { third in
          outlines[3].withOutline { fourth in
            bytes.withUnsafeBufferPointer {
              kernels.mostCovered(
                $0.baseAddress.map { $0 + 1 }, RandomMap.byteCount + 3, maps.count,
                [first, second, third, fourth], 4, &shares)
            }
          }
        }
      }
    }
    for (map, share) in zip(maps, shares) {
      let expected = outlines.map { outline in
        let counts = (-outline.reach.y...outline.reach.y).flatMap { down in
          (-outline.reach.x...outline.reach.x).map { outline.met($0, down, map.coarse) }
        }
        return Float(counts.max() ?? 0) / Float(outline.sampleCount)
      }
      #expect(share == expected.max())
    }
    #expect(shares[maps.count] == 7, "nothing is written behind the last map")
  }

  @Test("where most of an outline is met, and chance does least, is told", arguments: KernelTests.paths)
  func places(path: ProcessorPath) throws {
    let kernels = try #require(path.kernels)
    var random = SeededGenerator(seed: 4)
    for density in [0, 0.03, 0.06, 0.5] {
      for (count, reach) in [
        (1, (x: 0, y: 0)), (40, (x: 9, y: 4)), (127, (x: 15, y: 15)), (127, (x: 3, y: 12)),
      ] {
        let map = RandomMap(density: density, &random)
        let outline = RandomOutline(side: 32, samples: count, reach: reach, &random)
        var found = SLCovered()
        outline.withOutline { kernels.cover(map.bytes, RandomMap.quarterBytes, [$0], 1, &found) }
        let cells = map.fine()
        func isLine(_ direction: Int, _ row: Int, _ column: Int) -> Bool {
          cells[direction * 1024 + row * 32 + column]
        }
        var expected = SLCovered(count: 0, column: 0, row: 0, chance: 2)
        for down in -reach.y...reach.y {
          for over in -reach.x...reach.x {
            let met = UInt32(outline.met(over, down, isLine))
            let chance = Self.chance(of: outline, over, down, isLine)
            guard met > expected.count || met == expected.count && chance < expected.chance else { continue }
            expected = SLCovered(count: met, column: Int32(over), row: Int32(down), chance: chance)
          }
        }
        #expect(found.count == expected.count && found.chance == expected.chance)
        #expect(found.column == expected.column && found.row == expected.row)
      }
    }
  }

  /// The mean over samples of the share of cells in the box that have a line of their direction, with what is
  /// added.
  private static func chance(
    of outline: RandomOutline, _ over: Int, _ down: Int, _ isLine: (Int, Int, Int) -> Bool
  ) -> Float {
    func border(_ place: Float) -> Int { max(0, min(32, Int((place + 0.5).rounded(.down)))) }
    let (x, y) = (16 + Float(over) - outline.width / 2, 16 + Float(down) - outline.height / 2)
    let columns = border(x)..<border(x + outline.width)
    let rows = border(y)..<border(y + outline.height)
    var met = 0
    for sample in outline.samples where sample.direction < directions {
      for row in rows { met += columns.count { isLine(sample.direction, row, $0) } }
    }
    return (Float(met) / Float(outline.sampleCount) + 300 * 0.15) / (Float(rows.count * columns.count) + 300)
  }
}
