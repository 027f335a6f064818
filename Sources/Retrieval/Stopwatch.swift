import Glibc

/// Seconds of a clock that only goes forward, stage by stage.
struct Stopwatch {
  private let start = Self.now
  private var last: Double

  init() { last = start }

  /// Seconds since the last lap, or the start.
  mutating func lap() -> Double {
    let now = Self.now
    defer { last = now }
    return now - last
  }

  var total: Double { Self.now - start }

  /// What the clock shows, for spans that are no stages.
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
