/// Where a picture that is to be ingested comes from, with the name that it gets: unique in a collection, neither empty nor
/// with a zero byte.
public enum IngestSource: Sendable {
  /// A file; its path, as it is given, is the picture's name.
  case file(path: String)
  /// Bytes that came from elsewhere.
  case bytes([UInt8], name: String)
  /// What is known to be no readable picture, such as a file that vanished: it is reported and listed like a picture that
  /// turns out so.
  case unreadable(name: String, reason: String)

  public var name: String {
    switch self {
    case .file(let path): path
    case .bytes(_, let name), .unreadable(let name, _): name
    }
  }
}

extension IngestSource {
  /// Sources of one name are one source: the first.
  static func distinct(_ sources: [IngestSource]) -> [IngestSource] {
    var names: Set<String> = []
    return sources.filter { names.insert($0.name).inserted }
  }

  /// Reads all bytes.
  func read() throws(RetrievalError) -> UndecodedPicture {
    guard !name.isEmpty, !name.utf8.contains(0) else {
      throw RetrievalError(path: name, "a picture's name has at least one byte, and none that is zero")
    }
    switch self {
    case .file(let path): return try UndecodedPicture(.file(path: path))
    case .bytes(let bytes, let name): return try UndecodedPicture(.bytes(bytes, name: name))
    case .unreadable(let name, let reason): throw RetrievalError(path: name, reason)
    }
  }
}
