/// The features of one picture as they are stored: their words, rising, and their geometry; a view of bytes that somebody
/// else keeps.
///
///     0   UInt32  features
///     4   UInt32  word of the first one
///     8   UInt8   bits of a gap between words, 0 to 32
///     9   UInt8   bits of a feature's geometry: 0, 44 or 52
///     10  UInt16  0
///     12          gaps, one fewer than features: a bit stream
///     …           geometry: a bit stream
///     …   UInt32  checksum of the entry
///
/// Signatures are not here: the k-th posting of (word, picture) is the k-th feature of that word. The header and all lengths
/// are checked when the view is made; from then on nothing that is asked of it reads beyond the bytes, whatever they are.
package struct FeatureRecord {
  package static let headerByteCount = 12

  package let count: Int
  /// `nil`: words only.
  package let geometryKind: FeatureGeometry.Kind?
  let firstWord: UInt32
  let gapWidth: Int
  let gaps: UnsafeRawBufferPointer
  let geometry: UnsafeRawBufferPointer

  /// A view of a stored value with its checksum.
  package init(_ value: UnsafeRawBufferPointer) throws(InvertedFileError) {
    guard value.count >= Self.headerByteCount + EntryChecksum.byteCount else {
      throw .damaged("a record of features is too short for its header")
    }
    let count = Int(UInt32(littleEndian: value.loadUnaligned(as: UInt32.self)))
    let (gapWidth, geometryBits) = (Int(value[8]), Int(value[9]))
    guard gapWidth <= GapCode.greatestWidth else { throw .damaged("a record has gaps of \(gapWidth) bits") }
    // Gaps of 0 bits are the only features without bytes: a damaged count must not ask for all memory.
    guard gapWidth > 0 || count <= PostingBlock.mostPostings else {
      throw .damaged("a record has \(count) features of one word")
    }
    geometryKind = FeatureGeometry.Kind(rawValue: geometryBits)
    guard geometryBits == 0 || geometryKind != nil, value[10] == 0, value[11] == 0 else {
      throw .damaged("a record of features has an unknown kind of geometry")
    }
    let expected = Self.byteCount(count: count, gapWidth: gapWidth, geometryBits: geometryBits)
    guard value.count == expected else {
      throw .damaged("a record of features has \(value.count) bytes instead of \(expected)")
    }
    let geometryStart = Self.headerByteCount + GapCode.byteCount(count: count, width: gapWidth)
    self.count = count
    self.gapWidth = gapWidth
    firstWord = UInt32(littleEndian: value.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
    gaps = UnsafeRawBufferPointer(rebasing: value[Self.headerByteCount..<geometryStart])
    let end = value.count - EntryChecksum.byteCount
    geometry = UnsafeRawBufferPointer(rebasing: value[geometryStart..<end])
  }

  /// Bytes of a whole value, checksum included.
  package static func byteCount(count: Int, gapWidth: Int, geometryBits: Int) -> Int {
    headerByteCount + GapCode.byteCount(count: count, width: gapWidth)
      + BitStream.byteCount(count: count, width: geometryBits) + EntryChecksum.byteCount
  }
}

extension FeatureRecord {
  /// Writes the words of all features, rising, to `out`, which has room for `count`.
  package func decodeWords(into out: UnsafeMutablePointer<UInt32>) throws(InvertedFileError) {
    guard GapCode.read(count: count, width: gapWidth, first: firstWord, gaps: gaps, into: out) else {
      throw .damaged("a record of features has a word beyond 32 bits")
    }
  }

  package func words() throws(InvertedFileError) -> [UInt32] {
    var isWithin = true
    let words = [UInt32](unsafeUninitializedCapacity: count) { buffer, filled in
      guard count > 0, let out = buffer.baseAddress else { return }
      isWithin = GapCode.read(count: count, width: gapWidth, first: firstWord, gaps: gaps, into: out)
      filled = count
    }
    guard isWithin else { throw .damaged("a record of features has a word beyond 32 bits") }
    return words
  }

  /// Which features have a word, given all words in rising order; empty at its place when none has.
  package static func features(of word: UInt32, in words: UnsafeBufferPointer<UInt32>) -> Range<Int> {
    func firstIndex(where isBehind: (UInt32) -> Bool) -> Int {
      var (low, high) = (0, words.count)
      while low < high {
        let middle = (low + high) / 2
        if isBehind(words[middle]) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    return firstIndex { $0 >= word }..<firstIndex { $0 > word }
  }

  /// The packed geometry of one feature, the others being left alone; `nil` where only words are kept.
  package func packedGeometry(of feature: Int) -> UInt64? {
    precondition((0..<count).contains(feature), "the record has the feature")
    guard let bits = geometryKind?.rawValue else { return nil }
    return BitStream.value(atBit: feature &* bits, width: bits, in: geometry)
  }

  /// Everything that the header doesn't tell: that words stay within 32 bits, that padding is zero, and that a record
  /// without features has nothing else.
  package func validate() throws(InvertedFileError) {
    _ = try words()
    guard count > 0 || (firstWord == 0 && gapWidth == 0) else {
      throw .damaged("a record without features has words")
    }
    let bits = geometryKind?.rawValue ?? 0
    guard
      BitStream.hasZeroPadding(count: max(0, count - 1), width: gapWidth, in: gaps),
      BitStream.hasZeroPadding(count: count, width: bits, in: geometry)
    else { throw .damaged("a record of features has bits behind its numbers") }
  }
}
