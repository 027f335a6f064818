/// Reads XML as far as drawings need it: tags and their attributes, in order. Text, comments, instructions and declarations are
/// passed over, so nothing that a document type declares is ever expanded or fetched.
///
/// Bytes are read once, from the front; what is no sound XML ends the document there or is passed over.
struct XMLScanner {
  struct Tag {
    /// Without the prefix of its name space.
    let name: String
    let attributes: [String: String]
    /// `<name/>`: it has no content and no end.
    let isEmpty: Bool
  }

  enum Event {
    case start(Tag)
    case end(String)
  }

  /// Whether the bytes ended within a tag, a comment or the like.
  private(set) var isCut = false
  private let bytes: ArraySlice<UInt8>
  private var place: Int

  /// A tag has at most this many attributes; more are passed over.
  private static let mostAttributes = 256

  init(_ bytes: [UInt8]) {
    self.bytes = bytes[...]
    place = 0
  }

  /// The next tag; `nil` at the end.
  mutating func next() -> Event? {
    while let open = bytes[place...].firstIndex(of: UInt8(ascii: "<")) {
      place = open + 1
      if skip("!--", until: "-->") || skip("![CDATA[", until: "]]>") || skip("?", until: "?>") { continue }
      if peek == UInt8(ascii: "!") {
        skipDeclaration()
      } else if peek == UInt8(ascii: "/") {
        place += 1
        let name = takeName()
        skipPast(UInt8(ascii: ">"))
        return .end(name)
      } else if let tag = takeTag() {
        return .start(tag)
      }
    }
    place = bytes.endIndex
    return nil
  }

  /// All bytes up to the end tag of the name, which is passed: for scripts and styles, whose text may hold what looks like tags.
  mutating func takeText(untilEndOf name: String) -> ArraySlice<UInt8> {
    let start = place
    let end = Array("</".utf8)
    while let open = bytes[place...].firstIndex(of: end[0]) {
      place = open + 1
      guard peek == end[1] else { continue }
      place += 1
      guard takeName() == name else { continue }
      skipPast(UInt8(ascii: ">"))
      return bytes[start..<open]
    }
    (place, isCut) = (bytes.endIndex, true)
    return bytes[start...]
  }

  // MARK: Tags

  private var peek: UInt8? { place < bytes.endIndex ? bytes[place] : nil }

  private mutating func takeTag() -> Tag? {
    let name = takeName()
    guard !name.isEmpty else { return nil }
    var attributes: [String: String] = [:]
    while true {
      skipBlanks()
      switch peek {
      case nil:
        isCut = true
        return nil
      case UInt8(ascii: ">"):
        place += 1
        return Tag(name: name, attributes: attributes, isEmpty: false)
      case UInt8(ascii: "/"):
        place += 1
        guard peek == UInt8(ascii: ">") else { continue }
        place += 1
        return Tag(name: name, attributes: attributes, isEmpty: true)
      default:
        guard let (key, value) = takeAttribute() else { return nil }
        if attributes.count < Self.mostAttributes { attributes[key] = value }
      }
    }
  }

  private mutating func takeAttribute() -> (String, String)? {
    let key = takeName()
    if key.isEmpty {
      // No letter of a name: passed over, so that every call takes a byte.
      place += 1
      return ("", "")
    }
    skipBlanks()
    guard peek == UInt8(ascii: "=") else { return (key, "") }
    place += 1
    skipBlanks()
    guard let quote = peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return (key, "")
    }
    place += 1
    guard let end = bytes[place...].firstIndex(of: quote) else {
      (place, isCut) = (bytes.endIndex, true)
      return nil
    }
    defer { place = end + 1 }
    // References to characters and entities stay as they are: no number and no word that a drawing needs has any.
    return (key, String(decoding: bytes[place..<end], as: UTF8.self))
  }

  /// The name at the place, without its prefix; empty where there is none.
  private mutating func takeName() -> String {
    let start = place
    while let byte = peek, Self.isNameByte(byte) { place += 1 }
    let name = bytes[start..<place]
    let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
    return String(decoding: local, as: UTF8.self)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: ":"), 0x80...:
      true
    default: false
    }
  }

  // MARK: What is passed over

  private mutating func skipBlanks() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
  }

  private mutating func skipPast(_ byte: UInt8) {
    if let found = bytes[place...].firstIndex(of: byte) {
      place = found + 1
    } else {
      (place, isCut) = (bytes.endIndex, true)
    }
  }

  /// Passes what begins with `start`, up to and with `end`; false where it doesn't begin so.
  private mutating func skip(_ start: StaticString, until end: StaticString) -> Bool {
    let (start, end) = (Self.bytes(of: start), Self.bytes(of: end))
    guard bytes[place...].starts(with: start) else { return false }
    place += start.count
    while let found = bytes[place...].firstIndex(of: end[0]) {
      place = found
      if bytes[place...].starts(with: end) {
        place += end.count
        return true
      }
      place += 1
    }
    (place, isCut) = (bytes.endIndex, true)
    return true
  }

  private static func bytes(of text: StaticString) -> [UInt8] { text.withUTF8Buffer { Array($0) } }

  /// Passes `<!DOCTYPE …>`, whose brackets and quotes may hold anything.
  private mutating func skipDeclaration() {
    var depth = 0
    while let byte = peek {
      place += 1
      switch byte {
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\""), UInt8(ascii: "'"): skipPast(byte)
      case UInt8(ascii: ">") where depth <= 0: return
      default: break
      }
    }
    isCut = true
  }
}
