import Glibc

/// The order of a table's keys, as LMDB compares them.
enum KeyOrder {
  case integers
  case bytes

  init(flags: UInt16) {
    self = flags & PageLayout.TableFlags.integerKeys != 0 ? .integers : .bytes
  }

  init(_ kind: TableDescription.KeyKind) {
    switch kind {
    case .integers: self = .integers
    case .bytes: self = .bytes
    }
  }

  /// Whether a key may have this many bytes.
  func allows(keyByteCount count: Int) -> Bool {
    switch self {
    case .integers: count == 8
    case .bytes: count >= 1 && count <= Table.maxKeyByteCount
    }
  }

  /// Whether `a` comes before `b`; both of allowed sizes.
  func isAscending(
    _ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer
  ) -> Bool {
    switch self {
    case .integers:
      return a.number(at: 0, as: UInt64.self) < b.number(at: 0, as: UInt64.self)
    case .bytes:
      guard let start = a.baseAddress, let other = b.baseAddress else { return a.count < b.count }
      let order = memcmp(start, other, min(a.count, b.count))
      return order != 0 ? order < 0 : a.count < b.count
    }
  }
}
