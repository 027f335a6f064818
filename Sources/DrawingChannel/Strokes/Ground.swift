import Core
import Raster

/// The plain ground that a drawing stands on: one colour, or one that changes slowly from side to side, as light falls on a page.
///
/// Each channel is a polynomial of the second degree in x and y, fitted to the medians of blocks, most of which are ground, so that
/// ink and all that is odd hardly counts (weights of 1 over the residual: the least sum of absolute residuals).
struct Ground {
  private let surfaces: [Surface]
  /// Grey of the middle, less than a third of white.
  let isDark: Bool

  private static let blocks = 40
  private static let rounds = 12

  init(of picture: ColourPicture) {
    let blocks = BlockMedians(of: picture, side: max(1, max(picture.width, picture.height) / Self.blocks))
    // Most drawings are grey, so their channels are the same.
    let first = Surface(blocks.places, blocks.values[0], rounds: Self.rounds)
    surfaces = blocks.values.map {
      $0 == blocks.values[0] ? first : Surface(blocks.places, $0, rounds: Self.rounds)
    }
    let middle = surfaces.map { $0.value(x: 0, y: 0) }
    isDark = middle.reduce(0, +) < 255
  }

  /// How far each pixel is from the ground: the largest difference of a channel, in grey levels.
  func difference(of picture: ColourPicture) -> Plane {
    let (width, height) = (picture.width, picture.height)
    var plane = Plane(width: width, height: height)
    let columns = (0..<width).map { Self.unit($0, width) }
    picture.bytes.withUnsafeBufferPointer { bytes in
      plane.pixels.withUnsafeMutableBufferPointer { out in
        for y in 0..<height {
          let rows = surfaces.map { $0.row(y: Self.unit(y, height)) }
          for x in 0..<width {
            let pixel = y * width + x
            var largest: Float = 0
            for channel in 0..<3 {
              let (constant, slope, bend) = rows[channel]
              let ground = constant + columns[x] * (slope + columns[x] * bend)
              largest = max(largest, abs(Float(bytes[3 * pixel + channel]) - min(255, max(0, ground))))
            }
            out[pixel] = largest
          }
        }
      }
    }
    return plane
  }

  /// From −1 at the first of `count` places to 1 at the last.
  static func unit(_ place: Int, _ count: Int) -> Float {
    count > 1 ? 2 * Float(place) / Float(count - 1) - 1 : 0
  }
}

/// Medians of the channels over blocks of a picture.
private struct BlockMedians {
  /// Middles of the blocks, −1 to 1.
  private(set) var places: [(x: Float, y: Float)] = []
  /// Three lists, a number for each block.
  private(set) var values: [[Float]] = [[], [], []]

  init(of picture: ColourPicture, side: Int) {
    for top in stride(from: 0, to: picture.height, by: side) {
      for left in stride(from: 0, to: picture.width, by: side) {
        let right = min(left + side, picture.width)
        let bottom = min(top + side, picture.height)
        places.append(
          (
            Ground.unit((left + right - 1) / 2, picture.width),
            Ground.unit((top + bottom - 1) / 2, picture.height)
          ))
        for channel in 0..<3 {
          var histogram = [Int32](repeating: 0, count: 256)
          for y in top..<bottom {
            for x in left..<right {
              histogram[Int(picture.bytes[3 * (y * picture.width + x) + channel])] += 1
            }
          }
          values[channel].append(Self.median(histogram, of: (right - left) * (bottom - top)))
        }
      }
    }
  }

  private static func median(_ histogram: [Int32], of count: Int) -> Float {
    var remaining = count / 2
    var level = 0
    while remaining >= Int(histogram[level]), level < 255 {
      remaining -= Int(histogram[level])
      level += 1
    }
    return Float(level)
  }
}

/// c₀ + c₁x + c₂y + c₃x² + c₄xy + c₅y².
private struct Surface {
  private var coefficients = [Double](repeating: 0, count: 6)

  init(_ places: [(x: Float, y: Float)], _ values: [Float], rounds: Int) {
    let sorted = values.sorted()
    coefficients[0] = Double(sorted[sorted.count / 2])
    // Fewer blocks than this say nothing of a slope.
    guard values.count >= 36 else { return }
    for _ in 0..<rounds {
      guard let fitted = fitted(places, values) else { return }
      coefficients = fitted
    }
  }

  func value(x: Float, y: Float) -> Float {
    let (constant, slope, bend) = row(y: y)
    return constant + x * (slope + x * bend)
  }

  /// The polynomial of x in a row.
  func row(y: Float) -> (constant: Float, slope: Float, bend: Float) {
    func c(_ term: Int) -> Float { Float(coefficients[term]) }
    return (c(0) + y * (c(2) + y * c(5)), c(1) + y * c(4), c(3))
  }

  /// One round of weighted least squares; `nil` where the blocks don't say enough.
  private func fitted(_ places: [(x: Float, y: Float)], _ values: [Float]) -> [Double]? {
    // Six rows of six numbers and what they make.
    var sums = [SIMD8<Double>](repeating: .zero, count: 6)
    for (place, value) in zip(places, values) {
      let (x, y) = (Double(place.x), Double(place.y))
      let terms = SIMD8(1, x, y, x * x, x * y, y * y, Double(value), 0)
      let residual = Double(value - self.value(x: place.x, y: place.y))
      // Residuals below a grey level are rounding.
      let weight = 1 / max(1, abs(residual))
      for row in 0..<6 { sums[row] += weight * terms[row] * terms }
    }
    var system = sums.map { sum in (0..<7).map { sum[$0] } }
    return Self.solution(of: &system)
  }

  /// Gauss's elimination with pivots.
  private static func solution(of system: inout [[Double]]) -> [Double]? {
    let count = system.count
    for column in 0..<count {
      let pivot = (column..<count).max { abs(system[$0][column]) < abs(system[$1][column]) } ?? column
      guard abs(system[pivot][column]) > 1e-9 else { return nil }
      system.swapAt(column, pivot)
      for row in 0..<count where row != column {
        let factor = system[row][column] / system[column][column]
        for k in column...count { system[row][k] -= factor * system[column][k] }
      }
    }
    return (0..<count).map { system[$0][count] / system[$0][$0] }
  }
}
