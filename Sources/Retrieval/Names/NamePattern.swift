/// A pattern for whole names, as shells write them: `*` is any text, also an empty one, `?` one character, `[a-z]` one of
/// several, `[!a-z]` one of all others, and a backslash takes the next character as it is. `*` and `?` cross slashes too: names
/// are paths, and `old/*.jpg` means everything below.
///
/// Works on the bytes of UTF-8. A character is a Unicode scalar; bytes that are no UTF-8 count as one each. A text of n bytes
/// and a pattern of m parts take n · m steps at worst, since only the last star is ever tried again: if the parts after a
/// later star fit anywhere, an earlier star need not have taken more.
package struct NamePattern: Sendable, Equatable {
  enum Part: Sendable, Equatable {
    case byte(UInt8)
    case anyCharacter
    case anyText
    case oneOf(CharacterChoice)
  }

  /// As it was given.
  package let text: String
  let parts: [Part]

  package func matches(_ name: String) -> Bool {
    var name = name
    return name.withUTF8 { matches(UnsafeRawBufferPointer($0)) }
  }

  /// Whether the pattern fits the whole name.
  package func matches(_ name: UnsafeRawBufferPointer) -> Bool {
    var (place, part) = (0, 0)
    // Behind the last star, and where the text that it leaves begins.
    var retry: (part: Int, place: Int)?
    while true {
      if part < parts.count, case .anyText = parts[part] {
        part += 1
        guard part < parts.count else { return true }
        retry = (part, place)
      } else if part == parts.count, place == name.count {
        return true
      } else if part < parts.count, let next = end(of: parts[part], in: name, from: place) {
        (place, part) = (next, part + 1)
      } else {
        guard let last = retry, last.place < name.count else { return false }
        (place, part) = (last.place + 1, last.part)
        retry = (part, place)
      }
    }
  }

  /// Where the text behind one character or byte begins, if it fits.
  private func end(of part: Part, in name: UnsafeRawBufferPointer, from place: Int) -> Int? {
    guard place < name.count else { return nil }
    switch part {
    case .byte(let byte): return name[place] == byte ? place + 1 : nil
    case .anyCharacter: return UTF8Character(in: name, at: place)?.end
    case .oneOf(let choice):
      guard let character = UTF8Character(in: name, at: place) else { return nil }
      return choice.contains(character.value) ? character.end : nil
    case .anyText: return place
    }
  }
}

/// What stands between brackets.
struct CharacterChoice: Sendable, Equatable {
  var isInverted = false
  var ranges: [ClosedRange<UInt32>] = []

  func contains(_ character: UInt32) -> Bool {
    ranges.contains { $0.contains(character) } != isInverted
  }
}

/// One character of a text in UTF-8 and where the next begins.
private struct UTF8Character {
  let value: UInt32
  let end: Int

  /// `nil` inside a character: what a star leaves begins with a whole one.
  init?(in text: UnsafeRawBufferPointer, at place: Int) {
    let first = text[place]
    let isContinuation = first & 0xC0 == 0x80
    if isContinuation, Self.isInside(text, place) { return nil }
    let length = Self.length(text, place)
    guard length > 1 else {
      // Beyond all scalars, so that stray bytes are in no range that anybody can write.
      value = first < 0x80 ? UInt32(first) : 0x11_0000 + UInt32(first)
      end = place + 1
      return
    }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for index in place + 1..<place + length { value = value << 6 | UInt32(text[index] & 0x3F) }
    self.value = value
    end = place + length
  }

  /// How long the character is that begins here; 1 for bytes that begin none.
  private static func length(_ text: UnsafeRawBufferPointer, _ place: Int) -> Int {
    let length =
      switch text[place] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    guard length > 1, place + length <= text.count else { return 1 }
    return (place + 1..<place + length).allSatisfy { text[$0] & 0xC0 == 0x80 } ? length : 1
  }

  /// Whether a character that begins before this byte reaches over it.
  private static func isInside(_ text: UnsafeRawBufferPointer, _ place: Int) -> Bool {
    (max(0, place - 3)..<place).contains { length(text, $0) > place - $0 }
  }
}
