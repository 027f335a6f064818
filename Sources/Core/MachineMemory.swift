import Glibc

/// How much memory there is to share out.
package enum MachineMemory {
  /// The machine's memory in bytes, or what a container or a service may have of it.
  package static var byteCount: Int {
    let physical = max(1, sysconf(Int32(_SC_PHYS_PAGES))) * max(1, sysconf(Int32(_SC_PAGESIZE)))
    return limitFiles.compactMap { limit(inFile: $0) }.reduce(physical, min)
  }

  /// Where Linux tells the limit of the control group that a container sees as its own.
  private static let limitFiles = [
    "/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes",
  ]

  /// The number in a file; `nil` where there is none, or the word `max`.
  static func limit(inFile path: String) -> Int? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let bytes = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      count = max(0, read(descriptor, buffer.baseAddress, 32))
    }
    let digits = bytes.prefix { $0 != UInt8(ascii: "\n") }
    return Int(String(decoding: digits, as: UTF8.self)).flatMap { $0 > 0 ? $0 : nil }
  }
}
