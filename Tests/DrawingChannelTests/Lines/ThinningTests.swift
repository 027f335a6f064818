import Core
import Testing

@testable import DrawingChannel

@Suite("Thinning")
struct ThinningTests {
  /// Blobs of random discs and sticks.
  private func blobs(_ seed: UInt64) -> LineMask {
    var generator = SeededGenerator(seed: seed)
    var mask = LineMask(width: 70, height: 60)
    for _ in 0..<8 {
      let (cx, cy) = (Int.random(in: 0..<70, using: &generator), Int.random(in: 0..<60, using: &generator))
      let radius = Int.random(in: 0..<9, using: &generator)
      let length = Int.random(in: 0..<25, using: &generator)
      for y in 0..<60 {
        for x in 0..<70 {
          let dx = max(0, abs(x - cx) - length)
          if dx * dx + (y - cy) * (y - cy) <= radius * radius { mask[x, y] = true }
        }
      }
    }
    return mask
  }

  /// Pieces of the ground that hang together by sides: one more than there are holes, within a blank border.
  private func groundPieces(_ mask: LineMask) -> Int {
    var open = LineSamples.mask(width: mask.width + 2, height: mask.height + 2) { x, y in
      let isInside = (1...mask.width).contains(x) && (1...mask.height).contains(y)
      return !isInside || !mask[x - 1, y - 1]
    }
    var count = 0
    for start in open.ink.indices where open.ink[start] != 0 {
      count += 1
      var stack = [start]
      open.ink[start] = 0
      while let place = stack.popLast() {
        let (x, y) = (place % open.width, place / open.width)
        for (column, row) in [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)] {
          guard (0..<open.width).contains(column), (0..<open.height).contains(row), open[column, row] else {
            continue
          }
          open[column, row] = false
          stack.append(row * open.width + column)
        }
      }
    }
    return count
  }

  @Test("A thick bar becomes a line in its middle")
  func bar() {
    let thin = LineSamples.mask(width: 40, height: 15) { x, y in (3..<37).contains(x) && (5..<10).contains(y)
    }
    .thinned()
    let rows = Set(thin.ink.indices.filter { thin.ink[$0] != 0 }.map { $0 / 40 })
    #expect(rows == [7])
    #expect((28...34).contains(thin.count))
  }

  @Test("A line that is thin stays as it is, ends included; a corner too many goes")
  func thinLine() {
    let line = LineSamples.mask("#....", ".#...", "..###", ".....")
    #expect(line.thinned() == line)
    let stairs = LineSamples.mask("##...", ".##..", "..##.", "...##")
    // Of two pixels that begin it side by side either may stay.
    #expect((4...5).contains(stairs.thinned().count) && stairs.thinned().components.count == 1)
  }

  @Test(
    "Pieces and holes stay as many as they were, and nothing that is left can go",
    arguments: 0..<12 as Range<UInt64>)
  func topology(seed: UInt64) {
    let mask = blobs(seed)
    let thin = mask.thinned()
    #expect(thin.components.count == mask.components.count)
    #expect(groundPieces(thin) == groundPieces(mask))
    #expect(zip(thin.ink, mask.ink).allSatisfy { $0 <= $1 })
    #expect(thin.thinned() == thin)
    // One pixel wide: no square of four is full.
    for y in 1..<thin.height {
      for x in 1..<thin.width {
        #expect(!(thin[x, y] && thin[x - 1, y] && thin[x, y - 1] && thin[x - 1, y - 1]), "at \(x), \(y)")
      }
    }
  }

  @Test("A ring stays closed and runs along its middle")
  func ring() {
    let ring = LineSamples.mask(width: 61, height: 61) { x, y in
      let r = Double((x - 30) * (x - 30) + (y - 30) * (y - 30)).squareRoot()
      return r > 17 && r < 24
    }
    let thin = ring.thinned()
    #expect(groundPieces(thin) == 2)
    for place in thin.ink.indices where thin.ink[place] != 0 {
      let (x, y) = (place % 61 - 30, place / 61 - 30)
      #expect(abs(Double(x * x + y * y).squareRoot() - 20.5) < 1.6)
    }
  }

  @Test("Ink along the border, single pixels and an empty mask are no trouble")
  func borders() {
    #expect(
      (1...3).contains(LineMask(width: 3, height: 3, ink: [UInt8](repeating: 1, count: 9)).thinned().count))
    #expect(LineMask(width: 1, height: 1, ink: [1]).thinned().count == 1)
    #expect(LineMask(width: 4, height: 4).thinned().count == 0)
  }
}
