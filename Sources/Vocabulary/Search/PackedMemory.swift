import Glibc

/// One block of memory for packed centres, given back when nobody holds it any more.
///
/// Not `Sendable` by its parts, but written only before it is shared between threads, and emptied only when it no longer is.
final class PackedMemory: @unchecked Sendable {
  let start: UnsafeMutableRawPointer
  let byteCount: Int

  /// Where the kernels load fastest: lines of the processor's cache.
  static let alignment = 64

  init(byteCount: Int) {
    self.byteCount = byteCount
    start = .allocate(byteCount: byteCount, alignment: Self.alignment)
  }

  deinit { start.deallocate() }
}

/// Memory that is read once from front to back and is given back to the system behind the reader, so that what is made
/// of it needs no second room of that size.
///
/// Whole pages only; what they held is gone. The addresses stay with whoever owns them.
struct MemoryReadOnce {
  private let start: UnsafeMutableRawPointer
  /// Up to where pages were given back, in bytes from the start.
  private var end: Int

  private static let pageSize = max(1, sysconf(Int32(_SC_PAGESIZE)))

  init(_ start: UnsafeMutableRawPointer) {
    self.start = start
    end = Self.pageSize - 1 - (Int(bitPattern: start) - 1) & (Self.pageSize - 1)
  }

  /// Nothing before this many bytes from the start will be looked at again.
  mutating func giveBack(upTo byteCount: Int) {
    let pages = (byteCount - end) / Self.pageSize
    guard pages > 0 else { return }
    // A system that refuses keeps the pages until they are deallocated: no harm.
    madvise(start + end, pages * Self.pageSize, MADV_DONTNEED)
    end += pages * Self.pageSize
  }
}
