import Core

/// Why a command ends before its work is done.
enum ToolError: Error, Equatable {
  /// One sentence for the person at the terminal; exit status 2.
  case failure(String)
  /// Whoever read our output has seen enough; exit status 0, without a word.
  case outputClosed
  /// Ctrl-C or a request to end; exit status 128 + signal, without a word.
  case interrupted(Int32)

  /// The exit status of errors.
  static let status: Int32 = 2
}

/// What the system says of a failed call, in our style: "no such file or directory".
enum SystemMessage {
  static func of(_ number: Int32) -> String {
    FileError.reason(for: number)
  }
}
