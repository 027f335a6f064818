import CKernels
import Core

/// How a resampled pixel is made of those it covers.
package enum ResamplingFilter: Sendable {
  /// The mean over the area that a pixel covers. Exact for whole factors, soft when enlarging.
  case area
  /// A windowed sinc of three lobes, widened when shrinking: sharp, without visible aliasing.
  case lanczos
}

extension Plane {
  /// The plane at another size, the borders staying where they are.
  ///
  /// The picture need not fill the plane to its last column and row: `covered` says how many of them it takes from the top
  /// left corner (all of them by default), in parts of a pixel. That keeps coordinates exact where a reduced decoding had to
  /// round its size up.
  package func resampled(
    toWidth newWidth: Int, height newHeight: Int, covered: (width: Double, height: Double)? = nil,
    filter: ResamplingFilter = .lanczos
  ) -> Plane {
    precondition(newWidth > 0 && newHeight > 0, "a plane has at least one pixel")
    let extent = covered ?? (Double(width), Double(height))
    guard extent != (Double(newWidth), Double(newHeight)) || newWidth != width || newHeight != height else {
      return self
    }
    let columns = ResamplingWeights(from: width, covered: extent.width, to: newWidth, filter: filter)
    let rows = ResamplingWeights(from: height, covered: extent.height, to: newHeight, filter: filter)
    let result = [Float](unsafeUninitializedCapacity: newWidth * newHeight) { buffer, count in
      pixels.withUnsafeBufferPointer { resample($0, rows: rows, columns: columns, into: buffer) }
      count = newWidth * newHeight
    }
    return Plane(width: newWidth, height: newHeight, pixels: result)
  }

  /// Rows first: each output row is a weighted sum of source rows, which vectors do well, and the slower pass along the
  /// row has only the rows that are left.
  private func resample(
    _ source: UnsafeBufferPointer<Float>, rows: ResamplingWeights, columns: ResamplingWeights,
    into out: UnsafeMutableBufferPointer<Float>
  ) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: width) { row in
      guard let rowStart = row.baseAddress, let from = source.baseAddress, let to = out.baseAddress else {
        return
      }
      for y in 0..<rows.count {
        row.initialize(repeating: 0)
        for (offset, weight) in rows.weights(of: y).enumerated() {
          kernels.accumulate(from + (rows.starts[y] + offset) * width, weight, width, rowStart)
        }
        columns.apply(to: rowStart, out: to + y * columns.count)
      }
    }
  }
}

/// For each output position the source positions that make it: a first one and as many weights as follow.
struct ResamplingWeights {
  let starts: [Int]
  /// As many weights for each output position, zero where fewer are needed.
  let weightsPerPosition: Int
  private let flatWeights: [Float]

  var count: Int { starts.count }

  init(from sourceCount: Int, covered: Double, to count: Int, filter: ResamplingFilter) {
    let step = covered / Double(count)
    let rows = (0..<count).map {
      Self.weights(around: (Double($0) + 0.5) * step, step: step, sourceCount, filter)
    }
    let longest = rows.map(\.weights.count).max() ?? 1
    weightsPerPosition = longest
    // Near the far border the padding must not reach beyond the source.
    starts = rows.map { min($0.start, max(0, sourceCount - longest)) }
    flatWeights = zip(rows, starts).flatMap { row, start in
      let before = [Float](repeating: 0, count: row.start - start)
      let after = [Float](repeating: 0, count: longest - before.count - row.weights.count)
      return before + row.weights + after
    }
  }

  func weights(of position: Int) -> ArraySlice<Float> {
    flatWeights[position * weightsPerPosition..<(position + 1) * weightsPerPosition]
  }

  func apply(to source: UnsafePointer<Float>, out: UnsafeMutablePointer<Float>) {
    flatWeights.withUnsafeBufferPointer { weights in
      for position in 0..<count {
        let first = starts[position]
        let base = position * weightsPerPosition
        var sum: Float = 0
        for k in 0..<weightsPerPosition { sum += weights[base + k] * source[first + k] }
        out[position] = sum
      }
    }
  }

  /// `centre` is in units where source position i covers i ..< i + 1.
  private static func weights(
    around centre: Double, step: Double, _ sourceCount: Int, _ filter: ResamplingFilter
  ) -> (start: Int, weights: [Float]) {
    let spread = max(step, 1)
    let support = filter == .area ? spread / 2 : 3 * spread
    let first = min(max(0, Int((centre - support).rounded(.down))), sourceCount - 1)
    let last = min(sourceCount - 1, Int((centre + support).rounded(.up)) - 1)
    let raw = (first...max(first, last)).map { position -> Double in
      switch filter {
      case .area:
        return max(0, min(Double(position) + 1, centre + support) - max(Double(position), centre - support))
      case .lanczos: return lanczos((Double(position) + 0.5 - centre) / spread)
      }
    }
    let sum = raw.reduce(0, +)
    return (first, raw.map { Float($0 / sum) })
  }

  /// sinc(x) · sinc(x/3) within three units of the centre.
  private static func lanczos(_ x: Double) -> Double {
    guard abs(x) < 3 else { return 0 }
    guard abs(x) > 1e-9 else { return 1 }
    let angle = Double.pi * x
    return 3 * sine(angle) * sine(angle / 3) / (angle * angle)
  }
}
