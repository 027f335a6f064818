import CKernels
import Core
import Storage

/// The postings of a query's words that belong to some pictures and have signatures near those of the query.
///
/// Words are walked in rising order, so the matches of one picture, once they are sorted by picture, still have rising words: the
/// order of the features in its record.
struct CandidatePostings: ~Copyable {
  /// A posting that a feature of the query matches.
  struct Found {
    /// The place of the picture among the candidates.
    let slot: UInt32
    let queryFeature: UInt32
    /// The place of the word in the plan.
    let word: UInt32
    /// Which of the picture's features of this word it is.
    let ordinal: UInt16
    let distance: UInt8
  }

  private(set) var found: [Found] = []
  private let pictureCount: Int
  /// The place among the candidates of each picture of the collection; −1 for all others.
  private var slots: [Int32]
  /// The pictures that are candidates, rising.
  private let pictures: [UInt32]
  private let scratch = Scratch()

  /// One block's postings, then those of them that belong to candidates.
  private struct Scratch: ~Copyable {
    let pictures = UnsafeMutablePointer<UInt32>.allocate(capacity: PostingBlock.mostPostings)
    let slots = UnsafeMutablePointer<UInt32>.allocate(capacity: PostingBlock.mostPostings)
    let ordinals = UnsafeMutablePointer<UInt16>.allocate(capacity: PostingBlock.mostPostings)
    let signatures = UnsafeMutablePointer<UInt64>.allocate(capacity: PostingBlock.mostPostings)
    let indices = UnsafeMutablePointer<UInt16>.allocate(capacity: PostingBlock.mostPostings)
    let distances = UnsafeMutablePointer<UInt8>.allocate(capacity: PostingBlock.mostPostings)

    deinit {
      pictures.deallocate()
      slots.deallocate()
      ordinals.deallocate()
      signatures.deallocate()
      indices.deallocate()
      distances.deallocate()
    }
  }

  /// - Precondition: each candidate is a picture that the collection has or had, and none stands twice.
  init(candidates: [PictureID], pictureCount: Int) {
    self.pictureCount = pictureCount
    pictures = candidates.map(\.rawValue).sorted()
    slots = [Int32](repeating: -1, count: pictureCount)
    for (slot, candidate) in candidates.enumerated() {
      precondition(slots[Int(candidate.rawValue)] < 0, "a candidate stands once")
      slots[Int(candidate.rawValue)] = Int32(slot)
    }
  }
}

extension CandidatePostings {
  /// Compares the postings of one block with the query's features of its word.
  mutating func compare(
    _ block: PostingBlock, with entries: ArraySlice<QueryWords.Entry>, word: Int, threshold: Int
  ) throws(InvertedFileError) {
    guard block.columnBytes == MemoryLayout<UInt64>.size else {
      throw .damaged("a block of postings has no signatures")
    }
    try block.decodePictures(into: scratch.pictures)
    let last = scratch.pictures[block.count - 1]
    guard last < pictureCount else {
      throw .damaged("a posting names picture \(last), and there are \(pictureCount)")
    }
    let count = gather(block, last: last)
    guard count > 0 else { return }
    for entry in entries { compare(entry, word: word, count: count, threshold: threshold) }
  }

  /// Brings what the block has of candidates together; returns how many postings that are.
  private func gather(_ block: PostingBlock, last: UInt32) -> Int {
    let start = Self.lowerBound(block.firstPicture, pictures.count) { pictures[$0] }
    let end = start + Self.lowerBound(last &+ 1, pictures.count - start) { pictures[start + $0] }
    // A search takes about as long as looking at ten postings.
    guard (end - start) * 10 < block.count else { return scan(block) }
    var count = 0
    for picture in pictures[start..<end] {
      var posting = Self.lowerBound(picture, block.count) { scratch.pictures[$0] }
      var ordinal: UInt16 = 0
      while posting < block.count, scratch.pictures[posting] == picture {
        take(posting, of: block, slot: slots[Int(picture)], ordinal: ordinal, at: count)
        (posting, ordinal, count) = (posting + 1, ordinal &+ 1, count + 1)
      }
    }
    return count
  }

  /// Looks at every posting; features of one picture are neighbours.
  private func scan(_ block: PostingBlock) -> Int {
    var (count, ordinal) = (0, UInt16(0))
    return slots.withUnsafeBufferPointer { slots in
      for posting in 0..<block.count {
        let picture = scratch.pictures[posting]
        let slot = slots[Int(picture)]
        guard slot >= 0 else { continue }
        ordinal = posting > 0 && scratch.pictures[posting - 1] == picture ? ordinal &+ 1 : 0
        take(posting, of: block, slot: slot, ordinal: ordinal, at: count)
        count &+= 1
      }
      return count
    }
  }

  private func take(_ posting: Int, of block: PostingBlock, slot: Int32, ordinal: UInt16, at place: Int) {
    scratch.slots[place] = UInt32(bitPattern: slot)
    scratch.ordinals[place] = ordinal
    scratch.signatures[place] = block.column.loadUnaligned(
      fromByteOffset: posting &* MemoryLayout<UInt64>.size, as: UInt64.self)
  }

  private mutating func compare(_ entry: QueryWords.Entry, word: Int, count: Int, threshold: Int) {
    let matches = withUnsafeBytes(of: entry.signature.littleEndian) { signature in
      kernels.hammingWithin(
        UnsafeRawPointer(scratch.signatures).assumingMemoryBound(to: UInt8.self), count,
        MemoryLayout<UInt64>.size, signature.baseAddress?.assumingMemoryBound(to: UInt8.self),
        UInt32(min(threshold, 64)), scratch.indices, scratch.distances)
    }
    for match in 0..<matches {
      let place = Int(scratch.indices[match])
      found.append(
        Found(
          slot: scratch.slots[place], queryFeature: entry.feature, word: UInt32(truncatingIfNeeded: word),
          ordinal: scratch.ordinals[place], distance: scratch.distances[match]))
    }
  }

  /// The first of `count` rising numbers that is not below a value.
  @inline(__always)
  private static func lowerBound(_ value: UInt32, _ count: Int, _ number: (Int) -> UInt32) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if number(middle) < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension CandidatePostings {
  /// All matches by candidate, those of one in the order that they were found in, and where each candidate's begin: a counting
  /// sort.
  func sortedByCandidate() -> (found: [Found], starts: [Int]) {
    var starts = [Int](repeating: 0, count: pictures.count + 1)
    for match in found { starts[Int(match.slot) + 1] += 1 }
    for slot in pictures.indices { starts[slot + 1] += starts[slot] }
    var next = starts
    let sorted = [Found](unsafeUninitializedCapacity: found.count) { sorted, filled in
      for match in found {
        sorted.initializeElement(at: next[Int(match.slot)], to: match)
        next[Int(match.slot)] += 1
      }
      filled = found.count
    }
    return (sorted, starts)
  }
}
