extension PostingBlock {
  /// Bytes of a value, checksum included, that stays on an LMDB page of 4,096 bytes together with another one.
  package static let appendingBudget = 2_022
  /// Bytes of a value that fills a run of exactly four overflow pages.
  package static let compactBudget = 16_368

  /// How many of the first postings go into one block of at most `budget` bytes, never some of a picture's only.
  ///
  /// The first picture's postings go in even if they are more than the budget. `nil` when they are more than a block can count.
  /// `pictures` rise or repeat.
  package static func fittingCount(
    of pictures: UnsafeBufferPointer<UInt32>, columnBytes: Int, budget: Int
  ) -> Int? {
    var (fitting, allBits) = (0, UInt32(0))
    var index = 0
    while index < pictures.count {
      let picture = pictures[index]
      if index > 0 { allBits |= picture &- pictures[index - 1] }
      repeat { index += 1 } while index < pictures.count && pictures[index] == picture
      let width = BitStream.width(of: UInt64(allBits))
      let isWithin = byteCount(count: index, gapWidth: width, columnBytes: columnBytes) <= budget
      guard index <= mostPostings, isWithin || fitting == 0 else { break }
      fitting = index
    }
    return fitting == 0 && !pictures.isEmpty ? nil : fitting
  }

  /// Bytes of the value, checksum included, that holds these postings.
  package static func byteCount(of pictures: UnsafeBufferPointer<UInt32>, columnBytes: Int) -> Int {
    byteCount(count: pictures.count, gapWidth: GapCode.width(of: pictures), columnBytes: columnBytes)
  }

  /// Writes the value that holds these postings, but for its checksum, into `room`, which has exactly `byteCount(of:)` bytes;
  /// `EntryChecksum.seal` is what remains to be done.
  ///
  /// `pictures` rise or repeat and are at least one; `column` has `columnBytes` for each of them.
  package static func write(
    _ pictures: UnsafeBufferPointer<UInt32>, column: UnsafeRawBufferPointer, columnBytes: Int,
    into room: UnsafeMutableRawBufferPointer
  ) {
    let (count, gapWidth) = (pictures.count, GapCode.width(of: pictures))
    precondition((1...mostPostings).contains(count), "a block has 1 to 65,535 postings")
    precondition(columnWidths.contains(columnBytes) && column.count == count * columnBytes)
    precondition(room.count == byteCount(count: count, gapWidth: gapWidth, columnBytes: columnBytes))
    room.storeBytes(of: UInt16(count).littleEndian, as: UInt16.self)
    room[2] = UInt8(gapWidth)
    room[3] = UInt8(columnBytes)
    let columnStart = headerByteCount + GapCode.byteCount(count: count, width: gapWidth)
    GapCode.write(
      pictures, width: gapWidth,
      into: UnsafeMutableRawBufferPointer(rebasing: room[headerByteCount..<columnStart]))
    let place = UnsafeMutableRawBufferPointer(rebasing: room[columnStart..<(columnStart + column.count)])
    place.copyMemory(from: column)
  }

  /// The whole value with its checksum.
  package static func encoded(
    _ pictures: [UInt32], column: [UInt8], columnBytes: Int, table: UInt8, word: UInt32
  ) -> [UInt8] {
    pictures.withUnsafeBufferPointer { pictures in
      let size = byteCount(of: pictures, columnBytes: columnBytes)
      return [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
        let room = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[..<size]))
        column.withUnsafeBytes { write(pictures, column: $0, columnBytes: columnBytes, into: room) }
        EntryChecksum.seal(room, table: table, key: key(word: word, firstPicture: pictures[0]))
        filled = size
      }
    }
  }
}
