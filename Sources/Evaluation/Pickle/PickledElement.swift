/// A kind of number as NumPy abbreviates it: `i8`, `f4`.
struct PickledElement {
  private let kind: Character
  let size: Int

  init?(code: String) {
    guard let kind = code.first, let size = Int(code.dropFirst()) else { return nil }
    switch (kind, size) {
    case ("b", 1), ("i", 1), ("i", 2), ("i", 4), ("i", 8), ("u", 1), ("u", 2), ("u", 4), ("f", 4), ("f", 8):
      break
    default: return nil
    }
    self.kind = kind
    self.size = size
  }

  func value(highestFirst bytes: [UInt8]) -> PickleItem {
    let pattern = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let unused = 64 - 8 * size
    switch (kind, size) {
    case ("b", _): return .bool(pattern != 0)
    case ("f", 4): return .float(Double(Float(bitPattern: UInt32(truncatingIfNeeded: pattern))))
    case ("f", _): return .float(Double(bitPattern: pattern))
    case ("i", _): return .integer(Int(Int64(bitPattern: pattern << UInt64(unused)) >> Int64(unused)))
    default: return .integer(Int(pattern))
    }
  }
}
