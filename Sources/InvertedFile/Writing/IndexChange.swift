import Storage

/// What one transaction changes: pictures that go, then pictures that come. A picture that is replaced does both.
package struct IndexChange: Sendable {
  package var removals: [PictureID] = []
  package var additions: [NewPicture] = []

  package init(removals: [PictureID] = [], additions: [NewPicture] = []) {
    self.removals = removals
    self.additions = additions
  }

  package var isEmpty: Bool { removals.isEmpty && additions.isEmpty }
}

extension InvertedIndex {
  /// Makes a change, whole or not at all. When this returns it is on the disk, and readers that come see it.
  ///
  /// Returns the ids of the added pictures: they follow each other in the order given. Ids of pictures that are not there
  /// are no removals.
  ///
  /// - Precondition: names are not empty, hold no zero bytes, are not in the index already and differ from each other.
  @discardableResult
  package func apply(_ change: IndexChange) throws(StorageError) -> Range<UInt32> {
    try write { (transaction, totals) throws(StorageError) in
      try Removal(index: self).remove(change.removals, in: &transaction, &totals)
      return try Addition(index: self).add(change.additions, in: &transaction, &totals)
    }
  }
}
