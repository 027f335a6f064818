import InvertedFile
import Raster
import Storage
import Verification

/// From what is looked for to words.
extension Collection {
  func prepare(
    _ source: QuerySource, _ options: QueryOptions, _ plan: QueryPlan,
    timings: inout QueryReport.Timings
  ) throws(RetrievalError) -> PreparedQuery {
    guard options.channel.usesWords || plan.isVerified else {
      return try prepareWithoutWords(source, options)
    }
    return switch source {
    case .file(let path): try prepare(.file(path: path), options, plan, &timings)
    case .bytes(let bytes, let name): try prepare(.bytes(bytes, name: name), options, plan, &timings)
    case .picture(let name): try prepare(pictureNamed: name, options, plan, &timings)
    }
  }

  private func prepare(
    _ source: PictureSource, _ options: QueryOptions, _ plan: QueryPlan,
    _ timings: inout QueryReport.Timings
  ) throws(RetrievalError) -> PreparedQuery {
    let description = try options.description(for: plan)
    var stopwatch = Stopwatch()
    let describer = try sharedDescriber.describer(for: vocabulary, network: network, settings())
    timings.words = stopwatch.lap()
    let picture = try UndecodedPicture(source)
    let decoded = try describer.decode(query: picture, description)
    timings.decode = stopwatch.lap()
    let features = try describer.features(of: decoded, named: picture.name, description)
    timings.features = stopwatch.lap()
    let wordsPerFeature = options.wordsPerFeature(for: plan.scoring)
    let rotations = describer.words(of: features, description).map {
      PreparedQuery.Rotation($0, plan, wordsPerFeature: wordsPerFeature)
    }
    timings.words += stopwatch.lap()
    return PreparedQuery(
      content: picture.content, width: decoded.originalWidth, height: decoded.originalHeight,
      area: PictureArea(options.region, width: decoded.originalWidth, height: decoded.originalHeight),
      wordsPerFeature: wordsPerFeature, rotations: rotations, warnings: decoded.warnings)
  }

  /// A query of which only its vector is compared.
  private func prepareWithoutWords(
    _ source: QuerySource, _ options: QueryOptions
  ) throws(RetrievalError) -> PreparedQuery {
    let known = try contentAndSize(of: source)
    try options.region?.check(pictureWidth: known.size.width, pictureHeight: known.size.height)
    return PreparedQuery(
      content: known.content, width: known.size.width, height: known.size.height,
      area: PictureArea(options.region, width: known.size.width, height: known.size.height),
      wordsPerFeature: 0,
      rotations: [
        PreparedQuery.Rotation(
          degrees: 0, isMirrored: false, featureCount: 0,
          words: .words(QueryWords(words: [], signatures: [], wordsPerFeature: 1)), evidence: nil)
      ], warnings: [])
  }

  private func contentAndSize(
    of source: QuerySource
  ) throws(RetrievalError) -> (content: ContentID, size: (width: Int, height: Int)) {
    let picture: UndecodedPicture
    switch source {
    case .picture(let name):
      let stored = try storedPicture(named: name)
      return (stored.content, (stored.width, stored.height))
    case .file(let path): picture = try UndecodedPicture(.file(path: path))
    case .bytes(let bytes, let name): picture = try UndecodedPicture(.bytes(bytes, name: name))
    }
    do {
      return (picture.content, try PictureFile.size(ofBytes: picture.bytes, named: picture.name))
    } catch {
      throw RetrievalError(error)
    }
  }

  /// A picture of the collection in the words that it is kept with: its first rotation alone.
  private func prepare(
    pictureNamed name: String, _ options: QueryOptions, _ plan: QueryPlan,
    _ timings: inout QueryReport.Timings
  ) throws(RetrievalError) -> PreparedQuery {
    var stopwatch = Stopwatch()
    try options.checkForStoredPicture(named: name)
    let picture = try storedPicture(named: name)
    try options.region?.check(pictureWidth: picture.width, pictureHeight: picture.height)
    let chosen = try picture.features(within: options.region, kind: index().geometryKind, collection: path)
    let words = QueryWords(words: chosen.words, signatures: chosen.signatures, wordsPerFeature: 1)
    let rotation = PreparedQuery.Rotation(
      degrees: 0, isMirrored: false, featureCount: chosen.count,
      words: plan.scoring == .asmk ? .aggregates(picture.aggregates(of: chosen)) : .words(words),
      evidence: try plan.isVerified ? evidence(chosen, words, of: picture) : nil)
    timings.words = stopwatch.lap()
    return PreparedQuery(
      content: picture.content, width: picture.width, height: picture.height,
      area: PictureArea(options.region, width: picture.width, height: picture.height), wordsPerFeature: 1,
      rotations: [rotation], warnings: [])
  }

  /// What a stored picture is verified with; `nil` in a lean collection.
  private func evidence(
    _ features: IndexedFeatures, _ words: QueryWords, of picture: NewPicture
  ) throws(RetrievalError) -> PreparedQuery.Evidence? {
    guard let kind = try index().geometryKind else { return nil }
    let frames = features.geometry.map {
      LocalFrame(FeatureGeometry(packed: $0, kind, width: picture.width, height: picture.height))
    }
    return PreparedQuery.Evidence(words: words, frames: frames)
  }

  private func storedPicture(named name: String) throws(RetrievalError) -> NewPicture {
    let snapshot = try snapshot()
    let found: NewPicture?
    do throws(StorageError) {
      found = try snapshot.picture(named: name).flatMap { (id) throws(StorageError) in
        try snapshot.newPictures([id]).first
      }
    } catch {
      throw RetrievalError(error)
    }
    guard let found else {
      throw RetrievalError(
        path: path,
        "no picture of this collection has the name '\(name)'; names are paths as they were given to ingest")
    }
    return found
  }
}

extension QueryOptions {
  /// Refuses what would have to describe the picture anew.
  fileprivate func checkForStoredPicture(named name: String) throws(RetrievalError) {
    guard (wordsPerFeature ?? 1) == 1 else {
      throw RetrievalError(
        path: name, "a picture of the collection is kept with one word a feature; query its file for more")
    }
    guard rotations == .one else {
      throw RetrievalError(
        path: name, "a picture of the collection is kept under one rotation; query its file for more")
    }
    guard !mirror else {
      throw RetrievalError(
        path: name, "a picture of the collection is kept as it is, not mirrored; query its file for that")
    }
  }
}

extension NewPicture {
  /// The features whose centres lie in a region.
  fileprivate func features(
    within region: PictureRegion?, kind: FeatureGeometry.Kind?, collection: String
  ) throws(RetrievalError) -> IndexedFeatures {
    guard let region else { return features }
    guard let kind else {
      throw RetrievalError(
        path: collection,
        "this collection is lean and does not know where features are; query a region of the picture's file")
    }
    let chosen = features.geometry.indices.filter { feature in
      let place = FeatureGeometry(packed: features.geometry[feature], kind, width: width, height: height)
      return region.containsPoint(x: place.x, y: place.y)
    }
    return IndexedFeatures(
      words: chosen.map { features.words[$0] }, signatures: chosen.map { features.signatures[$0] },
      geometry: chosen.map { features.geometry[$0] })
  }

  /// The stored aggregates of the words that some features have. An aggregate is a sum over all features of its word, which
  /// cannot be taken apart: it stands for those that were chosen too.
  fileprivate func aggregates(of chosen: IndexedFeatures) -> [(word: UInt32, signature: WideSignature)] {
    let wanted = Set(chosen.words)
    return zip(features.distinctWords, aggregates).filter { wanted.contains($0.0) }.map {
      (word: $0.0, signature: $0.1)
    }
  }
}
