/// A truth cut to the pictures that are there, and what was lost by it.
public struct RestrictedTruth: Sendable, Equatable {
  public var truth: GroundTruth
  /// Pictures of the truth that the collection lacks, sorted.
  public var missingPictures: [String] = []
  /// Names of dropped queries whose picture is missing, in the truth's order.
  public var queriesWithoutPicture: [String] = []
  /// Names of dropped queries that have a picture, but in no setup anything left to find.
  public var queriesWithoutPositives: [String] = []
  /// Positives that the queries which stay have lost, over all queries and setups.
  public var lostPositives = 0
  /// Junk that the queries which stay have lost, over all queries and setups.
  public var lostJunk = 0

  /// Whether everything is there.
  public var isComplete: Bool {
    missingPictures.isEmpty && queriesWithoutPicture.isEmpty && queriesWithoutPositives.isEmpty
  }

  /// One sentence about what is not there; `nil` when nothing is missing.
  public var summary: String? {
    guard !isComplete else { return nil }
    let known = truth.pictures.count + missingPictures.count
    let dropped = queriesWithoutPicture.count + queriesWithoutPositives.count
    let queries = truth.queries.count + dropped
    let missing = "\(missingPictures.count) of \(known) pictures of the truth are missing"
    return dropped == 0
      ? "\(missing), all \(queries) queries are asked"
      : "\(missing), and \(dropped) of \(queries) queries are left out: \(queriesWithoutPicture.count) without a picture,"
        + " \(queriesWithoutPositives.count) without anything to find"
  }
}

extension GroundTruth {
  /// The truth for what is there: the numbers of a part of a collection are not those of the whole, and
  /// the result says what the difference is.
  ///
  /// A query is dropped when its picture is missing, or when no setup leaves it a positive. One that keeps positives in
  /// some setups stays, with empty positives in the others.
  ///
  /// - Parameters:
  ///   - available: the pictures of the collection, by the truth's names.
  ///   - queryPictures: where the pictures that ask are; if `nil`, among `available`.
  /// - Returns: what is left, and what was lost.
  public func restricted(to available: Set<String>, queryPictures: Set<String>? = nil) -> RestrictedTruth {
    let asking = queryPictures ?? available
    var result = RestrictedTruth(truth: self)
    result.missingPictures = pictures.filter { !available.contains($0) }
    result.truth.pictures = pictures.filter(available.contains)
    let cut = setups.map { setup in setup.relevance.map { $0.restricted(to: available) } }
    var kept: [Int] = []
    for (index, query) in queries.enumerated() {
      if !asking.contains(query.picture) {
        result.queriesWithoutPicture.append(query.name)
      } else if cut.allSatisfy({ $0[index].positives.isEmpty }) {
        result.queriesWithoutPositives.append(query.name)
      } else {
        kept.append(index)
      }
    }
    result.truth.queries = kept.map { queries[$0] }
    for setup in setups.indices {
      result.truth.setups[setup].relevance = kept.map { cut[setup][$0] }
      for index in kept {
        let before = setups[setup].relevance[index]
        result.lostPositives += before.positives.count - cut[setup][index].positives.count
        result.lostJunk += before.junk.count - cut[setup][index].junk.count
      }
    }
    return result
  }
}

extension Relevance {
  /// Without the pictures that are not there.
  func restricted(to available: Set<String>) -> Relevance {
    Relevance(positives: positives.intersection(available), junk: junk.intersection(available))
  }
}
