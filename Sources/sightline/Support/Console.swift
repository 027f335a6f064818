import Glibc
import Synchronization

/// Everything that goes to standard error: messages, and the progress line when that is a terminal.
///
/// A message clears the progress line first, so the two never mix. Control characters of file names are
/// shown as question marks: a name cannot play with the terminal.
final class Console: Sendable {
  private static let secondsBetweenDrawings = 0.1

  private struct State {
    var progress: ProgressLine?
    var started = 0.0
    var lastDrawn = 0.0
    var isShown = false
  }

  let isQuiet: Bool
  private let showsProgress: Bool
  private let state = Mutex(State())

  init(isQuiet: Bool) {
    self.isQuiet = isQuiet
    showsProgress = !isQuiet && Terminal.isErrorTerminal
  }

  /// Seconds of a clock that only goes forward.
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// A message behind the program's name.
  func error(_ message: String) {
    state.withLock { state in
      Self.clear(&state)
      Self.put("\(Tool.name): \(Self.printable(message))\n")
    }
  }

  /// A line of information; not when quiet.
  func note(_ message: String) {
    if !isQuiet { error(message) }
  }

  /// Long work on so many pictures begins.
  func beginProgress(total: Int) {
    guard showsProgress, total > 1 else { return }
    state.withLock { $0 = State(progress: ProgressLine(total: total), started: Self.now) }
  }

  /// One picture more is done.
  func advance(failed: Bool) {
    guard showsProgress else { return }
    state.withLock { state in
      guard var progress = state.progress else { return }
      let now = Self.now
      progress.done += 1
      progress.failed += failed ? 1 : 0
      progress.secondsElapsed = now - state.started
      state.progress = progress
      guard now - state.lastDrawn >= Self.secondsBetweenDrawings else { return }
      Self.put("\r" + progress.text(width: Terminal.errorWidth - 1) + "\u{1B}[K")
      state.lastDrawn = now
      state.isShown = true
    }
  }

  /// A line of another kind of long work, which is drawn over the one before.
  func showProgress(_ text: @autoclosure () -> String) {
    guard showsProgress else { return }
    let text = text()
    state.withLock { state in
      Self.put("\r" + String(text.prefix(max(0, Terminal.errorWidth - 1))) + "\u{1B}[K")
      state.isShown = true
    }
  }

  func endProgress() {
    state.withLock { state in
      Self.clear(&state)
      state.progress = nil
    }
  }

  private static func clear(_ state: inout State) {
    if state.isShown { put("\r\u{1B}[K") }
    state.isShown = false
  }

  /// Nobody can be told when standard error fails.
  private static func put(_ text: String) {
    try? Descriptor.write(Array(text.utf8), to: STDERR_FILENO, named: "standard error")
  }

  static func printable(_ message: String) -> String {
    String(
      String.UnicodeScalarView(message.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? "?" : $0 }))
  }
}
