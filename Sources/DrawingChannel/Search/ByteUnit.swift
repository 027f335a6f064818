/// What 1 stands for where numbers are kept as signed bytes: the largest of them becomes 127.
struct ByteUnit {
  let value: Float

  init(for numbers: some Sequence<Float>) {
    let largest = numbers.reduce(0) { max($0, abs($1)) }
    value = max(largest, .leastNormalMagnitude) / Float(Int8.max)
  }

  /// - Precondition: none of another size than those that the unit is for.
  func byte(_ number: Float) -> Int8 { Int8((number / value).rounded()) }
}
