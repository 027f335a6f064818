import Core
import Glibc

/// The pictures of a collection that could not be read, in a file for people and programs: a line each of name, tabulator and
/// reason, sorted by the bytes of the names. A tabulator, a line's end and a backslash within them are written `\t`, `\n`
/// (`\r`) and `\\`.
///
/// An ingest brings the list up to date for the names that it tries, and replaces the file whole at its end; when
/// nothing is left to list, there is no file.
package struct RejectedPictures: Sendable, Equatable {
  package static let fileName = "rejected.tsv"

  private let path: String
  private var reasons: [String: String] = [:]
  private var isChanged = false

  /// Reads the list of the collection in a folder. A line that nobody here wrote is left out.
  package init(collection folder: String) throws(RetrievalError) {
    path = folder.hasSuffix("/") ? folder + Self.fileName : folder + "/" + Self.fileName
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try MappedFile(path: path).withUnsafeBytes { Array($0) }
    } catch {
      guard error.number == ENOENT else { throw RetrievalError(error) }
      return
    }
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      guard fields.count == 2, let name = Self.unescaped(fields[0]), let reason = Self.unescaped(fields[1])
      else { continue }
      reasons[name] = reason
    }
  }

  package var count: Int { reasons.count }

  package subscript(name: String) -> String? { reasons[name] }

  /// The picture was tried and could not be read.
  package mutating func add(_ name: String, reason: String) {
    isChanged = reasons.updateValue(reason, forKey: name) != reason || isChanged
  }

  /// The picture is in the collection now, or nobody wants it any more.
  package mutating func drop(_ name: String) {
    isChanged = reasons.removeValue(forKey: name) != nil || isChanged
  }

  /// Replaces the file, if the list was changed.
  package mutating func write() throws(RetrievalError) {
    guard isChanged else { return }
    if reasons.isEmpty {
      guard unlink(path) == 0 || errno == ENOENT else {
        throw RetrievalError(FileError(.written, path: path, number: errno))
      }
    } else {
      do {
        try ReplacementFile.write(encoded, toPath: path)
      } catch {
        throw RetrievalError(error)
      }
    }
    isChanged = false
  }
}

extension RejectedPictures {
  private var encoded: [UInt8] {
    let sorted = reasons.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    return sorted.reduce(into: []) { bytes, entry in
      bytes += Self.escaped(entry.key)
      bytes.append(UInt8(ascii: "\t"))
      bytes += Self.escaped(entry.value)
      bytes.append(UInt8(ascii: "\n"))
    }
  }

  /// The characters that are escaped, and the letters that stand for them behind a backslash.
  private static let escapes: [(byte: UInt8, letter: UInt8)] = [
    (UInt8(ascii: "\\"), UInt8(ascii: "\\")), (UInt8(ascii: "\t"), UInt8(ascii: "t")),
    (UInt8(ascii: "\n"), UInt8(ascii: "n")), (UInt8(ascii: "\r"), UInt8(ascii: "r")),
  ]

  private static func escaped(_ text: String) -> [UInt8] {
    text.utf8.flatMap { byte in
      escapes.first { $0.byte == byte }.map { [UInt8(ascii: "\\"), $0.letter] } ?? [byte]
    }
  }

  /// `nil` for what `escaped` never gives.
  private static func unescaped(_ field: ArraySlice<UInt8>) -> String? {
    var bytes: [UInt8] = []
    var rest = field
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      guard let letter = rest.popFirst(), let escape = escapes.first(where: { $0.letter == letter }) else {
        return nil
      }
      bytes.append(escape.byte)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
