import Foundation
import Testing

@testable import Networks

@Suite("The runtime's library")
struct RuntimeTests {
  @Test("a file that is no library is refused in a sentence that says what to do")
  func noLibrary() throws {
    let folder = try NetworkFolder()
    let path = try folder.write("no library", to: "libonnxruntime.so")
    let text = message { () throws(NetworkError) in _ = try NetworkRuntime(path: path) }
    #expect(text.hasPrefix("\(path): cannot be opened as a shared library"), "\(text)")
    #expect(text.hasSuffix("`make deep` fetches one that is tested"))
  }

  @Test("another library is told from the runtime")
  func otherLibrary() throws {
    let text = message { () throws(NetworkError) in _ = try NetworkRuntime(path: "libm.so.6") }
    #expect(text == "libm.so.6: is a library, but not ONNX Runtime; `make deep` fetches one that is tested")
  }

  @Test(
    "a library that is too old, too new or doesn't serve what is asked is refused with its version",
    .enabled(if: StandInLibrary.canBeMade, "clang is not there, which makes libraries to refuse"),
    arguments: ["1.4.0", "1.19.2", "2.0.0", "1.99.0", "nightly"])
  func version(_ version: String) throws {
    let folder = try NetworkFolder()
    let path = try StandInLibrary.make(version: version, in: folder)
    let text = message { () throws(NetworkError) in _ = try NetworkRuntime(path: path) }
    let shown = version == "nightly" ? "it doesn't tell its version" : version
    #expect(text.hasPrefix("\(path): is ONNX Runtime \(shown), and 1.20 or a later 1.x is needed"), "\(text)")
  }

  @Test("of several libraries in a folder the newest is taken, by numbers and not by letters")
  func newest() throws {
    let folder = try NetworkFolder()
    for version in ["1.9.0", "1.20.1", "1.3.11"] { try folder.write("", to: "libonnxruntime.so.\(version)") }
    try folder.write("", to: "libonnxruntime_providers_shared.so")
    #expect(RuntimeLocation.library(at: folder.path) == folder.path("libonnxruntime.so.1.20.1"))
    try folder.write("", to: "libonnxruntime.so")
    #expect(RuntimeLocation.library(at: folder.path) == folder.path("libonnxruntime.so"))
    #expect(RuntimeLocation.library(at: folder.path("libonnxruntime.so.1.9.0")) != nil)
    #expect(RuntimeLocation.library(at: folder.path("nothing")) == nil)
    let empty = try NetworkFolder()
    #expect(RuntimeLocation.library(at: empty.path) == nil)
  }

  @Test("the runtime tells its version", .enabled(if: RuntimeHere.isThere, RuntimeHere.comment))
  func tells() throws {
    let runtime = try NetworkRuntime.shared()
    #expect(runtime.version.hasPrefix("1."))
    #expect(runtime.path.contains("onnxruntime"))
    #expect(try NetworkRuntime.shared() === runtime)
  }
}

/// A library that says it is the runtime of some version, and serves nothing.
enum StandInLibrary {
  private static let compiler =
    ["/usr/bin/clang", "/usr/bin/cc"].first(where: FileManager.default.isExecutableFile)
    ?? ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":").map { "\($0)/clang" }
    .first(where: FileManager.default.isExecutableFile)

  static let canBeMade = compiler != nil

  static func make(version: String, in folder: NetworkFolder) throws -> String {
    let source = """
      static const void *table(unsigned version) { (void)version; return 0; }
      static const char *text(void) { return "\(version)"; }
      static const struct { const void *(*table)(unsigned); const char *(*text)(void); } base = { table, text };
      const void *OrtGetApiBase(void) { return &base; }
      """
    let path = try folder.write(source, to: "stand-in.c")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(compiler))
    process.arguments = ["-shared", "-fPIC", path, "-o", folder.path("libonnxruntime.so")]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return folder.path("libonnxruntime.so")
  }
}
