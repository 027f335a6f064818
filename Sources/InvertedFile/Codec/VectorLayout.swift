/// How many vectors of a dimension lie together in a chunk: as many as fill a run of pages best, of about 64 KB and more.
///
/// A value of more than half a page lies in pages of its own, behind a header of 16 bytes; a vector takes its numbers and four bytes
/// of scale. Vectors of 128 numbers fill 16 pages but for 44 bytes. Frozen: where a picture's vector lies follows from this.
package struct VectorLayout: Sendable, Equatable {
  package let channel: VectorChannel
  package let dimension: Int
  /// Rows of a full chunk.
  package let capacity: Int

  static let scaleByteCount = 4
  private static let pageByteCount = 4096
  private static let pageHeaderByteCount = 16
  private static let pageCounts = 16...32

  package init(dimension: Int, of channel: VectorChannel = .pictures) {
    let rowByteCount = dimension + Self.scaleByteCount
    func rows(_ pages: Int) -> Int {
      (pages * Self.pageByteCount - Self.pageHeaderByteCount - EntryChecksum.byteCount) / rowByteCount
    }
    var best = Self.pageCounts.lowerBound
    // The most rows a page; of equals the fewest pages.
    for pages in Self.pageCounts where rows(pages) * best > rows(best) * pages { best = pages }
    self.channel = channel
    self.dimension = dimension
    capacity = rows(best)
  }

  var rowByteCount: Int { dimension + Self.scaleByteCount }

  /// The chunk of a picture's vector, and its row there.
  func place(of picture: UInt32) -> (chunk: Int, row: Int) {
    let (chunk, row) = Int(picture).quotientAndRemainder(dividingBy: capacity)
    return (chunk, row)
  }

  /// How many chunks so many pictures take.
  func chunkCount(pictures: Int) -> Int { (pictures + capacity - 1) / capacity }
}
