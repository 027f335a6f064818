/// A table is a sorted map from keys to bytes, one of several in an environment (LMDB's "named database").

/// What a table is called and how its keys are ordered; settled for ever when it is created.
@usableFromInline
package struct TableDescription: Sendable, Equatable {
  @usableFromInline
  package enum KeyKind: Sendable, Equatable {
    /// 64-bit numbers in their own order. They are stored in the machine's byte order.
    case integers
    /// 1 to 511 bytes in the order of `memcmp`, a beginning before its continuations.
    case bytes
  }

  package let name: String
  package let keys: KeyKind
  /// An environment without an optional table can be opened, and `hasTable` says so; writing creates it.
  package let isOptional: Bool

  package init(_ name: String, keys: KeyKind, isOptional: Bool = false) {
    self.name = name
    self.keys = keys
    self.isOptional = isOptional
  }
}

/// A table of an open environment; worthless with any other.
@usableFromInline
package struct Table: Sendable {
  package let name: String
  @usableFromInline package let keys: TableDescription.KeyKind
  @usableFromInline let handle: UInt32

  init(_ description: TableDescription, handle: UInt32) {
    name = description.name
    keys = description.keys
    self.handle = handle
  }

  /// LMDB stores no longer keys; names that may be longer need a key of their own making.
  @usableFromInline package static let maxKeyByteCount = 511
}
