/// A JSON document as a tree, for files of moderate size: truths, settings, answers.
///
/// Numbers are `Double`, as nearly every program takes them: whole numbers are exact up to 2⁵³. What cannot be
/// read is told by `JSONError`; the rules of reading stand at `JSONReader`.
package enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)

  package init(parsing bytes: UnsafeRawBufferPointer) throws(JSONError) {
    var reader = JSONReader(bytes)
    self = try reader.document()
  }

  package init(parsing bytes: [UInt8]) throws(JSONError) {
    // `withUnsafeBytes` throws any error: the result carries ours out of it.
    let result = bytes.withUnsafeBytes { buffer in
      Result { () throws(JSONError) in try JSONValue(parsing: buffer) }
    }
    self = try result.get()
  }
}

extension JSONValue {
  /// The member of an object; `nil` for other values, and where there is no such member.
  package subscript(key: String) -> JSONValue? { object?[key] }

  package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  package var number: Double? { if case .number(let value) = self { value } else { nil } }
  package var string: String? { if case .string(let value) = self { value } else { nil } }
  package var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
  package var object: JSONObject? { if case .object(let value) = self { value } else { nil } }

  /// A number without a fraction; `nil` beyond what a `Double` tells apart, too.
  package var integer: Int? {
    guard let number, number.magnitude <= 0x1p53 else { return nil }
    return Int(exactly: number)
  }
}

/// The members of an object, in the order in which their keys came first.
///
/// A key that comes again replaces the value, as JavaScript and Python have it.
package struct JSONObject: Sendable {
  package private(set) var keys: [String] = []
  package private(set) var values: [JSONValue] = []
  /// Where a key stands.
  private var places: [String: Int] = [:]

  package init() {}

  package subscript(key: String) -> JSONValue? { places[key].map { values[$0] } }

  package mutating func set(_ key: String, _ value: JSONValue) {
    if let place = places[key] {
      values[place] = value
    } else {
      places[key] = keys.count
      keys.append(key)
      values.append(value)
    }
  }
}

/// Equal with the same members in any order: what JSON means by an object.
extension JSONObject: Equatable {
  package static func == (a: JSONObject, b: JSONObject) -> Bool {
    a.keys.count == b.keys.count && zip(a.keys, a.values).allSatisfy { key, value in b[key] == value }
  }
}

/// Why bytes are no JSON document, and where: both counted from 1, columns in characters as Unicode numbers them.
package struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
  package let line: Int
  package let column: Int
  package let message: String

  package var description: String { "line \(line), column \(column): \(message)" }

  /// Counts lines and columns up to the byte at `place`.
  init(_ message: String, at place: Int, of bytes: UnsafeRawBufferPointer) {
    let before = bytes.prefix(place)
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    line = 1 + before.count { $0 == UInt8(ascii: "\n") }
    // Bytes 10xxxxxx continue a character.
    column = 1 + before[lineStart...].count { $0 & 0xC0 != 0x80 }
    self.message = message
  }
}
