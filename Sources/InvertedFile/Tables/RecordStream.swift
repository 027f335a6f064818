import Storage

/// Where a picture's feature record lies in the stream of all records.
struct RecordPlace: Equatable {
  let offset: Int
  let byteCount: Int

  var end: Int { offset + byteCount }
}

/// All feature records one behind the other, cut into chunks that fill runs of four pages wholly. A record of some 12 KB in a value
/// of its own would waste half a page on average, a tenth of the whole collection.
///
/// Records of removed pictures stay in the stream until a compaction.
enum RecordStream {
  /// Bytes of records in a chunk; with the checksum they fill four pages.
  static let chunkByteCount = PostingBlock.compactBudget - EntryChecksum.byteCount

  /// How many chunks so many bytes take.
  static func chunkCount(of byteCount: Int) -> Int { (byteCount + chunkByteCount - 1) / chunkByteCount }
}

extension Transaction where Self: ~Copyable {
  /// Calls `body` with the bytes of a record: as they lie in the file, or copied together when they are in two chunks or more.
  func withRecord<Output>(
    at place: RecordPlace, in environment: Environment,
    _ body: (UnsafeRawBufferPointer) throws(InvertedFileError) -> Output
  ) throws(StorageError) -> Output {
    let (chunk, start) = place.offset.quotientAndRemainder(dividingBy: RecordStream.chunkByteCount)
    guard start + place.byteCount > RecordStream.chunkByteCount else {
      return try withChunk(chunk, in: environment, start..<start + place.byteCount, body)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(place.byteCount)
    var offset = place.offset
    while offset < place.end {
      let (chunk, start) = offset.quotientAndRemainder(dividingBy: RecordStream.chunkByteCount)
      let end = min(RecordStream.chunkByteCount, start + place.end - offset)
      try withChunk(chunk, in: environment, start..<end) { bytes.append(contentsOf: $0) }
      offset += end - start
    }
    do throws(InvertedFileError) {
      return try bytes.span.bytes.withUnsafeBytes { (bytes) throws(InvertedFileError) in try body(bytes) }
    } catch {
      throw StorageError(error, in: environment.folder)
    }
  }

  /// Some of the bytes of one chunk.
  private func withChunk<Output>(
    _ chunk: Int, in environment: Environment, _ range: Range<Int>,
    _ body: (UnsafeRawBufferPointer) throws(InvertedFileError) -> Output
  ) throws(StorageError) -> Output {
    guard let value = try get(environment.table(.features), UInt64(chunk)) else {
      throw .damaged("chunk \(chunk) of the features is missing", in: environment.folder)
    }
    return try value.withUnsafeBytes { (bytes) throws(StorageError) in
      guard range.upperBound <= bytes.count - EntryChecksum.byteCount else {
        throw .damaged("chunk \(chunk) of the features is too short", in: environment.folder)
      }
      do throws(InvertedFileError) {
        return try body(UnsafeRawBufferPointer(rebasing: bytes[range]))
      } catch {
        throw StorageError(error, in: environment.folder)
      }
    }
  }
}
