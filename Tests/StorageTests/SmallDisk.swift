import Foundation

/// Disks of a few megabytes, for what can only be seen on one: mounted where no other process sees them, gone with
/// the process.

/// Whether this process has the capability to mount (number 21, CAP_SYS_ADMIN).
let mayMount: Bool = {
  guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
    let line = status.split(separator: "\n").first(where: { $0.hasPrefix("CapEff:") }),
    let capabilities = UInt64(line.dropFirst(7).trimmingCharacters(in: .whitespaces), radix: 16)
  else { return false }
  return capabilities & 1 << 21 != 0
}()

/// Mounts an empty disk at a folder, for the calling thread's process only. Not to be called in a process that goes on.
func mountDisk(at path: String, megabytes: Int) throws {
  try succeed(unshareMounts())
  try succeed(mount("none", "/", nil, UInt(MS_REC | MS_PRIVATE), nil))
  try succeed("size=\(megabytes)m".withCString { mount("tmpfs", path, "tmpfs", 0, $0) })
}

/// Forbids all writing to a mounted disk.
func makeReadOnly(_ path: String) throws {
  try succeed(mount("none", path, nil, UInt(MS_REMOUNT | MS_RDONLY), nil))
}

/// `unshare(CLONE_NEWNS)`, which the headers show only to those who ask for GNU's extensions.
private func unshareMounts() -> Int32 {
  guard let symbol = dlsym(nil, "unshare") else { return -1 }
  let unshare = unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Int32).self)
  return unshare(0x20000)
}

private func succeed(_ code: Int32) throws {
  if code != 0 { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
