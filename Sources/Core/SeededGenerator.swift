/// A small seeded source of random numbers: the same seed gives the same sequence on every machine.
///
/// The sequence is that of PCG-XSH-RR (O'Neill 2014) with a 64-bit state and 32-bit outputs. It is made for
/// sampling, tests and synthetic pictures, not for secrets.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64
  private let increment: UInt64

  /// Two generators of different `stream` never share a sequence, even with the same seed: give every chunk
  /// of parallel work its own stream.
  public init(seed: UInt64, stream: UInt64 = 0) {
    state = 0
    increment = stream &<< 1 | 1
    _ = next32()
    state &+= seed
    _ = next32()
  }

  public mutating func next() -> UInt64 {
    let high = UInt64(next32())
    return high << 32 | UInt64(next32())
  }

  private mutating func next32() -> UInt32 {
    let old = state
    state = old &* 6_364_136_223_846_793_005 &+ increment
    let xorShifted = UInt32(truncatingIfNeeded: ((old >> 18) ^ old) >> 27)
    let rotation = UInt32(truncatingIfNeeded: old >> 59)
    return xorShifted >> rotation | xorShifted << ((0 &- rotation) & 31)
  }
}

extension SeededGenerator {
  /// Uniform in [0, 1), with 53 random bits.
  public mutating func unit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// Uniform in [lower, upper).
  public mutating func uniform(_ lower: Double, _ upper: Double) -> Double {
    lower + (upper - lower) * unit()
  }

  /// Uniform in 0..<bound, without bias. `bound` is above zero.
  public mutating func index(below bound: Int) -> Int {
    Int(next(upperBound: UInt64(bound)))
  }

  /// One sample of the standard normal distribution: the sum of twelve uniforms, whose tails end at ±6.
  /// Chosen over Box–Muller because it needs no library function and so is the same everywhere.
  public mutating func normal() -> Double {
    var sum = -6.0
    for _ in 0..<12 { sum += unit() }
    return sum
  }
}
