import Storage

/// What the vectors of a channel must be.
extension IndexCheck {
  /// Chunks of the right lengths, rows of living pictures alone, zeros where there is no vector, and as many as is said.
  mutating func checkVectors(
    of channel: VectorChannel, _ snapshot: borrowing IndexSnapshot, _ lengths: PictureLengths
  ) throws(StorageError) {
    let environment = snapshot.environment
    let chunkCount =
      environment.hasTable(channel.table.name)
      ? try snapshot.transaction.entryCount(environment.table(channel.table)) : 0
    guard try snapshot.channelSettings(of: channel) != nil else {
      if chunkCount > 0 { report("there are \(channel.noun)s, and nothing says what they come from") }
      return
    }
    let count = try snapshot.withVectorChunks(of: channel) { (chunks) throws(StorageError) in
      chunks.reduce(0) { $0 + checkedVectorCount(of: channel, $1, lengths) }
    }
    let said = try snapshot.vectorCount(of: channel)
    if said != count { report("\(said) pictures are said to have a \(channel.noun), and \(count) have one") }
  }

  /// How many rows of a chunk have a vector.
  private mutating func checkedVectorCount(
    of channel: VectorChannel, _ chunk: VectorChunk, _ lengths: PictureLengths
  ) -> Int {
    var count = 0
    for row in 0..<chunk.count {
      let picture = Int(chunk.firstPicture) + row
      let scale = chunk.storedScale(row)
      guard scale >= 0, scale.isFinite else {
        report("the \(channel.noun) of picture \(picture) has a scale that none has")
        continue
      }
      if scale == 0 {
        if chunk.numbers(row).contains(where: { $0 != 0 }) {
          report("picture \(picture) has numbers of a \(channel.noun) without a scale")
        }
        continue
      }
      count += 1
      if lengths.isRemoved(picture) { report("picture \(picture) was removed and has a \(channel.noun)") }
    }
    return count
  }
}
