import Storage

/// A long column of 32-bit numbers, stored in chunks, so that a change of one writes 2 KB and not all of them. Numbers behind the
/// end are 0.
struct NumberColumn {
  /// Two chunks fill a page.
  static let numbersPerChunk = 500

  let table: IndexTable
  let environment: Environment

  /// The first `count` numbers.
  func numbers(
    count: Int, in transaction: borrowing some Transaction & ~Copyable
  ) throws(StorageError) -> [UInt32] {
    var numbers = [UInt32](repeating: 0, count: count)
    var cursor = try transaction.cursor(environment.table(table))
    while try cursor.next() {
      guard let chunk = Int(exactly: cursor.key), chunk <= count / Self.numbersPerChunk else { continue }
      let start = chunk * Self.numbersPerChunk
      try cursor.value.withUnsafeBytes { (bytes) throws(StorageError) in
        try check(bytes)
        for place in 0..<min(Self.numbersPerChunk, count - start) {
          numbers[start + place] = UInt32(
            littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * place, as: UInt32.self))
        }
      }
    }
    return numbers
  }

  /// Changes the numbers at `indices`, which rise; `change` is called with the place of each among them.
  func change(
    at indices: [Int], in transaction: inout WriteTransaction, _ change: (Int, inout UInt32) -> Void
  ) throws(StorageError) {
    var place = 0
    while place < indices.count {
      let chunk = indices[place] / Self.numbersPerChunk
      var numbers = try chunkNumbers(chunk, in: transaction)
      while place < indices.count, indices[place] / Self.numbersPerChunk == chunk {
        change(place, &numbers[indices[place] % Self.numbersPerChunk])
        place += 1
      }
      let bytes = numbers.flatMap(\.littleEndianBytes)
      try transaction.putSealed(table, of: environment, UInt64(chunk), bytes)
    }
  }

  private func chunkNumbers(
    _ chunk: Int, in transaction: borrowing WriteTransaction
  ) throws(StorageError) -> [UInt32] {
    guard let value = try transaction.get(environment.table(table), UInt64(chunk)) else {
      return [UInt32](repeating: 0, count: Self.numbersPerChunk)
    }
    return try value.withUnsafeBytes { (bytes) throws(StorageError) in
      try check(bytes)
      return (0..<Self.numbersPerChunk).map {
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self))
      }
    }
  }

  private func check(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
    guard bytes.count == 4 * Self.numbersPerChunk + EntryChecksum.byteCount else {
      throw .damaged("a chunk of table \(table.name) has another length", in: environment.folder)
    }
  }
}
