/// Powers and exponentials from the four operations, the same to the last bit on every machine (see
/// `cosineAndSine` for why the C library's are not used).
enum Maths {
  private static let ln2 = 0.693147180559945309417

  /// e to the power of x, to about 14 digits; 0 for x below −700.
  static func exponential(_ x: Double) -> Double {
    guard x > -700 else { return 0 }
    let doublings = (min(700, x) / ln2).rounded()
    let rest = min(700, x) - doublings * ln2
    var sum = 1.0
    for k in stride(from: 16.0, to: 0, by: -1) { sum = 1 + rest / k * sum }
    return sum * Double(sign: .plus, exponent: Int(doublings), significand: 1)
  }

  /// The natural logarithm of x > 0.
  static func logarithm(_ x: Double) -> Double {
    precondition(x > 0 && x.isFinite, "only positive numbers have a logarithm")
    // ln m = 2 artanh((m − 1)/(m + 1)), m between 1 and 2; the series in squares ends at 3⁻⁴⁰.
    let z = (x.significand - 1) / (x.significand + 1)
    var sum = 0.0
    for k in stride(from: 41.0, to: 0, by: -2) { sum = sum * z * z + 1 / k }
    return 2 * z * sum + Double(x.exponent) * ln2
  }

  /// x ≥ 0 to the power of y.
  static func power(_ x: Double, _ y: Double) -> Double {
    if y == 1 { return x }
    return x > 0 ? exponential(y * logarithm(x)) : 0
  }
}
