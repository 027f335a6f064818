import Glibc
import Synchronization

/// Ctrl-C (SIGINT) and SIGTERM: the first one is remembered, so that work ends between two pictures and leaves
/// nothing half-written; the second one ends the program at once, by the system's default.
///
/// A signal that was ignored when the program began stays ignored, as for jobs in the background of a script.
/// Calls that wait (reading standard input) are interrupted, not restarted. SIGPIPE and SIGXFSZ are
/// ignored: writing to a closed pipe, or more than is allowed, is an error of the call instead.
enum Interruption {
  /// The signal that asked to end, if one did.
  static var signal: Int32? {
    let signal = caughtSignal.load(ordering: .relaxed)
    return signal == 0 ? nil : signal
  }

  /// Throws when the program was asked to end.
  static func check() throws(ToolError) {
    if let signal { throw .interrupted(signal) }
  }

  static func prepare() {
    // Touched before a handler may need it: what is initialised lazily must not be so inside a handler.
    caughtSignal.store(0, ordering: .relaxed)
    for number in [SIGPIPE, SIGXFSZ] { _ = Glibc.signal(number, SIG_IGN) }
    for number in [SIGINT, SIGTERM] { handle(number) }
  }

  private static func handle(_ number: Int32) {
    var old = sigaction()
    sigaction(number, nil, &old)
    let ignored = unsafeBitCast(SIG_IGN, to: Int.self)
    guard unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self) != ignored else { return }
    var action = sigaction()
    action.__sigaction_handler.sa_handler = rememberSignal
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
    sigaction(number, &action, nil)
    unblock(number)
  }

  /// A parent may have started us with the signal blocked, as threads of other programs do.
  private static func unblock(_ number: Int32) {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, number)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}

private let caughtSignal = Atomic<Int32>(0)

private let rememberSignal: @convention(c) (Int32) -> Void = { number in
  caughtSignal.store(number, ordering: .relaxed)
}
