/// The one line that tells how far long work is: `412/10000 pictures  23.1/s  6:55 left  3 failed`.
struct ProgressLine: Sendable, Equatable {
  var done = 0
  var total: Int
  var failed = 0
  var secondsElapsed = 0.0

  /// The line, cut to `width` columns.
  func text(width: Int) -> String {
    var parts = ["\(done)/\(total) pictures"]
    if done > 0, secondsElapsed > 0 {
      let rate = Double(done) / secondsElapsed
      parts.append(Self.rate(rate) + "/s")
      if done < total { parts.append(Self.duration(Double(total - done) / rate) + " left") }
    }
    if failed > 0 { parts.append("\(failed) failed") }
    return String(parts.joined(separator: "  ").prefix(max(0, width)))
  }

  /// Three digits at most, one of them behind the point below 100.
  static func rate(_ rate: Double) -> String {
    guard rate < 99.95 else { return String(Int(min(rate, 1e9).rounded())) }
    let tenths = Int((rate * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// `0:07`, `6:55`, `3:02:09`.
  static func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 1e9).rounded(.up))
    let (hours, minutes) = (whole / 3600, whole / 60 % 60)
    let end = twoDigits(whole % 60)
    return hours > 0 ? "\(hours):\(twoDigits(minutes)):\(end)" : "\(minutes):\(end)"
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : String(number)
  }
}
