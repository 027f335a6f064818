import Core

/// Lengths, powers and products of vectors. Sums go through sixteen lanes, folded in a fixed order.
enum VectorNorms {
  /// Σ a[i] · b[i].
  static func product(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int) -> Float {
    var (first, second) = (SIMD16<Float>.zero, SIMD16<Float>.zero)
    var index = 0
    while index &+ 32 <= count {
      first += load(a, index) * load(b, index)
      second += load(a, index &+ 16) * load(b, index &+ 16)
      index &+= 32
    }
    first += second
    var sum = (first.lowHalf + first.highHalf).sum()
    while index < count {
      sum += a[index] * b[index]
      index &+= 1
    }
    return sum
  }

  @inline(__always)
  private static func load(_ numbers: UnsafePointer<Float>, _ index: Int) -> SIMD16<Float> {
    UnsafeRawPointer(numbers + index).loadUnaligned(as: SIMD16<Float>.self)
  }

  static func length(_ vector: UnsafePointer<Float>, count: Int) -> Float {
    product(vector, vector, count: count).squareRoot()
  }

  /// Divides by the length, so that this becomes 1. Returns false, and leaves the numbers alone, where there is no direction: a length of 0, or
  /// one that is no number.
  @discardableResult
  static func normalise(_ vector: UnsafeMutablePointer<Float>, count: Int) -> Bool {
    let length = length(vector, count: count)
    guard length > 0, length.isFinite else { return false }
    let factor = 1 / length
    guard factor.isFinite else { return false }
    for index in 0..<count { vector[index] *= factor }
    return true
  }

  /// Each number keeps its sign, and its size is raised to `exponent`; 0.5 is the signed square root.
  static func power(_ vector: UnsafeMutablePointer<Float>, count: Int, exponent: Float) {
    guard exponent != 1 else { return }
    for index in 0..<count {
      let size = vector[index].magnitude
      let raised = exponent == 0.5 ? size.squareRoot() : raised(size, to: exponent)
      vector[index] = vector[index] < 0 ? -raised : raised
    }
  }

  /// x to the power of `exponent`, for x ≥ 0; whole exponents by multiplication.
  static func raised(_ x: Float, to exponent: Float) -> Float {
    guard x > 0 else { return 0 }
    return Float(powerOfTwo(Double(exponent) * binaryLogarithm(Double(x))))
  }
}

extension [Float] {
  /// Of length 1; `nil` where there is no direction.
  package func normalised() -> [Float]? {
    var copy = self
    let done = copy.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { VectorNorms.normalise($0, count: buffer.count) } ?? false
    }
    return done ? copy : nil
  }

  /// Each number keeps its sign, and its size is raised to `exponent`.
  package func raised(toSignedPower exponent: Float) -> [Float] {
    var copy = self
    copy.withUnsafeMutableBufferPointer { buffer in
      if let start = buffer.baseAddress {
        VectorNorms.power(start, count: buffer.count, exponent: exponent)
      }
    }
    return copy
  }
}
