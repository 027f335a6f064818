import Glibc

/// What the streams are connected to.
enum Terminal {
  private static let widestHelp = 100

  static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }
  static var isOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Lines longer than 100 columns are hard to read, and a pipe has no width.
  static var helpWidth: Int { min(widestHelp, width(of: STDOUT_FILENO) ?? widestHelp) }

  /// The columns of the terminal on standard error.
  static var errorWidth: Int { width(of: STDERR_FILENO) ?? 80 }

  private static func width(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
