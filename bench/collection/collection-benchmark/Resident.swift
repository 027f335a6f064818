import Glibc

/// Memory of this process.
enum Resident {
  /// The most that was resident, mapped files included.
  static var peakByteCount: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }

  /// What is resident now and is no page of a mapped file.
  static var anonymousPeakByteCount: Int {
    guard let file = fopen("/proc/self/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard text.hasPrefix("RssAnon:") else { continue }
      return (Int(text.split(separator: " ").dropFirst().first.map(String.init) ?? "") ?? 0) * 1024
    }
    return 0
  }
}
