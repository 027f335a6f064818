/// From the postings of one picture to the features of its record: their numbers, and where the kept ones are.
///
/// One value serves any number of pictures one after the other and keeps its memory.
struct CandidateRecord: ~Copyable {
  private let plan: WordPlan
  private let options: CorrespondenceOptions
  /// The words of the record's features.
  private var words: [UInt32] = []
  /// The feature of each found posting.
  private var features: [UInt32] = []
  /// The found postings by query feature, those of one in the order of words, and where the next one goes.
  private var order: [Int32] = []
  private var next: [Int32]
  /// What is kept of them.
  private var kept: [Int32] = []

  init(queryFeatureCount: Int, plan: WordPlan, options: CorrespondenceOptions) {
    self.plan = plan
    self.options = options
    next = [Int32](repeating: 0, count: queryFeatureCount + 1)
  }
}

extension CandidateRecord {
  /// Appends the matches of a picture whose postings were found, in the order of words.
  mutating func append(
    _ found: ArraySlice<CandidatePostings.Found>, of record: FeatureRecord, width: Int, height: Int,
    to matches: inout [CandidateMatches.Match]
  ) throws(InvertedFileError) {
    guard let kind = record.geometryKind else { throw .damaged("a record of features has no geometry") }
    try number(found, in: record)
    sortByQueryFeature(found)
    chooseByQueryFeature(found)
    chooseByPicture(found)
    for place in kept {
      let match = found[found.startIndex + Int(place)]
      let feature = features[Int(place)]
      guard let bits = record.packedGeometry(of: Int(feature)) else { continue }
      matches.append(
        CandidateMatches.Match(
          queryFeature: match.queryFeature, feature: feature, distance: match.distance,
          weight: plan.words[Int(match.word)].weight,
          geometry: FeatureGeometry(packed: bits, kind, width: width, height: height)))
    }
  }

  /// The k-th posting of a word is the k-th feature of that word; both rise, so one walk finds all.
  private mutating func number(
    _ found: ArraySlice<CandidatePostings.Found>, in record: FeatureRecord
  ) throws(InvertedFileError) {
    words = try record.words()
    features.removeAll(keepingCapacity: true)
    var first = 0
    for match in found {
      let word = plan.words[Int(match.word)].word
      while first < words.count, words[first] < word { first += 1 }
      let feature = first + Int(match.ordinal)
      guard feature < words.count, words[feature] == word else {
        throw .damaged("a posting of word \(word) belongs to no feature of its picture")
      }
      features.append(UInt32(truncatingIfNeeded: feature))
    }
  }

  /// A counting sort.
  private mutating func sortByQueryFeature(_ found: ArraySlice<CandidatePostings.Found>) {
    for feature in next.indices { next[feature] = 0 }
    for match in found { next[Int(match.queryFeature) + 1] += 1 }
    for feature in next.indices.dropFirst() { next[feature] += next[feature - 1] }
    if order.count < found.count { order = [Int32](repeating: 0, count: found.count) }
    for (place, match) in found.enumerated() {
      order[Int(next[Int(match.queryFeature)])] = Int32(truncatingIfNeeded: place)
      next[Int(match.queryFeature)] += 1
    }
  }

  /// Keeps the nearest matches of each query feature, sorted by distance; of equal ones the first.
  private mutating func chooseByQueryFeature(_ found: ArraySlice<CandidatePostings.Found>) {
    kept.removeAll(keepingCapacity: true)
    var (start, last) = (0, UInt32.max)
    for place in order.prefix(found.count) {
      let match = found[found.startIndex + Int(place)]
      if match.queryFeature != last { (start, last) = (kept.count, match.queryFeature) }
      var rank = kept.count
      while rank > start, found[found.startIndex + Int(kept[rank - 1])].distance > match.distance {
        rank -= 1
      }
      guard rank - start < options.mostPerFeature else { continue }
      kept.insert(place, at: rank)
      if kept.count - start > options.mostPerFeature { kept.removeLast() }
    }
  }

  /// Keeps the nearest matches of the picture, in their order; of equal ones the first.
  private mutating func chooseByPicture(_ found: ArraySlice<CandidatePostings.Found>) {
    guard kept.count > options.mostPerPicture else { return }
    func distance(_ place: Int32) -> Int { Int(found[found.startIndex + Int(place)].distance) }
    var counts = [Int](repeating: 0, count: 65)
    for place in kept { counts[distance(place)] += 1 }
    // All that are nearer than `bar`, and of those at it as many as there is room for.
    var (bar, room) = (0, options.mostPerPicture)
    while counts[bar] <= room {
      room -= counts[bar]
      bar += 1
    }
    kept.removeAll { place in
      guard distance(place) == bar else { return distance(place) > bar }
      room -= 1
      return room < 0
    }
  }
}
