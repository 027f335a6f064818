import Core
import Raster

/// Choices by chance, and hashes that need no state.
enum Hashing {
  /// A bijection of 64-bit numbers whose output bits all depend on all input bits.
  @inline(__always)
  static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// One number from two, for giving each part of a whole a seed of its own.
  static func combined(_ seed: UInt64, _ part: UInt64) -> UInt64 {
    mixed(mixed(seed) ^ (part &* 0xD6E8_FEB8_6659_FD93))
  }
}

extension SeededGenerator {
  /// True with the given probability.
  mutating func chance(_ probability: Double) -> Bool { unit() < probability }

  mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + index(below: range.count)
  }

  mutating func pick<T>(_ values: [T]) -> T { values[index(below: values.count)] }

  /// Between `low` and `high` so that a size is as likely to be in any octave: many small ones, few large ones.
  mutating func powerLaw(_ low: Double, _ high: Double) -> Double {
    // Inverse of the distribution with density ∝ r⁻²; needs no logarithm.
    1 / uniform(1 / high, 1 / low)
  }

  mutating func sign() -> Double { chance(0.5) ? 1 : -1 }

  /// A colour near `colour`: brightness and channels moved by up to `range` levels.
  mutating func varied(_ colour: Colour, by range: Double) -> Colour {
    let brightness = uniform(-range, range)
    func moved(_ value: UInt8, _ shift: Double) -> UInt8 {
      UInt8(max(0, min(255, Double(value) + brightness + shift)))
    }
    return Colour(
      red: moved(colour.red, uniform(-range, range) / 3),
      green: moved(colour.green, uniform(-range, range) / 3),
      blue: moved(colour.blue, uniform(-range, range) / 3))
  }

  /// A colour by hue (in sixths of the circle, 0…6 from red), saturation and brightness (0…1).
  mutating func colour(
    hue: ClosedRange<Double>, saturation: ClosedRange<Double>, brightness: ClosedRange<Double>
  ) -> Colour {
    Colour(
      hue: uniform(hue.lowerBound, hue.upperBound),
      saturation: uniform(saturation.lowerBound, saturation.upperBound),
      brightness: uniform(brightness.lowerBound, brightness.upperBound))
  }
}

extension Colour {
  init(hue: Double, saturation: Double, brightness: Double) {
    func channel(_ offset: Double) -> UInt8 {
      var k = (hue + offset).truncatingRemainder(dividingBy: 6)
      if k < 0 { k += 6 }
      let value = brightness * (1 - saturation * max(0, min(1, min(k, 4 - k))))
      return UInt8(max(0, min(255, value * 255 + 0.5)))
    }
    self.init(red: channel(5), green: channel(3), blue: channel(1))
  }
}
