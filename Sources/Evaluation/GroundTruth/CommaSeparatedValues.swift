/// Comma-separated values as RFC 4180 has them: a field in quotes may hold commas, line ends and doubled quotes.
///
/// Lines end with a line feed, with a carriage return before it or not. Empty lines are left out, and so is a byte order
/// mark in front.
struct CommaSeparatedValues {
  struct Record: Equatable {
    /// Where it begins, from 1.
    var line: Int
    var fields: [String]
  }

  private(set) var records: [Record] = []

  init(_ file: TruthText) throws(EvaluationError) {
    var scanner = Scanner(file: file)
    while let record = try scanner.record() {
      if record.fields != [""] { records.append(record) }
    }
  }

  /// Goes through the bytes once.
  private struct Scanner {
    let file: TruthText
    let bytes: [UInt8]
    var place = 0
    var line = 1

    init(file: TruthText) {
      self.file = file
      bytes = Array(file.text.utf8)
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    }

    var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    /// `nil` at the end of the file.
    mutating func record() throws(EvaluationError) -> Record? {
      guard next != nil else { return nil }
      var record = Record(line: line, fields: [])
      while true {
        record.fields.append(next == UInt8(ascii: "\"") ? try quotedField() : try plainField())
        guard next == UInt8(ascii: ",") else { break }
        place += 1
      }
      guard takeLineEnd() else { throw file.error(line: line, "something follows a closing quote") }
      return record
    }

    private mutating func plainField() throws(EvaluationError) -> String {
      let start = place
      while let byte = next, byte != UInt8(ascii: ","), !isAtLineEnd {
        guard byte != UInt8(ascii: "\"") else {
          throw file.error(line: line, "a quote within a field without quotes")
        }
        place += 1
      }
      return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private mutating func quotedField() throws(EvaluationError) -> String {
      let opening = line
      var field: [UInt8] = []
      place += 1
      while let byte = next {
        place += 1
        if byte == UInt8(ascii: "\"") {
          guard next == UInt8(ascii: "\"") else { return String(decoding: field, as: UTF8.self) }
          place += 1
        }
        if byte == UInt8(ascii: "\n") { line += 1 }
        field.append(byte)
      }
      throw file.error(line: opening, "a quote that is not closed")
    }

    private var isAtLineEnd: Bool {
      next == UInt8(ascii: "\n")
        || next == UInt8(ascii: "\r") && (place + 1 == bytes.count || bytes[place + 1] == UInt8(ascii: "\n"))
    }

    /// Also at the end of the file.
    private mutating func takeLineEnd() -> Bool {
      guard next != nil else { return true }
      guard isAtLineEnd else { return false }
      if next == UInt8(ascii: "\r") { place += 1 }
      if next != nil { place += 1 }
      line += 1
      return true
    }
  }
}
