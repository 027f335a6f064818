import InvertedFile
import Storage

/// One query's way through the index, under each of its rotations.
struct ShortlistSearch {
  let query: PreparedQuery
  let options: ShortlistOptions
  /// Which pictures exist for the query; `nil`: all.
  let allowed: [Bool]?

  /// A picture and the rotation under which it fits best.
  struct Hit: Equatable {
    let picture: ScoredPicture
    let rotation: Int
  }

  /// The best pictures; counts go to the report.
  func run(
    in snapshot: borrowing IndexSnapshot, report: inout QueryReport
  ) throws(StorageError) -> [Hit] {
    report.searchedPictureCount = searchedCount(in: snapshot)
    var lists: [[ScoredPicture]] = []
    for rotation in query.rotations {
      let shortlist = try snapshot.shortlist(for: rotation.words, options: options, allowed: allowed)
      lists.append(shortlist.pictures)
      report.rotations.append(QueryReport.Rotation(rotation, shortlist))
    }
    return Self.best(options.count, of: lists)
  }

  /// How many pictures can be found.
  func searchedCount(in snapshot: borrowing IndexSnapshot) -> Int {
    allowed?.count { $0 } ?? Int(snapshot.totals.pictures)
  }

  /// Each picture of some lists with its best score; of equal ones, the first list's. The lists hold the best `count` of all
  /// pictures each, so they hold the best of all lists: a picture that is in no list with its best score has `count` better
  /// ones before it.
  static func best(_ count: Int, of lists: [[ScoredPicture]]) -> [Hit] {
    let hits = lists.enumerated().flatMap { rotation, list in
      list.map { Hit(picture: $0, rotation: rotation) }
    }.sorted { a, b in
      if a.picture.score != b.picture.score { return a.picture.score > b.picture.score }
      return (a.picture.picture, a.rotation) < (b.picture.picture, b.rotation)
    }
    var seen: Set<PictureID> = []
    return Array(hits.filter { seen.insert($0.picture.picture).inserted }.prefix(count))
  }

  /// The words of each hit under its own rotation.
  func explanations(
    of hits: [Hit], in snapshot: borrowing IndexSnapshot
  ) throws(StorageError) -> [[QueryReport.Word]] {
    var words = [[QueryReport.Word]](repeating: [], count: hits.count)
    for (number, rotation) in query.rotations.enumerated() {
      let places = hits.indices.filter { hits[$0].rotation == number }
      guard !places.isEmpty else { continue }
      let contributions = try snapshot.explanation(
        of: places.map { hits[$0].picture.picture }, for: rotation.words, options: options, allowed: allowed)
      for (place, list) in zip(places, contributions) {
        words[place] = list.map { QueryReport.Word(word: Int($0.word), score: $0.score) }
      }
    }
    return words
  }
}

extension IndexSnapshot {
  /// Which pictures a pattern lets through; `nil` without one.
  func pictures(fitting filter: NamePattern?) throws(StorageError) -> [Bool]? {
    guard let filter else { return nil }
    var allowed = [Bool](repeating: false, count: idCount)
    try forEachPicture { (id, summary) throws(StorageError) in
      let place = Int(id.rawValue)
      if place < allowed.count { allowed[place] = filter.matches(summary.name) }
    }
    return allowed
  }
}

extension QueryReport.Rotation {
  fileprivate init(_ rotation: PreparedQuery.Rotation, _ shortlist: Shortlist) {
    self.init(
      degrees: rotation.degrees, isMirrored: rotation.isMirrored, featureCount: rotation.featureCount,
      usedWordCount: shortlist.usedWordCount, leftOutWordCount: shortlist.leftOutWordCount,
      candidateCount: shortlist.candidateCount)
  }
}
