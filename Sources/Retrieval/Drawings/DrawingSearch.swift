import DrawingChannel
import InvertedFile
import Storage

/// A drawing's way through one state of a collection: all rows, perhaps photographs as queries, results.
struct DrawingSearch {
  let lines: LineDrawing
  let model: KeyshapeModel
  let options: DrawingOptions
  /// How photographs are looked for by words, where they become queries.
  let shortlist: ShortlistOptions

  func run(
    in snapshot: borrowing IndexSnapshot, _ filter: NamePattern?, report: inout QueryReport
  ) throws(StorageError) {
    let allowed = try snapshot.pictures(fitting: filter)
    report.searchedPictureCount = allowed?.count { $0 } ?? Int(clamping: snapshot.totals.pictures)
    var lap = Stopwatch()
    let usual = try UsualPicture(model: model, of: snapshot)
    let queries = (options.mirror ? [false, true] : [false]).compactMap {
      DrawingQuery(lines: lines, model: model, usual: usual, isMirrored: $0)
    }
    let isExpanded = options.thenPhotos > 0
    let comparison = try DrawingComparison(
      queries, keeping: isExpanded ? max(1, snapshot.idCount) : options.top, allowed: allowed,
      jobs: options.jobs, in: snapshot)
    report.timings.shortlist = lap.lap()
    guard isExpanded, !comparison.hits.isEmpty else {
      let ranking = comparison.hits.map { (PictureID(rawValue: $0.id), Double($0.score)) }
      return try list(ranking, comparison, nil, in: snapshot, report: &report)
    }
    let photographs = try PhotographQueries(
      from: comparison, count: options.thenPhotos, shortlist: shortlist, allowed: allowed,
      jobs: options.jobs, in: snapshot)
    try tell(photographs, in: snapshot, report: &report)
    let ranking = try DrawingFusion(comparison, photographs).ranking(options.top, in: snapshot)
    report.timings.expansion = lap.lap()
    try list(
      ranking.map { ($0.picture, $0.evidence) }, comparison, photographs, in: snapshot, report: &report)
  }

  /// Which photographs became queries where, and what is missing for more.
  private func tell(
    _ photographs: PhotographQueries, in snapshot: borrowing IndexSnapshot, report: inout QueryReport
  ) throws(StorageError) {
    for id in photographs.photographs {
      if let summary = try snapshot.summary(of: id) { report.expandedWith.append(summary.name) }
    }
    if photographs.words != nil { report.expansionChannels.append(.words) }
    if photographs.vectors != nil { report.expansionChannels.append(.global) }
    if photographs.vectors == nil {
      report.notes.append(
        "the photographs that were found have no vectors, which say most about what pictures show; give them theirs with "
          + "`sightline embed \(report.collection)`")
    }
    if photographs.words == nil {
      report.notes.append(
        "the photographs that were found have no features, so their words could not be looked for")
    }
  }

  private func list(
    _ ranking: [(picture: PictureID, score: Double)], _ comparison: DrawingComparison,
    _ photographs: PhotographQueries?, in snapshot: borrowing IndexSnapshot, report: inout QueryReport
  ) throws(StorageError) {
    let shown = Set(ranking.map { $0.picture.rawValue })
    var hits: [UInt32: (rank: Int, hit: DrawingHit)] = [:]
    for (place, hit) in comparison.hits.enumerated() where shown.contains(hit.id) {
      hits[hit.id] = (place + 1, hit)
    }
    for (picture, score) in ranking {
      guard let summary = try snapshot.summary(of: picture) else {
        // A program of before there were drawing rows may have removed the picture and left its row.
        continue
      }
      let found = hits[picture.rawValue]
      let similarity = try photographs?.vectors?.similarity(of: picture, in: snapshot) ?? nil
      report.results.append(
        QueryReport.Result(
          rank: report.results.count + 1, name: summary.name, score: Float(score), proof: nil,
          shortlistRank: found?.rank ?? 0, shortlistScore: found?.hit.score ?? 0,
          channels: channels(of: picture, found != nil, photographs), similarity: similarity,
          pictureWidth: summary.width, pictureHeight: summary.height, rotationInDegrees: 0,
          isMirrored: found?.hit.isMirrored ?? false,
          drawnBox: found.map { PictureRegion($0.hit.box, width: summary.width, height: summary.height) },
          words: nil))
    }
  }

  private func channels(
    of picture: PictureID, _ hasRow: Bool, _ photographs: PhotographQueries?
  ) -> [QueryOptions.Channel] {
    (hasRow ? [.drawing] : []) + (photographs?.words?[picture] != nil ? [.words] : [])
      + (photographs?.vectors?.holds(picture) == true ? [.global] : [])
  }
}

extension PictureRegion {
  /// A box that a drawing was found in, in pixels of the picture.
  init(_ box: DrawnBox, width: Int, height: Int) {
    let pixels = box.pixels(width: width, height: height)
    self.init(
      x: Double(pixels.left), y: Double(pixels.top), width: Double(pixels.width),
      height: Double(pixels.height))
  }
}
