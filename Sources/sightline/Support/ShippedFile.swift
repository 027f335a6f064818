import Core
import Glibc

/// A file that comes with the program, so that nobody needs to name it: what the environment says, then beside the
/// program as it is installed, then in the source tree that the program was built in.
struct ShippedFile {
  /// The environment's variable that names another one.
  let variable: String
  let name: String

  /// The path of the file, or `nil` when none came with the program.
  ///
  /// - Throws: when the environment names a file that is not there.
  func find() throws(ToolError) -> String? {
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

  /// All places for a program at this path, the best first.
  func candidates(besideProgram program: String) -> [String] {
    let folder = FileSystem.folder(of: program)
    var folders = [
      FileSystem.join(FileSystem.folder(of: folder), "share/sightline"), FileSystem.join(folder, "vocab"),
    ]
    // Programs that are built but not installed lie below .build in the source tree.
    let parts = folder.split(separator: "/", omittingEmptySubsequences: false)
    if let build = parts.lastIndex(where: { $0.hasPrefix(".build") }) {
      folders.append(parts[..<build].joined(separator: "/") + "/vocab")
    }
    return folders.map { FileSystem.join($0, name) }
  }
}
