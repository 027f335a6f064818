import Core
import Glibc

/// A text file of a truth, and where in it something is wrong.
struct TruthText {
  let path: String
  let text: String

  init(path: String) throws(EvaluationError) {
    self.path = path
    let bytes = try Self.bytes(of: path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw EvaluationError(path: path, "line \(Self.firstBrokenLine(of: bytes)) is not UTF-8")
    }
    self.text = text
  }

  /// All of a file, as its own copy.
  static func bytes(of path: String) throws(EvaluationError) -> [UInt8] {
    do {
      return try MappedFile(path: path).withUnsafeBytes { Array($0) }
    } catch {
      throw EvaluationError(error)
    }
  }

  /// Lines without the blanks around them, with their numbers from 1; empty ones are left out.
  var lines: [(number: Int, text: Substring)] {
    text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated().compactMap {
      index, line in
      let line = Self.trimmed(line)
      return line.isEmpty ? nil : (index + 1, Substring(line))
    }
  }

  func error(line: Int, _ message: String) -> EvaluationError {
    EvaluationError(path: path, "line \(line): \(message)")
  }

  /// A carriage return is a blank here.
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  private static func trimmed(_ line: Substring.UTF8View) -> Substring.UTF8View {
    let start = line.drop(while: isBlank)
    let length = start.lastIndex { !isBlank($0) }.map { start.index(after: $0) } ?? start.startIndex
    return start[..<length]
  }

  private static func firstBrokenLine(of bytes: [UInt8]) -> Int {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return 1 + (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0)
  }
}

/// A folder of truth files.
enum TruthFolder {
  /// The names in it, sorted.
  static func names(in path: String) throws(EvaluationError) -> [String] {
    guard let folder = opendir(path) else {
      throw EvaluationError(FileError(.read, path: path, number: errno))
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      // The name is a C array at the end of the entry: its address, not a copy of its declared size.
      let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
      let name = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
      names.append(String(cString: name))
    }
    return names.sorted()
  }
}
