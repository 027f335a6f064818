/// One page of the file as bytes, with bounds looked at before anything else. Nothing in it is trusted.
struct Page {
  let number: UInt64
  /// Where the page begins in the file.
  let offset: Int
  /// The whole file.
  let file: UnsafeRawBufferPointer

  /// `nil` when the page doesn't lie in the file completely.
  init?(_ number: UInt64, in file: UnsafeRawBufferPointer) {
    guard number < UInt64(file.count / PageLayout.pageByteCount) else { return nil }
    self.number = number
    offset = Int(number) * PageLayout.pageByteCount
    self.file = file
  }

  var storedNumber: UInt64 { file.number(at: offset, as: UInt64.self) }
  var flags: UInt16 { file.number(at: offset + 10, as: UInt16.self) }
  /// Where the places of nodes end, from the start of the page.
  var lower: Int { Int(file.number(at: offset + 12, as: UInt16.self)) }
  /// Where the nodes begin.
  var upper: Int { Int(file.number(at: offset + 14, as: UInt16.self)) }
  /// For the first page of a run: how many there are.
  var runLength: UInt32 { file.number(at: offset + 12, as: UInt32.self) }

  /// Whether nodes can be looked for at all.
  var hasSoundBounds: Bool {
    lower >= PageLayout.headerByteCount && lower % 2 == 0 && lower <= upper
      && upper <= PageLayout.pageByteCount && upper % 2 == 0
  }

  /// Only with sound bounds.
  var nodeCount: Int { (lower - PageLayout.headerByteCount) / 2 }

  /// A node of a page with sound bounds, `nil` when it doesn't lie within the page's nodes.
  func node(_ index: Int, isBranch: Bool) -> Node? {
    let place = Int(file.number(at: offset + PageLayout.headerByteCount + 2 * index, as: UInt16.self))
    guard place >= upper, place % 2 == 0, place + PageLayout.nodeHeaderByteCount <= PageLayout.pageByteCount
    else { return nil }
    let node = Node(place: place, page: self, isBranch: isBranch)
    return place + node.byteCount <= PageLayout.pageByteCount ? node : nil
  }
}

/// A node: in a branch the first key of a page below and its number, in a leaf a key and its value.
struct Node {
  /// From the start of the page.
  let place: Int
  /// Both halves of the value's size, or the low 32 bits of a page number.
  private let low: UInt32
  /// Of a branch: the high 16 bits of the page number.
  let flags: UInt16
  let key: StoredRange
  /// What it takes in the page, with a byte to make that even.
  let byteCount: Int

  init(place: Int, page: Page, isBranch: Bool) {
    let start = page.offset + place
    self.place = place
    low = page.file.number(at: start, as: UInt32.self)
    flags = page.file.number(at: start + 4, as: UInt16.self)
    let keyByteCount = Int(page.file.number(at: start + 6, as: UInt16.self))
    key = StoredRange(offset: start + PageLayout.nodeHeaderByteCount, count: keyByteCount)
    var count = PageLayout.nodeHeaderByteCount + keyByteCount
    if !isBranch { count += flags & PageLayout.NodeFlags.large != 0 ? 8 : Int(low) }
    byteCount = (count + 1) & ~1
  }

  var isLarge: Bool { flags & PageLayout.NodeFlags.large != 0 }
  var childPage: UInt64 { UInt64(low) | UInt64(flags) << 32 }
  var valueByteCount: Int { Int(low) }

  /// The value of a leaf's node, or the page number in place of a large one.
  var inlineValue: StoredRange {
    StoredRange(offset: key.offset + key.count, count: isLarge ? 8 : valueByteCount)
  }
}

/// Bytes of the file that were found to lie within it.
struct StoredRange: Equatable {
  let offset: Int
  let count: Int

  func bytes(in file: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: file[offset..<offset + count])
  }
}
