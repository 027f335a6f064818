extension PostingBlock {
  /// Collects the postings of one word, in the order of pictures, and writes them as blocks.
  ///
  /// Made once and emptied for the next word, so that its memory is used again. Old blocks go in first when something is
  /// appended to a word (usually only its last one).
  package struct Builder: Sendable {
    package let columnBytes: Int
    package private(set) var pictures: [UInt32] = []
    /// The signatures, `columnBytes` / 8 words of 64 bits for each posting, in the byte order of the file.
    package private(set) var signatures: [UInt64] = []

    package init(columnBytes: Int) {
      precondition(PostingBlock.columnWidths.contains(columnBytes), "a signature has 0, 8 or 16 bytes")
      self.columnBytes = columnBytes
    }

    package var count: Int { pictures.count }

    package mutating func removeAll() {
      pictures.removeAll(keepingCapacity: true)
      signatures.removeAll(keepingCapacity: true)
    }

    /// Appends one posting without a signature. Pictures come in rising order.
    package mutating func append(picture: UInt32) {
      precondition(columnBytes == 0, "a posting of this column has a signature")
      pictures.append(picture)
    }

    /// Appends one posting with a signature of 64 bits.
    package mutating func append(picture: UInt32, signature: UInt64) {
      precondition(columnBytes == 8, "the signature has 8 bytes")
      pictures.append(picture)
      signatures.append(signature.littleEndian)
    }

    /// Appends one posting with a signature of 128 bits.
    package mutating func append(picture: UInt32, signature: (low: UInt64, high: UInt64)) {
      precondition(columnBytes == 16, "the signature has 16 bytes")
      pictures.append(picture)
      signatures.append(signature.low.littleEndian)
      signatures.append(signature.high.littleEndian)
    }

    /// Appends many postings at once: `columnBytes` / 8 words of signature for each picture, that of the lower bits first,
    /// each in the byte order of the file (`littleEndian`), so that they are copied as they are.
    package mutating func append(
      pictures more: UnsafeBufferPointer<UInt32>, signatures words: UnsafeBufferPointer<UInt64>
    ) {
      precondition(words.count == more.count * columnBytes / 8, "every posting has its signature")
      pictures.append(contentsOf: more)
      signatures.append(contentsOf: words)
    }

    /// Appends the postings of a stored block.
    package mutating func append(_ block: PostingBlock) throws(InvertedFileError) {
      try checkColumn(of: block)
      pictures.append(contentsOf: try block.pictures())
      let start = signatures.count * 8
      signatures.append(contentsOf: repeatElement(0, count: block.column.count / 8))
      signatures.withUnsafeMutableBytes { bytes in
        UnsafeMutableRawBufferPointer(rebasing: bytes[start...]).copyMemory(from: block.column)
      }
    }

    /// Appends the postings of a stored block whose pictures have a new number, under this number.
    package mutating func append(
      _ block: PostingBlock, renumbered: (UInt32) -> UInt32?
    ) throws(InvertedFileError) {
      try checkColumn(of: block)
      let wordsEach = columnBytes / 8
      for (posting, picture) in try block.pictures().enumerated() {
        guard let number = renumbered(picture) else { continue }
        pictures.append(number)
        for word in posting * wordsEach..<(posting + 1) * wordsEach {
          signatures.append(block.column.loadUnaligned(fromByteOffset: 8 * word, as: UInt64.self))
        }
      }
    }

    /// Drops the first postings.
    package mutating func removeFirst(_ count: Int) {
      pictures.removeFirst(count)
      signatures.removeFirst(count * columnBytes / 8)
    }

    private func checkColumn(of block: PostingBlock) throws(InvertedFileError) {
      guard block.columnBytes == columnBytes else {
        throw .damaged("a block of postings has signatures of \(block.columnBytes) bytes, not \(columnBytes)")
      }
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
      signatures.withUnsafeBytes { column in
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
