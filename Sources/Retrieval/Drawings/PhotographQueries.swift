import GlobalChannel
import InvertedFile
import Storage

/// Photographs that a drawing found, as queries in the channels that the collection has of them as they are kept.
struct PhotographQueries {
  /// In the drawing's order.
  let photographs: [PictureID]
  /// The mean of their vectors against all others; `nil` where they have none.
  let vectors: VectorComparison?
  /// The mean of the scores that pictures have with each of them by words; `nil` where none has words.
  let words: [PictureID: Float]?

  /// So many pictures of each list are kept.
  static let listLength = 1000

  /// As many of what a drawing found as are wanted, or as there are.
  init(
    from comparison: DrawingComparison, count: Int, shortlist: ShortlistOptions, allowed: [Bool]?, jobs: Int,
    in snapshot: borrowing IndexSnapshot
  ) throws(StorageError) {
    let first = comparison.hits.prefix(AgreeingPictures.pool * count)
    let pool = first.map { PictureID(rawValue: $0.id) }
    let list = WordLists(options: shortlist, allowed: allowed)
    var likeness = try Self.likenessOfVectors(pool, in: snapshot) ?? []
    if likeness.isEmpty { likeness = try list.likeness(of: pool, in: snapshot) }
    let evidence = first.map { comparison.evidence.evidence(of: $0.score) }
    photographs = AgreeingPictures(likeness: likeness, evidence: evidence).chosen(count).map { pool[$0] }
    vectors = try Self.mean(of: photographs, in: snapshot).map { (mean) throws(StorageError) in
      try VectorComparison(mean, keeping: Self.listLength, allowed: allowed, jobs: jobs, in: snapshot)
    }
    words = try list.meanScores(of: photographs, in: snapshot)
  }

  /// The cosines of some pictures' vectors; 0 for one without, and `nil` where hardly any has one.
  private static func likenessOfVectors(
    _ pictures: [PictureID], in snapshot: borrowing IndexSnapshot
  ) throws(StorageError) -> [[Float]]? {
    let vectors = try pictures.map { (id) throws(StorageError) in
      try snapshot.vector(of: id).map { ByteVector($0) }
    }
    let present = vectors.compactMap { $0 }
    guard 2 * present.count > pictures.count else { return nil }
    let list = VectorList(ids: present.indices.map { UInt32($0) }, vectors: present)
    var places: [Int?] = []
    for vector in vectors { places.append(vector == nil ? nil : places.count { $0 != nil }) }
    return vectors.map { vector in
      let similarities = vector.map { list.similarities(to: $0) }
      return places.map { place in place.flatMap { similarities?[$0] } ?? 0 }
    }
  }

  /// The direction of the sum of some pictures' vectors.
  private static func mean(
    of pictures: [PictureID], in snapshot: borrowing IndexSnapshot
  ) throws(StorageError) -> ByteVector? {
    var sum: VectorSum?
    for id in pictures {
      guard let vector = try snapshot.vector(of: id) else { continue }
      if sum == nil { sum = VectorSum(dimension: vector.numbers.count) }
      sum?.add(ByteVector(vector), weight: 1)
    }
    return sum?.direction
  }
}

/// Shortlists of pictures of the collection by their words as they are kept.
private struct WordLists {
  let options: ShortlistOptions
  let allowed: [Bool]?

  /// How alike some pictures are to each other.
  func likeness(
    of pictures: [PictureID], in snapshot: borrowing IndexSnapshot
  ) throws(StorageError) -> [[Float]] {
    var among = [Bool](repeating: false, count: snapshot.idCount)
    for id in pictures { among[Int(id.rawValue)] = true }
    let places = Dictionary(uniqueKeysWithValues: pictures.enumerated().map { ($1, $0) })
    return try pictures.map { (id) throws(StorageError) in
      var row = [Float](repeating: 0, count: pictures.count)
      for found in try list(of: id, among, in: snapshot) ?? [] {
        if let place = places[found.picture] { row[place] = found.score }
      }
      return row
    }
  }

  /// Of every picture that any of some has on its list; `nil` where none of them has words.
  func meanScores(
    of pictures: [PictureID], in snapshot: borrowing IndexSnapshot
  ) throws(StorageError) -> [PictureID: Float]? {
    var sums: [PictureID: Float] = [:]
    var listCount: Float = 0
    for id in pictures {
      guard let found = try list(of: id, allowed, in: snapshot) else { continue }
      listCount += 1
      for picture in found { sums[picture.picture, default: 0] += picture.score }
    }
    return listCount > 0 ? sums.mapValues { $0 / listCount } : nil
  }

  /// `nil` for a picture without words.
  private func list(
    of id: PictureID, _ allowed: [Bool]?, in snapshot: borrowing IndexSnapshot
  ) throws(StorageError) -> [ScoredPicture]? {
    guard let picture = try snapshot.newPictures([id]).first, picture.features.count > 0 else { return nil }
    let query: ShortlistQuery =
      options.kernel == .selectiveMatch
      ? .aggregates(Array(zip(picture.features.distinctWords, picture.aggregates)))
      : .words(
        QueryWords(
          words: picture.features.words, signatures: picture.features.signatures, wordsPerFeature: 1))
    return try snapshot.shortlist(for: query, options: options, allowed: allowed).pictures
  }
}
