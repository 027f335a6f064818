// Instructions that in Python call functions: here they are understood for NumPy's numbers and arrays of one dimension.
extension PickleReader {
  mutating func constructed(_ code: UInt8) throws(PickleError) -> Bool {
    switch code {
    case UInt8(ascii: "c"):
      let module = String(decoding: try takeLine(), as: UTF8.self)
      push(.known(try known(module, String(decoding: try takeLine(), as: UTF8.self))))
    case 0x93:
      guard case (.text(let name), .text(let module)) = (try pop(), try pop()) else {
        throw error("a name that is no text")
      }
      push(.known(try known(module, name)))
    case UInt8(ascii: "R"):
      let arguments = try popTuple()
      guard case .known(let name) = try pop() else { throw error("a call of something that is no name") }
      push(try result(of: name, arguments))
    case UInt8(ascii: "b"): try build(try popTuple())
    case UInt8(ascii: "i"), UInt8(ascii: "o"), 0x81, 0x92:
      throw error("an object, of which only Python knows the meaning")
    default: return false
    }
    return true
  }

  private func known(_ module: String, _ name: String) throws(PickleError) -> PickleName {
    guard let known = PickleName(module: module, name: name) else {
      throw error("it wants to call \(module).\(name): only plain data is read")
    }
    return known
  }

  private mutating func popTuple() throws(PickleError) -> [PickleItem] {
    let node = try topNode(.tuple)
    stack.removeLast()
    return nodes[node].items
  }

  private mutating func result(of name: PickleName, _ arguments: [PickleItem]) throws(PickleError)
    -> PickleItem
  {
    switch (name, arguments.first) {
    case (.arrayToBe, .known(.arrayClass)): return make(.array, [])
    case (.elementType, .text(let code)): return make(.elementType, [.text(code), .text("<")])
    case (.elementType, let code?): return make(.elementType, [.text(try word(code)), .text("<")])
    case (.bytesOfText, .text(let text)): return make(try bytes(of: text))
    case (.number, let type?) where arguments.count == 2:
      if let number = try elements(arguments[1], type: type, count: 1).first { return number }
    case (.arrayOfBuffer, let raw?) where arguments.count >= 3:
      return make(.array, try elements(raw, type: arguments[1], count: try length(ofShape: arguments[2])))
    default: break
    }
    throw error("an array or number that is not written as NumPy does")
  }

  private mutating func bytes(of text: String) throws(PickleError) -> [UInt8] {
    try count(decoded: text.utf8.count)
    let values = text.unicodeScalars.compactMap { UInt8(exactly: $0.value) }
    guard values.count == text.unicodeScalars.count else { throw error("a text that stands for no bytes") }
    return values
  }

  /// All arrays together have no more bytes than the file.
  private mutating func count(decoded count: Int) throws(PickleError) {
    decodedBytes += count
    guard decodedBytes <= bytes.count else { throw error("arrays that are larger than the file") }
  }

  /// A short text, in Python 2 of bytes.
  private func word(_ item: PickleItem) throws(PickleError) -> String {
    switch item {
    case .text(let text): return text
    case .node(let node) where nodes[node].kind == .bytes && nodes[node].bytes.count < 16:
      return String(decoding: nodes[node].bytes, as: UTF8.self)
    default: throw error("expected a text")
    }
  }

  /// Gives the array or type on top of the stack its contents.
  private mutating func build(_ state: [PickleItem]) throws(PickleError) {
    guard case .node(let node) = try top() else { throw error("contents for something that has none") }
    switch nodes[node].kind {
    case .array where state.count == 5:
      nodes[node].items = try elements(state[4], type: state[2], count: try length(ofShape: state[1]))
    case .elementType where state.count >= 2: nodes[node].items[1] = .text(try word(state[1]))
    default: throw error("an array or number that is not written as NumPy does")
    }
  }

  private func length(ofShape shape: PickleItem) throws(PickleError) -> Int {
    guard case .node(let node) = shape, nodes[node].items.count == 1,
      case .integer(let count) = nodes[node].items[0],
      count >= 0
    else { throw error("an array of not exactly one dimension") }
    return count
  }

  private mutating func elements(
    _ raw: PickleItem, type: PickleItem, count: Int
  ) throws(PickleError) -> [PickleItem] {
    guard case .node(let place) = raw, nodes[place].kind == .bytes else { throw error("an array of objects") }
    let raw = nodes[place].bytes
    try self.count(decoded: raw.count)
    guard case .node(let node) = type, nodes[node].kind == .elementType,
      case .text(let code) = nodes[node].items[0],
      let element = PickledElement(code: code)
    else { throw error("an array of something else than whole numbers and floats of 1 to 8 bytes") }
    guard raw.count.isMultiple(of: element.size), raw.count / element.size == count else {
      throw error("an array whose bytes don't fit its length")
    }
    let order = try word(nodes[node].items[1])
    return (0..<count).map { index in
      let bytes = raw[index * element.size..<(index + 1) * element.size]
      return element.value(highestFirst: order == ">" ? Array(bytes) : bytes.reversed())
    }
  }
}
