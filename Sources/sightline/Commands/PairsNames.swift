/// Names of pictures as a list of pairs has them: seen from a folder.
struct PairsNames {
  /// What names begin with, a slash at its end, or nothing.
  let prefix: String
  /// Whether two names must stand on a line with a blank between them.
  let isPlain: Bool

  /// `.` and the empty text leave names as they are.
  init(folder: String, isPlain: Bool) {
    prefix = folder.isEmpty || folder == "." || folder.hasSuffix("/") ? folder : folder + "/"
    self.isPlain = isPlain
  }

  /// A name as it is written; throws a sentence for one that cannot be.
  func shown(_ name: String) throws(ToolError) -> String {
    let shown = prefix == "." ? name : String(name.dropFirst(prefix.count))
    guard prefix == "." || name.hasPrefix(prefix) && !shown.isEmpty else {
      throw .failure("\(name): does not begin with \(prefix), which --relative-to asks for")
    }
    guard !isPlain || shown.unicodeScalars.allSatisfy({ $0.value > 32 && $0.value != 127 }) else {
      throw .failure(
        "\(name): has a blank or a control character, which a list of pairs cannot hold; take --format text, or leave it "
          + "out by --filter")
    }
    return shown
  }

  /// The folder that all names lie in, as deep as possible, a slash at its end; empty when there is none.
  static func commonFolder(of names: [String]) -> String {
    guard let first = names.first else { return "" }
    var common = folders(of: first)
    for name in names where !common.isEmpty {
      let shared = zip(common, folders(of: name)).prefix { $0 == $1 }.count
      common = common.prefix(shared)
    }
    return common.map { $0 + "/" }.joined()
  }

  /// All but the last part of a path; of an absolute one the first is empty.
  private static func folders(of name: String) -> ArraySlice<Substring> {
    name.split(separator: "/", omittingEmptySubsequences: false).dropLast()
  }
}
