import Core

/// Reads what Python's `pickle` writes, protocols 0 to 5, as far as it is data: numbers, texts, lists, tuples,
/// dictionaries, and numbers and one-dimensional arrays of NumPy.
///
/// A pickle is a program for a small machine with a stack, and in Python that program may call any function. Here
/// nothing is ever called: the few names that NumPy needs are known as words, and any other name is an error. Memory is in
/// proportion to the file: lengths are checked against what is left of it, containers lie in one flat table and
/// refer to each other by place, and what is referred to many times is converted once (`PickleTree`).
struct PickleReader {
  let bytes: [UInt8]
  /// The next byte to look at.
  var place = 0
  /// Where the instruction at work begins, for messages.
  var instructionPlace = 0
  var stack: [PickleItem] = []
  /// Heights of the stack at marks; what lies below the last one is out of reach.
  var marks: [Int] = []
  var memo: [Int: PickleItem] = [:]
  var nodes: [PickleNode] = []
  /// Bytes that were turned into elements of arrays. As bytes may be used again and again, they are counted.
  var decodedBytes = 0

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The only value of a whole pickle, as the JSON that says the same: tuples and arrays are arrays, bytes are texts.
  static func value(of bytes: [UInt8]) throws(PickleError) -> JSONValue {
    var reader = PickleReader(bytes)
    let result = try reader.run()
    var tree = PickleTree(nodes: reader.nodes)
    return try tree.value(of: result, at: reader.instructionPlace)
  }

  private mutating func run() throws(PickleError) -> PickleItem {
    while true {
      instructionPlace = place
      let code = try takeByte()
      if code == UInt8(ascii: ".") { break }
      try obey(code)
    }
    let result = try pop()
    guard stack.isEmpty, marks.isEmpty else { throw error("the pickle ends with more than one value") }
    guard place == bytes.count else { throw error("something follows the end of the pickle") }
    return result
  }

  /// Each group of instructions says whether this is one of its own.
  private mutating func obey(_ code: UInt8) throws(PickleError) {
    if try number(code) { return }
    if try text(code) { return }
    if try container(code) { return }
    if try remembered(code) { return }
    if try constructed(code) { return }
    if try framing(code) { return }
    throw error("unknown instruction \(code)")
  }

  /// What says something about the file and the stack, and nothing about values.
  private mutating func framing(_ code: UInt8) throws(PickleError) -> Bool {
    switch code {
    case 0x80:
      let version = try takeByte()
      guard version <= 5 else {
        throw error("protocol \(version) is not known: write the file with protocol 2")
      }
    case 0x95: _ = try takeLength(bytes: 8)
    case UInt8(ascii: "0"):
      if stack.count == marks.last { marks.removeLast() } else { _ = try pop() }
    case UInt8(ascii: "1"): _ = try popToMark()
    case UInt8(ascii: "2"): push(try top())
    case UInt8(ascii: "("): marks.append(stack.count)
    default: return false
    }
    return true
  }
}

/// A value on the stack. Containers are in the reader's table, as a pickle may change one after it was used.
enum PickleItem {
  case none
  case bool(Bool)
  case integer(Int)
  case float(Double)
  case text(String)
  case node(Int)
  case known(PickleName)
}

/// A container, or bytes that may be a text or the contents of an array.
struct PickleNode {
  enum Kind {
    case bytes
    case list
    case tuple
    /// Keys and values in turn.
    case dictionary
    case array
    case elementType
  }

  var kind: Kind
  var items: [PickleItem] = []
  var bytes: [UInt8] = []
  /// Where the pickle makes it, for messages.
  var place: Int
}

/// Why bytes are no pickle of data, and where.
struct PickleError: Error, Equatable, CustomStringConvertible {
  let place: Int
  let message: String

  var description: String { "byte \(place): \(message)" }
}
