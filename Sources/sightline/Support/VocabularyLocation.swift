import Core
import Glibc

/// Where the vocabulary is that comes with the program, so that nobody needs to name it: what the environment says,
/// then beside the program as it is installed, then in the source tree that the program was built in.
enum VocabularyLocation {
  static let variable = "SIGHTLINE_VOCABULARY"
  static let shippedName = "photos-65536.slv"

  /// The path of the vocabulary, or `nil` when none came with the program.
  ///
  /// - Throws: when the environment names a file that is not there.
  static func find() throws(ToolError) -> String? {
    let named = getenv(variable).map { String(cString: $0) } ?? ""
    if !named.isEmpty {
      guard FileSystem.status(of: named) != nil else {
        throw .failure("\(variable) names \(named): \(SystemMessage.of(errno))")
      }
      return named
    }
    let program = ReplacementTarget.resolved("/proc/self/exe")
    return candidates(besideProgram: program).first { FileSystem.status(of: $0)?.isRegularFile == true }
  }

  /// The path that a command was given, or the one that is found.
  static func path(given: String?) throws(ToolError) -> String {
    if let given { return given }
    if let found = try find() { return found }
    throw .failure(
      "no vocabulary is named and none came with this program; give a FILE.slv or set \(variable) to one")
  }

  /// All places for a program at this path, the best first.
  static func candidates(besideProgram program: String) -> [String] {
    let folder = FileSystem.folder(of: program)
    var folders = [
      FileSystem.join(FileSystem.folder(of: folder), "share/sightline"), FileSystem.join(folder, "vocab"),
    ]
    // Programs that are built but not installed lie below .build in the source tree.
    let parts = folder.split(separator: "/", omittingEmptySubsequences: false)
    if let build = parts.lastIndex(where: { $0.hasPrefix(".build") }) {
      folders.append(parts[..<build].joined(separator: "/") + "/vocab")
    }
    return folders.map { FileSystem.join($0, shippedName) }
  }
}
