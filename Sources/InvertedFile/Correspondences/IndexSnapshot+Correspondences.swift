import Storage

/// Fetching what geometry is verified with.
extension IndexSnapshot {
  /// The matches between the features of a query and those of some pictures, by words and signatures, with a threshold of their
  /// own: the postings of the query's words are walked a second time, with an eye for these pictures alone.
  ///
  /// The result is the same however pictures are distributed over blocks. `pictures` are alive, each stands once.
  ///
  /// - Precondition: the index keeps signatures and geometry.
  package func matches(
    of pictures: [PictureID], with query: QueryWords,
    options: CorrespondenceOptions = CorrespondenceOptions()
  ) throws(StorageError) -> CandidateMatches {
    precondition(index.settings.keepsSignatures, "a lean index has nothing to match")
    let plan = WordPlan(
      query, frequencies: try documentFrequencies(), pictureCount: Int(totals.pictures),
      options: options.shortlist)
    let (found, starts) = try postings(of: pictures, with: query, plan, options)
    var result = CandidateMatches()
    result.matches.reserveCapacity(min(found.count, pictures.count * options.mostPerPicture))
    var record = CandidateRecord(queryFeatureCount: query.featureCount, plan: plan, options: options)
    for (slot, picture) in pictures.enumerated() {
      let start = result.matches.count
      let size = try append(
        found[starts[slot]..<starts[slot + 1]], of: picture, through: &record, to: &result.matches)
      result.candidates.append(
        CandidateMatches.Candidate(
          picture: picture, width: size.width, height: size.height, range: start..<result.matches.count))
    }
    return result
  }

  /// Matching postings by candidate, and where each candidate's begin.
  private func postings(
    of pictures: [PictureID], with query: QueryWords, _ plan: WordPlan, _ options: CorrespondenceOptions
  ) throws(StorageError) -> (found: [CandidatePostings.Found], starts: [Int]) {
    var postings = CandidatePostings(candidates: pictures, pictureCount: idCount)
    var cursor = try postingsCursor(.postings)
    var isThere = false
    for (place, word) in plan.words.enumerated() where !pictures.isEmpty {
      try forEachBlock(of: word.word, from: &cursor, &isThere) { (block) throws(InvertedFileError) in
        try postings.compare(
          block, with: query.entries[word.entries], word: place, threshold: options.threshold)
      }
    }
    return postings.sortedByCandidate()
  }

  /// Appends the matches of one picture; returns its size.
  private func append(
    _ found: ArraySlice<CandidatePostings.Found>, of picture: PictureID,
    through record: inout CandidateRecord,
    to matches: inout [CandidateMatches.Match]
  ) throws(StorageError) -> (width: Int, height: Int) {
    guard let entry = try transaction.entry(of: picture, in: environment) else {
      throw .damaged("picture \(picture.rawValue) has postings and no record", in: environment.folder)
    }
    let (width, height) = (entry.summary.width, entry.summary.height)
    guard width > 0, height > 0 else {
      throw .damaged("picture \(picture.rawValue) has no size", in: environment.folder)
    }
    guard !found.isEmpty else { return (width, height) }
    try transaction.withRecord(at: entry.record, in: environment) { (bytes) throws(InvertedFileError) in
      try record.append(
        found, of: try FeatureRecord(bytes), width: width, height: height, to: &matches)
    }
    return (width, height)
  }
}
