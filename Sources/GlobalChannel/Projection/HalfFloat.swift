/// IEEE 754 numbers of 16 bits, by hand: not every machine that Sightline runs on has them.
package enum HalfFloat {
  /// The nearest half, ties to even; too large numbers become infinite.
  package static func bits(_ value: Float) -> UInt16 {
    let bits = value.bitPattern
    let sign = UInt16(truncatingIfNeeded: bits >> 16) & 0x8000
    let exponent = Int(bits >> 23 & 0xFF) - 127
    let fraction = bits & 0x7F_FFFF
    guard exponent < 128 else { return sign | 0x7C00 | (fraction == 0 ? 0 : 0x200) }
    guard exponent < 16 else { return sign | 0x7C00 }
    guard exponent >= -25 else { return sign }
    // Below 2⁻¹⁴ halves are multiples of 2⁻²⁴.
    let isSmall = exponent < -14
    let significand = isSmall ? fraction | 0x80_0000 : fraction
    let shift = UInt32(isSmall ? 13 + (-14 - exponent) : 13)
    var result = significand >> shift | (isSmall ? 0 : UInt32(exponent + 15) << 10)
    let rest = significand & ((1 << shift) - 1)
    let half: UInt32 = 1 << (shift - 1)
    // A carry out of the fraction is one into the exponent, which is right.
    if rest > half || (rest == half && result & 1 == 1) { result += 1 }
    return sign | UInt16(truncatingIfNeeded: result)
  }

  package static func value(_ bits: UInt16) -> Float {
    let sign = UInt32(bits & 0x8000) << 16
    let exponent = UInt32(bits >> 10 & 0x1F)
    let fraction = UInt32(bits & 0x3FF)
    switch exponent {
    case 0:
      let size = Float(fraction) * 0x1p-24
      return sign == 0 ? size : -size
    case 31: return Float(bitPattern: sign | 0x7F80_0000 | fraction << 13)
    default: return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
    }
  }
}

extension LinearMap {
  /// The map with its weights as halves have them.
  package var roundedToHalves: LinearMap {
    LinearMap(weights: weights.map { HalfFloat.value(HalfFloat.bits($0)) }, offsets: offsets)
  }
}
