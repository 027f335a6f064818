import Glibc

// The few functions of the system's mathematics library that Sightline uses, in double precision: rounded to float
// afterwards, they don't differ between versions of that library.

/// eˣ.
package func exponential(_ x: Double) -> Double { exp(x) }

/// 2ˣ.
package func powerOfTwo(_ x: Double) -> Double { exp2(x) }

/// 10ˣ.
package func powerOfTen(_ x: Double) -> Double { pow(10, x) }

/// log₂ x.
package func binaryLogarithm(_ x: Double) -> Double { log2(x) }

/// log₁₀ x.
package func decimalLogarithm(_ x: Double) -> Double { log10(x) }

/// sin x, for x in radians.
package func sine(_ x: Double) -> Double { sin(x) }

/// cos x, for x in radians.
package func cosine(_ x: Double) -> Double { cos(x) }

/// The angle of (x, y) in radians, −π … π.
package func angle(x: Double, y: Double) -> Double { atan2(y, x) }

/// erfc x, the part of a bell curve beyond x: 2/√π ∫ exp(−t²) dt from x.
package func complementaryError(_ x: Double) -> Double { erfc(x) }
