// Bytes of the file and values of the stack, both never beyond their ends.

extension PickleReader {
  func error(_ message: String) -> PickleError {
    PickleError(place: instructionPlace, message: message)
  }

  mutating func takeByte() throws(PickleError) -> UInt8 {
    guard place < bytes.count else { throw error("the file ends too early") }
    defer { place += 1 }
    return bytes[place]
  }

  mutating func take(_ count: Int) throws(PickleError) -> ArraySlice<UInt8> {
    guard count <= bytes.count - place else { throw error("the file ends too early") }
    defer { place += count }
    return bytes[place..<place + count]
  }

  /// A whole number of up to 8 bytes, the lowest first.
  mutating func takeUnsigned(bytes count: Int) throws(PickleError) -> UInt64 {
    try take(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// How many bytes follow: not more than there are.
  mutating func takeLength(bytes count: Int) throws(PickleError) -> Int {
    let length = try takeUnsigned(bytes: count)
    guard length <= UInt64(bytes.count - place) else { throw error("the file ends too early") }
    return Int(length)
  }

  /// Up to a line feed, without it.
  mutating func takeLine() throws(PickleError) -> ArraySlice<UInt8> {
    guard let end = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) else {
      throw error("the file ends too early")
    }
    defer { place = end + 1 }
    return bytes[place..<end]
  }

  mutating func push(_ item: PickleItem) {
    stack.append(item)
  }

  mutating func pop() throws(PickleError) -> PickleItem {
    let item = try top()
    stack.removeLast()
    return item
  }

  func top() throws(PickleError) -> PickleItem {
    guard stack.count > marks.last ?? 0, let item = stack.last else { throw error("a value is missing") }
    return item
  }

  mutating func popToMark() throws(PickleError) -> [PickleItem] {
    guard let mark = marks.popLast() else { throw error("a mark is missing") }
    let items = Array(stack[mark...])
    stack.removeSubrange(mark...)
    return items
  }

  /// The container of this kind on top of the stack.
  func topNode(_ kind: PickleNode.Kind) throws(PickleError) -> Int {
    guard case .node(let node) = try top(), nodes[node].kind == kind else {
      throw error("expected a \(kind) on the stack")
    }
    return node
  }
}
