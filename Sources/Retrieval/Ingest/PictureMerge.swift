import InvertedFile
import Storage

/// Pictures' way from one index into another, as they are, in the order of their numbers there.
///
/// For whoever holds the writer's lock of the goal; the source may be changed meanwhile, and is read as it was part by part.
struct PictureMerge {
  let source: InvertedIndex
  let goal: InvertedIndex
  let replaces: Bool
  let shouldStop: @Sendable () -> Bool

  /// What fetching a part takes for each feature, beside the batch it goes into: places in the postings, and sorting them.
  static let extraBytesPerFeature = 32
  /// So many features are fetched at once: enough that walking the postings is cheap, little enough to stop soon.
  private static let mostFeatures = 500_000

  func run(into batch: SharedBatch, featuresPerBatch: Int) throws(RetrievalError) {
    do throws(StorageError) {
      let pictures = try sourcePictures()
      let limit = min(featuresPerBatch, Self.mostFeatures)
      var next = 0
      while next < pictures.count {
        guard !shouldStop() else { return batch.interrupt() }
        let part = Self.part(of: pictures, from: next, featureCount: limit)
        try copy(pictures[part].map(\.id), into: batch)
        next = part.upperBound
      }
    } catch {
      throw RetrievalError(error)
    }
  }

  private func sourcePictures() throws(StorageError) -> [(id: PictureID, features: UInt32)] {
    let snapshot = try source.snapshot()
    var pictures: [(id: PictureID, features: UInt32)] = []
    try snapshot.forEachPicture { (id, summary) throws(StorageError) in
      pictures.append((id, UInt32(clamping: summary.featureCount)))
    }
    return pictures
  }

  /// The next pictures that have about so many features together; at least one.
  private static func part(
    of pictures: [(id: PictureID, features: UInt32)], from start: Int, featureCount: Int
  ) -> Range<Int> {
    var (end, sum) = (start, 0)
    while end < pictures.count, end == start || sum + Int(pictures[end].features) <= featureCount {
      // Pictures without features take room too.
      sum += Int(pictures[end].features) + 10
      end += 1
    }
    return start..<end
  }

  private func copy(_ ids: [PictureID], into batch: SharedBatch) throws(StorageError) {
    let from = try source.snapshot()
    var decisions: [(name: String, fate: Decision)] = []
    var wanted: [PictureID] = []
    for id in ids {
      // Removed since the pictures were listed.
      guard let summary = try from.summary(of: id) else { continue }
      let decision = try decision(on: summary)
      if case .take = decision { wanted.append(id) }
      decisions.append((summary.name, decision))
    }
    let kept = try keptChannels(of: from)
    var pictures = try from.newPictures(wanted)[...]
    for (name, decision) in decisions {
      let fate: IngestItem.Fate
      switch decision {
      case .known: fate = .known
      case .changed: fate = .changed
      case .take(let old):
        guard var picture = pictures.popFirst() else { continue }
        picture.vectors = picture.vectors.filter { kept.contains($0.key) }
        fate = .new(picture, replacing: old)
      }
      try batch.take(IngestItem(name: name, fate: fate))
    }
  }

  /// The channels whose vectors can be taken over: asked anew for each part, as the source may be given others meanwhile.
  private func keptChannels(of source: borrowing IndexSnapshot) throws(StorageError) -> [VectorChannel] {
    let goal = try goal.snapshot()
    var kept: [VectorChannel] = []
    for channel in VectorChannel.allCases {
      guard let theirs = try source.channelSettings(of: channel),
        let own = try goal.channelSettings(of: channel), theirs.isComparable(with: own)
      else { continue }
      kept.append(channel)
    }
    return kept
  }

  private enum Decision {
    case known, changed
    case take(replacing: PictureID?)
  }

  private func decision(on picture: PictureSummary) throws(StorageError) -> Decision {
    let snapshot = try goal.snapshot()
    guard let id = try snapshot.picture(named: picture.name), let own = try snapshot.summary(of: id) else {
      return .take(replacing: nil)
    }
    if own.content == picture.content { return .known }
    return replaces ? .take(replacing: id) : .changed
  }
}
