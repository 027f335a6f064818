import Core
import Glibc

/// Where ONNX Runtime's library is: where the environment says, then in the user's data folder, where `make deep`
/// puts it, then beside the installed program.
package enum RuntimeLocation {
  package static let variable = "SIGHTLINE_ONNXRUNTIME"
  private static let name = "libonnxruntime.so"

  /// - Throws: when it is in none of these places, or when the environment names a place where it is not.
  package static func find() throws(NetworkError) -> String {
    if let named = environment(variable) {
      if let path = library(at: named) { return path }
      throw NetworkError(
        path: named,
        "\(variable) names this, and there is no \(name) here; `make deep` fetches one, and is used when \(variable) "
          + "is not set")
    }
    for folder in folders { if let path = library(at: folder) { return path } }
    throw NetworkError(
      path: "",
      "networks need ONNX Runtime, which is not in \(folders.first ?? "its folder"): type `make deep` in Sightline's "
        + "source folder, or set \(variable) to its library")
  }

  /// The folders that are looked into where the environment names none, the first one being the user's.
  package static var folders: [String] {
    let data = environment("XDG_DATA_HOME") ?? environment("HOME").map { $0 + "/.local/share" }
    let program = ReplacementTarget.resolved("/proc/self/exe")
    // bin/sightline → lib/sightline/onnxruntime
    let prefix = program.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    return (data.map { [$0 + "/sightline/onnxruntime"] } ?? [])
      + [prefix.joined(separator: "/") + "/lib/sightline/onnxruntime"]
  }

  /// A file itself; of a folder, the library without a version in its name, or the one with the highest.
  package static func library(at path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    guard status.st_mode & S_IFMT == S_IFDIR else { return path }
    let candidates = fileNames(in: path).filter { $0 == name || $0.hasPrefix(name + ".") }
    let best = candidates.contains(name) ? name : candidates.max { isOlder($0, than: $1) }
    return best.map { path + "/" + $0 }
  }

  /// By the numbers behind the name: 1.9.0 before 1.20.1.
  private static func isOlder(_ a: String, than b: String) -> Bool {
    func numbers(_ name: String) -> [Int] { name.split(separator: ".").compactMap { Int($0) } }
    return numbers(a).lexicographicallyPrecedes(numbers(b))
  }

  private static func fileNames(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names
  }

  /// `nil` for what is not set or empty.
  private static func environment(_ name: String) -> String? {
    guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { return nil }
    return value
  }
}
