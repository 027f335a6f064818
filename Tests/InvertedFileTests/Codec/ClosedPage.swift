import Glibc

/// Memory that ends where the process may neither read nor write: what reaches too far dies at once.
struct ClosedPage {
  private let region: UnsafeMutableRawPointer
  private let byteCount: Int
  /// Where the closed page begins.
  let end: UnsafeMutablePointer<UInt8>

  /// `pageCount` pages, the last of which is closed.
  init?(pageCount: Int, pageSize: Int = 4096) {
    byteCount = pageCount * pageSize
    guard
      let region = mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      region != MAP_FAILED
    else { return nil }
    self.region = region
    let closed = region + (byteCount - pageSize)
    guard mprotect(closed, pageSize, PROT_NONE) == 0 else { return nil }
    end = closed.assumingMemoryBound(to: UInt8.self)
  }

  func close() { munmap(region, byteCount) }
}
