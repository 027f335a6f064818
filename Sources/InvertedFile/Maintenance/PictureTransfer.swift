import Storage

/// Takes pictures out of one index as they would go into another, without looking at the files again.
extension IndexSnapshot {
  /// What is kept of these pictures, which rise; those that are not there are left out.
  package func newPictures(_ pictures: [PictureID]) throws(StorageError) -> [NewPicture] {
    var taken: [NewPicture] = []
    var places: [(picture: PictureID, words: [UInt32])] = []
    for id in pictures {
      guard let summary = try summary(of: id), let features = try features(of: id) else { continue }
      taken.append(
        NewPicture(
          name: summary.name, content: summary.content, fileByteCount: summary.fileByteCount,
          width: summary.width, height: summary.height, features: features,
          vectors: try vectors(of: id)))
      places.append((id, features.words))
    }
    if index.settings.keepsSignatures {
      let signatures = try columns(of: places, in: .postings, empty: UInt64(0))
      for place in taken.indices { taken[place].features.signatures = signatures[place] }
    }
    if index.settings.keepsAggregates {
      let distinct = taken.indices.map { (places[$0].picture, taken[$0].features.distinctWords) }
      let aggregates = try columns(of: distinct, in: .aggregates, empty: WideSignature(low: 0, high: 0))
      for place in taken.indices { taken[place].aggregates = aggregates[place] }
    }
    return taken
  }
}
