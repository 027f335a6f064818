extension PostingBlock {
  /// Collects the postings of one word, in the order of pictures, and writes them as blocks.
  ///
  /// Made once and emptied for the next word, so that its memory is used again. Old blocks go in first when something is
  /// appended to a word (usually only its last one).
  package struct Builder: Sendable {
    package let columnBytes: Int
    package private(set) var pictures: [UInt32] = []
    package private(set) var column: [UInt8] = []

    package init(columnBytes: Int) {
      precondition(PostingBlock.columnWidths.contains(columnBytes), "a signature has 0, 8 or 16 bytes")
      self.columnBytes = columnBytes
    }

    package var count: Int { pictures.count }

    package mutating func removeAll() {
      pictures.removeAll(keepingCapacity: true)
      column.removeAll(keepingCapacity: true)
    }

    /// Appends one posting. Pictures come in rising order.
    package mutating func append(picture: UInt32, signature: UInt64) {
      precondition(columnBytes == 8, "the signature has 8 bytes")
      pictures.append(picture)
      withUnsafeBytes(of: signature.littleEndian) { column.append(contentsOf: $0) }
    }

    /// Appends one posting without a signature.
    package mutating func append(picture: UInt32) {
      precondition(columnBytes == 0, "a posting of this column has a signature")
      pictures.append(picture)
    }

    /// Appends many postings as columns. Values of the column have `columnBytes` bytes; there are none where that is 0.
    package mutating func appendColumns<Signature: BitwiseCopyable>(
      pictures: ArraySlice<UInt32>, column: ArraySlice<Signature>
    ) {
      precondition(column.count == (columnBytes == 0 ? 0 : pictures.count), "a signature for each posting")
      precondition(columnBytes == 0 || MemoryLayout<Signature>.stride == columnBytes)
      self.pictures.append(contentsOf: pictures)
      column.withUnsafeBytes { self.column.append(contentsOf: $0) }
    }

    /// Appends one posting; `bytes` is its signature, of `columnBytes` bytes.
    package mutating func append(picture: UInt32, signature bytes: UnsafeRawBufferPointer) {
      precondition(bytes.count == columnBytes, "the signature has as many bytes as the column")
      pictures.append(picture)
      column.append(contentsOf: bytes)
    }

    /// Drops the first postings.
    package mutating func removeFirst(_ count: Int) {
      pictures.removeFirst(count)
      column.removeFirst(count * columnBytes)
    }

    /// Appends the postings of a stored block.
    package mutating func append(_ block: PostingBlock) throws(InvertedFileError) {
      guard block.columnBytes == columnBytes else {
        throw .damaged("a block of postings has signatures of \(block.columnBytes) bytes, not \(columnBytes)")
      }
      pictures.append(contentsOf: try block.pictures())
      column.append(contentsOf: block.column)
    }
  }
}

extension PostingBlock.Builder {
  /// Cuts the postings into blocks of at most `budget` bytes, checksum included, and gives each to `body`: the place of its
  /// postings among all, and its size in bytes. Nothing is given for a picture with more postings than a block can count: its
  /// place comes back, and no block behind it was given.
  package func forEachBlock<E: Error>(
    budget: Int, _ body: (_ postings: Range<Int>, _ byteCount: Int) throws(E) -> Void
  ) throws(E) -> Int? {
    var start = 0
    while start < count {
      let size = pictures.withUnsafeBufferPointer { pictures -> (count: Int, bytes: Int)? in
        let rest = UnsafeBufferPointer(rebasing: pictures[start...])
        guard let fitting = PostingBlock.fittingCount(of: rest, columnBytes: columnBytes, budget: budget)
        else { return nil }
        let fittingOnes = UnsafeBufferPointer(rebasing: rest[..<fitting])
        return (fitting, PostingBlock.byteCount(of: fittingOnes, columnBytes: columnBytes))
      }
      guard let size else { return start }
      try body(start..<(start + size.count), size.bytes)
      start += size.count
    }
    return nil
  }

  /// Writes the block of these postings, with its checksum, into `room` of exactly the size that `forEachBlock` gave.
  package func write(
    _ postings: Range<Int>, table: UInt8, word: UInt32, into room: UnsafeMutableRawBufferPointer
  ) {
    pictures.withUnsafeBufferPointer { pictures in
      column.withUnsafeBytes { column in
        let bytes = postings.lowerBound * columnBytes..<postings.upperBound * columnBytes
        PostingBlock.write(
          UnsafeBufferPointer(rebasing: pictures[postings]),
          column: UnsafeRawBufferPointer(rebasing: column[bytes]), columnBytes: columnBytes, into: room)
      }
    }
    let key = PostingBlock.key(word: word, firstPicture: pictures[postings.lowerBound])
    EntryChecksum.seal(room, table: table, key: key)
  }
}
