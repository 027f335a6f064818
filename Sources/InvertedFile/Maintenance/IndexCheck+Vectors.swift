import Storage

/// What the vectors must be.
extension IndexCheck {
  /// Chunks of the right lengths, rows of living pictures alone, zeros where there is no vector, and as many as is said.
  mutating func checkVectors(
    _ snapshot: borrowing IndexSnapshot, _ lengths: PictureLengths
  ) throws(StorageError) {
    let environment = snapshot.environment
    let chunkCount =
      environment.hasTable(IndexTable.vectors.name)
      ? try snapshot.transaction.entryCount(environment.table(.vectors)) : 0
    guard try snapshot.channel() != nil else {
      if chunkCount > 0 { report("there are vectors, and nothing says what they come from") }
      return
    }
    let count = try snapshot.withVectorChunks { (chunks) throws(StorageError) in
      chunks.reduce(0) { $0 + checkedVectorCount($1, lengths) }
    }
    let said = try snapshot.vectorCount()
    if said != count { report("\(said) pictures are said to have a vector, and \(count) have one") }
  }

  /// How many rows of a chunk have a vector.
  private mutating func checkedVectorCount(_ chunk: VectorChunk, _ lengths: PictureLengths) -> Int {
    var count = 0
    for row in 0..<chunk.count {
      let picture = Int(chunk.firstPicture) + row
      let scale = chunk.storedScale(row)
      guard scale >= 0, scale.isFinite else {
        report("the vector of picture \(picture) has a scale that no vector has")
        continue
      }
      if scale == 0 {
        if chunk.numbers(row).contains(where: { $0 != 0 }) {
          report("picture \(picture) has numbers of a vector without a scale")
        }
        continue
      }
      count += 1
      if lengths.isRemoved(picture) { report("picture \(picture) was removed and has a vector") }
    }
    return count
  }
}
