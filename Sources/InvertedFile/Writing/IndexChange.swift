import Storage

/// What one transaction changes: the channels first, then pictures that go, then pictures that come, then vectors of pictures that are
/// there. A picture that is replaced does both.
package struct IndexChange: Sendable {
  package enum Channel: Sendable, Equatable {
    /// From now on vectors are of this model. Those of another one go; with the same fingerprint and dimension all stay, and
    /// name and path are what changes.
    case set(ChannelSettings)
    /// No more vectors.
    case drop
  }

  package var removals: [PictureID] = []
  package var additions: [NewPicture] = []
  /// For pictures that are there. Those that are not, or are removed by this change, get none.
  package var vectors: [VectorChannel: [PictureID: PictureVector]] = [:]
  /// Those that are not named stay as they are.
  package var channels: [VectorChannel: Channel] = [:]

  package init(removals: [PictureID] = [], additions: [NewPicture] = []) {
    self.removals = removals
    self.additions = additions
  }

  package var isEmpty: Bool {
    removals.isEmpty && additions.isEmpty && vectors.values.allSatisfy(\.isEmpty) && channels.isEmpty
  }
}

extension InvertedIndex {
  /// Makes a change, whole or not at all. When this returns it is on the disk, and readers that come see it.
  ///
  /// Returns the ids of the added pictures: they follow each other in the order given. Ids of pictures that are not there
  /// are no removals.
  ///
  /// - Precondition: names are not empty, hold no zero bytes, are not in the index already and differ from each other; vectors are as
  ///   long as their channel says, and there are none without it.
  @discardableResult
  package func apply(_ change: IndexChange) throws(StorageError) -> Range<UInt32> {
    try write { (transaction, totals) throws(StorageError) in
      for channel in VectorChannel.allCases {
        guard let settings = change.channels[channel] else { continue }
        try transaction.apply(settings, to: channel, in: environment)
      }
      let removed = try Removal(index: self).remove(change.removals, in: &transaction, &totals)
      let added = try Addition(index: self).add(change.additions, in: &transaction, &totals)
      for channel in VectorChannel.allCases {
        try changeVectors(of: channel, change, removed: removed, added: added, in: &transaction)
      }
      return added
    }
  }

  private func changeVectors(
    of channel: VectorChannel, _ change: IndexChange, removed: [PictureID], added: Range<UInt32>,
    in transaction: inout WriteTransaction
  ) throws(StorageError) {
    let given = change.vectors[channel] ?? [:]
    guard let writing = try VectorWriting(channel, environment, in: transaction) else {
      precondition(
        given.isEmpty && change.additions.allSatisfy { $0.vectors[channel] == nil },
        "a vector belongs to a channel")
      return
    }
    var vectors: [PictureID: PictureVector?] = [:]
    for (id, vector) in given {
      guard try transaction.get(environment.table(.pictures), UInt64(id.rawValue)) != nil else { continue }
      vectors[id] = .some(vector)
    }
    for (id, picture) in zip(added, change.additions) {
      guard let vector = picture.vectors[channel] else { continue }
      vectors[PictureID(rawValue: id)] = .some(vector)
    }
    for id in removed { vectors[id] = .some(nil) }
    try writing.apply(vectors, in: &transaction)
  }
}
