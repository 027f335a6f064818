import Glibc

/// The folder that relative paths begin at.
enum CurrentFolder {
  static var path: String {
    let capacity = 4096
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer in
      guard let start = buffer.baseAddress, getcwd(start, capacity) != nil else { return "" }
      return String(cString: start)
    }
  }
}
