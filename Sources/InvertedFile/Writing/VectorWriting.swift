import Storage

/// Puts vectors into their chunks and takes them out, each chunk that changes written once.
struct VectorWriting {
  let environment: Environment
  let layout: VectorLayout

  /// `nil` when the collection does not have the channel.
  init?(
    _ channel: VectorChannel, _ environment: Environment, in transaction: borrowing WriteTransaction
  ) throws(StorageError) {
    guard let settings = try transaction.settings(of: channel, in: environment) else { return nil }
    self.environment = environment
    layout = VectorLayout(dimension: settings.dimension, of: channel)
  }

  /// Gives each of these pictures its vector, or takes it where there is `nil`, and counts anew.
  func apply(
    _ changes: [PictureID: PictureVector?], in transaction: inout WriteTransaction
  ) throws(StorageError) {
    var gain = 0
    var pictures = changes.keys.sorted()[...]
    while let first = pictures.first {
      let number = layout.place(of: first.rawValue).chunk
      var rows = try stored(number, in: transaction)
      while let next = pictures.first, layout.place(of: next.rawValue).chunk == number {
        rows.set(layout.place(of: next.rawValue).row, changes[next] ?? nil)
        pictures.removeFirst()
      }
      guard rows.isChanged else { continue }
      gain += rows.gain
      try transaction.putSealed(layout.channel.table, of: environment, UInt64(number), rows.encoded)
    }
    guard gain != 0 else { return }
    let count = try transaction.vectorCount(of: layout.channel, in: environment)
    try transaction.setVectorCount(max(0, count + gain), of: layout.channel, in: environment)
  }

  private func stored(
    _ number: Int, in transaction: borrowing WriteTransaction
  ) throws(StorageError) -> VectorRows {
    guard let value = try transaction.get(environment.table(layout.channel.table), UInt64(number)) else {
      return VectorRows(dimension: layout.dimension)
    }
    return try value.withUnsafeBytes { (bytes) throws(StorageError) in
      do throws(InvertedFileError) {
        return VectorRows(try VectorChunk(bytes, number: UInt64(number), layout: layout))
      } catch {
        throw StorageError(error, in: environment.folder)
      }
    }
  }
}

extension WriteTransaction {
  /// Gives the collection a channel with these settings, or leaves it without. Vectors that cannot be compared with the new one's go.
  mutating func apply(
    _ change: IndexChange.Channel, to channel: VectorChannel, in environment: Environment
  ) throws(StorageError) {
    switch change {
    case .drop: try drop(channel, in: environment)
    case .set(let settings):
      // Settings that cannot be read are replaced like those of another model.
      let old = try? self.settings(of: channel, in: environment)
      if old.map({ !$0.isComparable(with: settings) }) ?? true { try drop(channel, in: environment) }
      try set(settings, of: channel, in: environment)
    }
  }
}
