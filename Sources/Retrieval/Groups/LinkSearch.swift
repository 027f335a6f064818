import InvertedFile
import Storage

/// The stages of the search for links: shortlists of all pictures, proof of their pairs, proof of pairs one hop away, names.
struct LinkSearch: Sendable {
  let state: FrozenState
  let options: LinkOptions
  let progress: @Sendable (LinkProgress) -> Void
  let shouldStop: @Sendable () -> Bool

  /// Fills the report; `false` when it was asked to stop, and there is nothing then.
  func run(_ filter: NamePattern?, report: inout LinkReport) throws(StorageError) -> Bool {
    var stopwatch = Stopwatch()
    let allowed = try state.read { (snapshot) throws(StorageError) in try snapshot.pictures(fitting: filter) }
    let pictures = try pictures(allowed)
    report.pictureCount = pictures.count
    let traits = try state.read { (snapshot) throws(StorageError) in snapshot.featureTraits }
    let shortlists = LinkShortlists(options, of: traits, allowed: allowed)
    let lists = try map(.shortlists, pictures) { (picture, snapshot) throws(StorageError) in
      try shortlists.candidates(of: picture, in: snapshot)
    }
    guard let lists else { return false }
    let candidates = LinkShortlists.distinct(lists)
    report.timings.shortlists = stopwatch.lap()
    let pairs = candidates.map(\.pair)
    // Each picture is compared with the best of all others, so every pair of pictures has its chance.
    let all = pictures.count * max(1, pictures.count - 1) / 2
    let verification = LinkVerification(maxNFA: options.maxNFA, testedCount: all)
    guard var links = try links(among: pairs, verification, .verification) else { return false }
    report.verifiedPairCount = pairs.count
    report.timings.verification = stopwatch.lap()
    if options.expands {
      guard let found = try expansion(of: links, report: &report) else { return false }
      links = (links + found).sorted { $0.pair < $1.pair }
      report.timings.expansion = stopwatch.lap()
    }
    try name(links, candidates, report: &report)
    return true
  }

  /// All pictures that are compared, rising.
  private func pictures(_ allowed: [Bool]?) throws(StorageError) -> [PictureID] {
    let lengths = try state.read { (snapshot) throws(StorageError) in try snapshot.lengths() }
    return (0..<lengths.count).filter { !lengths.isRemoved($0) && allowed?[$0] ?? true }.map {
      PictureID(rawValue: UInt32($0))
    }
  }

  private func links(
    among pairs: [PicturePairKey], _ verification: LinkVerification, _ stage: LinkProgress.Stage
  ) throws(StorageError) -> [FoundLink]? {
    let pieces = LinkVerification.pieces(of: pairs)
    return try map(stage, pieces) { (piece, snapshot) throws(StorageError) in
      try verification.links(among: piece, in: snapshot)
    }?.flatMap { $0 }
  }

  /// Links among pictures that have one to the same third picture. These pairs were not chosen for being alike, so only as many tests
  /// are made as there are pairs, and what is found must be what the third picture predicts.
  private func expansion(
    of links: [FoundLink], report: inout LinkReport
  ) throws(StorageError) -> [FoundLink]? {
    let candidates = TransitivePairs(links).best(options.candidates)
    report.transitivePairCount = candidates.count
    report.verifiedPairCount += candidates.count
    let verification = LinkVerification(
      maxNFA: options.maxNFA, testedCount: candidates.count,
      predictions: Dictionary(uniqueKeysWithValues: candidates.map { ($0.pair, $0.laterFromEarlier) }))
    return try self.links(among: candidates.map(\.pair), verification, .expansion)
  }

  private func map<Step: Sendable, Output: Sendable>(
    _ stage: LinkProgress.Stage, _ steps: [Step],
    _ body: @Sendable (Step, borrowing IndexSnapshot) throws(StorageError) -> Output
  ) throws(StorageError) -> [Output]? {
    progress(.began(stage, stepCount: steps.count))
    return try state.map(count: steps.count, shouldStop: shouldStop) {
      (index, snapshot) throws(StorageError) in
      let output = try body(steps[index], snapshot)
      progress(.advanced(stage))
      return output
    }
  }
}

extension LinkSearch {
  /// From numbers of pictures to names.
  private func name(
    _ links: [FoundLink], _ candidates: [LinkShortlists.Candidate], report: inout LinkReport
  ) throws(StorageError) {
    let linked = Set(links.map(\.pair))
    let unproven = options.keepsUnproven ? candidates.filter { !linked.contains($0.pair) } : []
    let names = try names(of: links.map(\.pair) + unproven.map(\.pair))
    report.links = links.map { link in
      PictureLink(link, earlier: names[link.pair.earlier] ?? "", later: names[link.pair.later] ?? "")
    }.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
    report.unproven = unproven.map { candidate in
      let both = [names[candidate.pair.earlier] ?? "", names[candidate.pair.later] ?? ""].sorted()
      return UnprovenPair(a: both[0], b: both[1], shortlistScore: candidate.score)
    }.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
  }

  private func names(of pairs: [PicturePairKey]) throws(StorageError) -> [PictureID: String] {
    var names: [PictureID: String] = [:]
    try state.read { (snapshot) throws(StorageError) in
      for picture in Set(pairs.flatMap { [$0.earlier, $0.later] }) {
        names[picture] = try snapshot.summary(of: picture)?.name
      }
    }
    return names
  }
}
