import Storage

/// Puts records behind those that the stream has. Full chunks are written at once, the last one when the writer is finished.
struct RecordStreamWriter {
  private let environment: Environment
  /// Where the next record goes.
  private(set) var end: Int
  /// The bytes of the chunk that is not full yet.
  private var open: [UInt8]

  /// Goes on behind `end`.
  init(
    environment: Environment, end: Int, in transaction: borrowing WriteTransaction
  ) throws(StorageError) {
    self.environment = environment
    self.end = end
    let place = RecordPlace(
      offset: end - end % RecordStream.chunkByteCount, byteCount: end % RecordStream.chunkByteCount)
    open = place.byteCount == 0 ? [] : try transaction.withRecord(at: place, in: environment) { Array($0) }
    open.reserveCapacity(2 * RecordStream.chunkByteCount)
  }

  mutating func append(
    _ record: [UInt8], in transaction: inout WriteTransaction
  ) throws(StorageError) -> RecordPlace {
    defer { end += record.count }
    open += record
    var chunk = end / RecordStream.chunkByteCount
    while open.count >= RecordStream.chunkByteCount {
      try write(chunk, Array(open.prefix(RecordStream.chunkByteCount)), in: &transaction)
      open.removeFirst(RecordStream.chunkByteCount)
      chunk += 1
    }
    return RecordPlace(offset: end, byteCount: record.count)
  }

  func finish(in transaction: inout WriteTransaction) throws(StorageError) {
    guard !open.isEmpty else { return }
    try write(end / RecordStream.chunkByteCount, open, in: &transaction)
  }

  private func write(_ chunk: Int, _ bytes: [UInt8], in transaction: inout WriteTransaction)
    throws(StorageError)
  {
    try transaction.putSealed(.features, of: environment, UInt64(chunk), bytes)
  }
}
