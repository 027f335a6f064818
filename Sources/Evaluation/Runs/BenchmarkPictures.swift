/// The pictures of a benchmark as they lie on this disk: which of them make the collection, and the truth in their names.
public struct BenchmarkPictures: Sendable, Equatable {
  /// Cut to what is there, in the names (paths) of the collection.
  public let truth: GroundTruth
  /// What is not there; complete unless the evaluation is restricted.
  public let loss: RestrictedTruth
  /// Paths of the pictures that are searched, sorted, each once.
  public let collection: [String]
  /// How many of them the truth says nothing of, and how many came as distractors.
  public let unknownCount, distractorCount: Int

  /// So many missing pictures are named in messages.
  private static let namedCount = 20

  /// Finds the pictures of a truth by their names.
  ///
  /// - Parameters:
  ///   - truth: as its makers have it.
  ///   - images: paths of the benchmark's pictures, those of queries among them.
  ///   - distractors: paths of pictures that are only there to be confused with.
  ///   - restricts: whether a part of the pictures is enough.
  /// - Throws: when pictures are missing and all are wanted, when none are there, and when a name could be two of them.
  public init(
    _ truth: GroundTruth, images: [String], distractors: [String] = [], restricts: Bool = false
  ) throws(EvaluationError) {
    let names = PictureNames(images)
    let pictures = names.resolve(truth.pictures)
    let asking = names.resolve(truth.queries.map(\.picture))
    for resolution in [pictures, asking] { try Self.refuseAmbiguous(resolution) }
    let loss = truth.restricted(
      to: Set(pictures.pictures.keys), queryPictures: Set(asking.pictures.keys))
    if !restricts { try Self.refuse(loss, missingQueries: asking.missing) }
    guard !loss.truth.queries.isEmpty else {
      throw EvaluationError("none of the pictures belongs to a query of \(truth.benchmark.rawValue)")
    }
    self.loss = loss
    self.truth = loss.truth.renamed(pictures.pictures, queryPictures: asking.pictures)
    let held = truth.queriesAreHeldOut ? Set(asking.pictures.values) : []
    let own = Set(images).subtracting(held)
    collection = own.union(distractors).sorted()
    unknownCount = own.subtracting(pictures.pictures.values).count
    distractorCount = collection.count - own.count
  }

  private static func refuseAmbiguous(_ resolution: NameResolution) throws(EvaluationError) {
    guard let (name, pictures) = resolution.ambiguous.min(by: { $0.key < $1.key }) else { return }
    throw EvaluationError(
      "the truth's \(name) could be several pictures: \(pictures.prefix(3).joined(separator: ", "))")
  }

  private static func refuse(_ loss: RestrictedTruth, missingQueries: [String]) throws(EvaluationError) {
    let missing = Set(loss.missingPictures).union(missingQueries).sorted()
    guard !missing.isEmpty else { return }
    let known = loss.truth.pictures.count + loss.missingPictures.count
    let more = missing.count > namedCount ? ", and \(missing.count - namedCount) more" : ""
    throw EvaluationError(
      "\(missing.count) of the truth's \(known) pictures are missing: "
        + missing.prefix(namedCount).joined(separator: ", ") + more
        + "; --restrict evaluates what is there")
  }
}
