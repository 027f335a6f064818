/// A JSON document written piece by piece, without a tree in memory: compact, with keys in the order given.
///
/// What JSON cannot hold cannot get in: texts are escaped, and a number that is not finite becomes `null`.
package struct JSONWriter: Sendable {
  private var text: TextWriter
  private var needsComma = false

  package init(capacity: Int = 0) {
    text = TextWriter(capacity: capacity)
  }

  /// What was written so far.
  package var bytes: [UInt8] { text.bytes }

  package mutating func object(_ members: (inout JSONWriter) -> Void) {
    open("{")
    members(&self)
    close("}")
  }

  package mutating func array(_ elements: (inout JSONWriter) -> Void) {
    open("[")
    elements(&self)
    close("]")
  }

  /// The key of the next value.
  package mutating func key(_ key: String) {
    value(key)
    text.append(":")
    needsComma = false
  }

  package mutating func value(_ value: String) {
    separate()
    text.append("\"")
    appendEscaped(value)
    text.append("\"")
  }

  package mutating func value(_ value: Int) {
    separate()
    text.append(value)
  }

  package mutating func value(_ value: Bool) {
    separate()
    text.append(value ? "true" : "false")
  }

  /// Nine digits, which keep every `Float` exactly.
  package mutating func value(_ value: Float) {
    self.value(Double(value), significantDigits: 9)
  }

  package mutating func value(_ value: Double, significantDigits: Int = 15) {
    separate()
    if value.isFinite {
      text.append(value, significantDigits: significantDigits)
    } else {
      text.append("null")
    }
  }

  /// An array of small numbers.
  package mutating func value(_ numbers: UnsafeBufferPointer<UInt8>) {
    separate()
    text.append("[")
    if let first = numbers.first {
      text.append(Int(first))
      text.append(numbers: UnsafeBufferPointer(rebasing: numbers.dropFirst()), eachAfter: UInt8(ascii: ","))
    }
    text.append("]")
  }

  /// A complete JSON value that was written elsewhere.
  package mutating func value(document bytes: [UInt8]) {
    separate()
    text.append(bytes: bytes)
  }

  private mutating func open(_ bracket: String) {
    separate()
    text.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: String) {
    text.append(bracket)
    needsComma = true
  }

  /// A comma between neighbours; every value passes through here once.
  private mutating func separate() {
    if needsComma { text.append(byte: UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func appendEscaped(_ value: String) {
    let hexadecimal = Array("0123456789abcdef".utf8)
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "\""): text.append("\\\"")
      case UInt8(ascii: "\\"): text.append("\\\\")
      case UInt8(ascii: "\n"): text.append("\\n")
      case UInt8(ascii: "\t"): text.append("\\t")
      case 0..<32:
        text.append("\\u00")
        text.append(byte: hexadecimal[Int(byte >> 4)])
        text.append(byte: hexadecimal[Int(byte & 15)])
      default: text.append(byte: byte)
      }
    }
  }
}

extension JSONWriter {
  package mutating func member(_ key: String, _ value: String) {
    self.key(key)
    self.value(value)
  }

  package mutating func member(_ key: String, _ value: Int) {
    self.key(key)
    self.value(value)
  }

  package mutating func member(_ key: String, _ value: Bool) {
    self.key(key)
    self.value(value)
  }

  package mutating func member(_ key: String, _ value: Double) {
    self.key(key)
    self.value(value)
  }

  package mutating func member(_ key: String, _ value: Float) {
    self.key(key)
    self.value(value)
  }
}
