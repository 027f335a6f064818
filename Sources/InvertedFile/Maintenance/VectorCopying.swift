import Storage

/// The part of a compaction that is about the vectors of a channel: rows of removed pictures are left out, the others move up, and every chunk is
/// written once.
struct VectorCopying {
  let channel: VectorChannel
  let new: InvertedIndex
  let ids: CompactedIDs
  let checkpoint: () throws(StorageError) -> Void

  func run(from old: borrowing IndexSnapshot) throws(StorageError) {
    guard let settings = try old.channelSettings(of: channel) else { return }
    let layout = VectorLayout(dimension: settings.dimension, of: channel)
    try old.withVectorChunks(of: channel) { (chunks) throws(StorageError) in
      var goal = Goal(layout: layout, environment: new.environment)
      var chunks = chunks[...]
      while !chunks.isEmpty {
        try checkpoint()
        try new.write { (transaction, _) throws(StorageError) in
          while transaction.writtenByteCount < Compaction.bytesPerTransaction, let chunk = chunks.popFirst() {
            try goal.take(chunk, ids, in: &transaction)
          }
        }
      }
      try new.write { (transaction, _) throws(StorageError) in
        try goal.finish(in: &transaction)
        try transaction.set(settings, of: channel, in: new.environment)
        try transaction.setVectorCount(goal.vectorCount, of: channel, in: new.environment)
      }
    }
  }

  /// The chunk that is being filled.
  private struct Goal {
    let layout: VectorLayout
    let environment: Environment
    private(set) var vectorCount = 0
    private var number = 0
    private var rows: VectorRows

    init(layout: VectorLayout, environment: Environment) {
      self.layout = layout
      self.environment = environment
      rows = VectorRows(dimension: layout.dimension)
    }

    mutating func take(
      _ chunk: VectorChunk, _ ids: CompactedIDs, in transaction: inout WriteTransaction
    ) throws(StorageError) {
      for row in 0..<chunk.count {
        guard let id = ids[chunk.firstPicture + UInt32(row)], let vector = chunk.vector(row) else { continue }
        let place = layout.place(of: id)
        if place.chunk != number {
          try finish(in: &transaction)
          number = place.chunk
        }
        rows.set(place.row, vector)
        vectorCount += 1
      }
    }

    mutating func finish(in transaction: inout WriteTransaction) throws(StorageError) {
      guard rows.isChanged else { return }
      try transaction.putSealed(
        layout.channel.table, of: environment, UInt64(number), rows.encoded, atEnd: true)
      rows = VectorRows(dimension: layout.dimension)
    }
  }
}
