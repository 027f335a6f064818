/// What a collection is asked for.
public enum QuerySource: Sendable {
  /// A picture's file, which may or may not be in the collection.
  case file(path: String)
  /// The bytes of such a file, and what to call it.
  case bytes([UInt8], name: String)
  /// A picture of the collection, as it is kept there: one word a feature, upright or with the orientations it has; its
  /// file is not read.
  case picture(name: String)

  /// What it is called in reports and messages.
  public var name: String {
    switch self {
    case .file(let path): path
    case .bytes(_, let name), .picture(let name): name
    }
  }
}
