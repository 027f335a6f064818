extension FeatureRecord {
  /// Bytes of the value, checksum included, that holds these words; `kind` is `nil` where only words are kept.
  package static func byteCount(
    of words: UnsafeBufferPointer<UInt32>, kind: FeatureGeometry.Kind?
  ) -> Int {
    byteCount(
      count: words.count, gapWidth: GapCode.width(of: words), geometryBits: kind?.rawValue ?? 0)
  }

  /// Writes the value but for its checksum into `room`, which has exactly `byteCount(of:kind:)` bytes;
  /// `EntryChecksum.seal` is what remains to be done.
  ///
  /// `words` rise or repeat, each at most 65,535 times (what a block of postings can count); `geometry` has a packed number
  /// for each of them, or is empty where `kind` is `nil`.
  package static func write(
    _ words: UnsafeBufferPointer<UInt32>, geometry: UnsafeBufferPointer<UInt64>, kind: FeatureGeometry.Kind?,
    into room: UnsafeMutableRawBufferPointer
  ) {
    let (count, gapWidth, bits) = (words.count, GapCode.width(of: words), kind?.rawValue ?? 0)
    precondition(
      count <= UInt32.max && (gapWidth > 0 || count <= PostingBlock.mostPostings),
      "a picture has at most 65,535 features of one word")
    precondition(geometry.count == (kind == nil ? 0 : count), "every feature has its geometry, or none has")
    precondition(room.count == byteCount(count: count, gapWidth: gapWidth, geometryBits: bits))
    room.storeBytes(of: UInt32(count).littleEndian, as: UInt32.self)
    room.storeBytes(of: (words.first ?? 0).littleEndian, toByteOffset: 4, as: UInt32.self)
    room[8] = UInt8(gapWidth)
    room[9] = UInt8(bits)
    room.storeBytes(of: 0, toByteOffset: 10, as: UInt16.self)
    let geometryStart = headerByteCount + GapCode.byteCount(count: count, width: gapWidth)
    GapCode.write(
      words, width: gapWidth,
      into: UnsafeMutableRawBufferPointer(rebasing: room[headerByteCount..<geometryStart]))
    let place = UnsafeMutableRawBufferPointer(
      rebasing: room[geometryStart..<(room.count - EntryChecksum.byteCount)])
    BitStream.write(count: geometry.count, width: bits, into: place) { geometry[$0] }
  }

  /// The whole value with its checksum.
  package static func encoded(
    words: [UInt32], geometry: [UInt64], kind: FeatureGeometry.Kind?, table: UInt8, picture: UInt32
  ) -> [UInt8] {
    words.withUnsafeBufferPointer { words in
      let size = byteCount(of: words, kind: kind)
      return [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
        let room = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[..<size]))
        geometry.withUnsafeBufferPointer { write(words, geometry: $0, kind: kind, into: room) }
        EntryChecksum.seal(room, table: table, key: UInt64(picture))
        filled = size
      }
    }
  }
}
