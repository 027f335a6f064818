import CKernels

/// Each kernel once more, slow and plain: what the fast ones must equal to the last bit.
enum Reference {
  /// A plane with clamped coordinates.
  struct Grid {
    let width, height: Int
    let pixels: [Float]

    func at(_ x: Int, _ y: Int) -> Float {
      pixels[min(max(y, 0), height - 1) * width + min(max(x, 0), width - 1)]
    }

    func map(border: Int, _ value: (Int, Int) -> Float) -> [Float] {
      (0..<width * height).map { i in
        let (x, y) = (i % width, i / width)
        let inside = x >= border && y >= border && x < width - border && y < height - border
        return inside ? value(x, y) : 0
      }
    }
  }

  static func blur(_ grid: Grid, taps: [Float]) -> [Float] {
    func filtered(_ grid: Grid, dx: Int, dy: Int) -> Grid {
      let pixels = grid.map(border: 0) { x, y in
        var sum = grid.at(x, y) * taps[0]
        for k in 1..<taps.count {
          sum += (grid.at(x - k * dx, y - k * dy) + grid.at(x + k * dx, y + k * dy)) * taps[k]
        }
        return sum
      }
      return Grid(width: grid.width, height: grid.height, pixels: pixels)
    }
    return filtered(filtered(grid, dx: 0, dy: 1), dx: 1, dy: 0).pixels
  }

  static func hessianDeterminant(_ grid: Grid, factor: Float) -> [Float] {
    grid.map(border: 1) { x, y in
      let twice = 2 * grid.at(x, y)
      let xx = grid.at(x - 1, y) - twice + grid.at(x + 1, y)
      let yy = grid.at(x, y - 1) - twice + grid.at(x, y + 1)
      let diagonal =
        grid.at(x - 1, y - 1) - grid.at(x + 1, y - 1) - grid.at(x - 1, y + 1) + grid.at(x + 1, y + 1)
      let xy = diagonal * 0.25
      return (xx * yy - xy * xy) * factor
    }
  }

  static func gradientProducts(_ grid: Grid) -> [[Float]] {
    func dx(_ x: Int, _ y: Int) -> Float { (grid.at(x + 1, y) - grid.at(x - 1, y)) * 0.5 }
    func dy(_ x: Int, _ y: Int) -> Float { (grid.at(x, y + 1) - grid.at(x, y - 1)) * 0.5 }
    return [
      grid.map(border: 1) { dx($0, $1) * dx($0, $1) }, grid.map(border: 1) { dx($0, $1) * dy($0, $1) },
      grid.map(border: 1) { dy($0, $1) * dy($0, $1) },
    ]
  }

  static func extrema(
    _ here: Grid, _ below: Grid?, _ above: Grid?, threshold: Float, minima: Bool, border: Int
  ) -> [UInt32] {
    var found: [UInt32] = []
    for y in border..<max(border, here.height - border) {
      for x in border..<max(border, here.width - border) {
        let value = here.at(x, y)
        guard value > threshold || (minima && value < -threshold) else { continue }
        let sign: Float = value > 0 ? 1 : -1
        var neighbours: [Float] = []
        for dy in -1...1 {
          for dx in -1...1 {
            if dx != 0 || dy != 0 { neighbours.append(here.at(x + dx, y + dy)) }
            neighbours += [below, above].compactMap { $0?.at(x + dx, y + dy) }
          }
        }
        if neighbours.allSatisfy({ sign * value > sign * $0 }) { found.append(UInt32(y * here.width + x)) }
      }
    }
    return found
  }

  static func sample(_ grid: Grid, _ map: SLAffineMap, _ u: Float, _ v: Float) -> Float {
    let x = min(max(map.x + (u * map.xx + v * map.xy), 0), Float(grid.width - 1))
    let y = min(max(map.y + (u * map.yx + v * map.yy), 0), Float(grid.height - 1))
    let (column, row) = (Int(min(x, Float(grid.width - 2))), Int(min(y, Float(grid.height - 2))))
    let (right, down) = (x - Float(column), y - Float(row))
    let top = grid.at(column, row) + (grid.at(column + 1, row) - grid.at(column, row)) * right
    let bottom = grid.at(column, row + 1) + (grid.at(column + 1, row + 1) - grid.at(column, row + 1)) * right
    return top + (bottom - top) * down
  }
}
