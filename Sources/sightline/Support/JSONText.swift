import Core

/// JSON documents as the tool prints them: on one line, with a line feed behind.
enum JSONText {
  /// A whole document with these members.
  static func line(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
    object(members) + [UInt8(ascii: "\n")]
  }

  /// An object without a line feed, to stand in a document.
  static func object(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter()
    json.object(members)
    return json.bytes
  }
}

/// `{"pictures":[…], …}` written element by element, so that ten thousand pictures need no memory.
final class JSONPictureList: Sendable {
  private let sink: any ByteSink

  init(sink: any ByteSink) throws(ToolError) {
    self.sink = sink
    try sink.write(Array(#"{"pictures":["#.utf8))
  }

  /// `isFirst` is for the comma; `element` is a complete JSON value.
  func append(_ element: [UInt8], isFirst: Bool) throws(ToolError) {
    if !isFirst { try sink.write([UInt8(ascii: ",")]) }
    try sink.write([UInt8(ascii: "\n")])
    try sink.write(element)
  }

  /// The members behind the pictures, at least one of them.
  func finish(_ members: (inout JSONWriter) -> Void) throws(ToolError) {
    let rest = JSONText.line(members).dropFirst()
    try sink.write(Array("\n],".utf8) + rest)
    try sink.finish()
  }
}
