/// Truths that lie in the numbers of the pictures' names.
enum NumberedTruth {
  /// 123400.jpg asks for 123401.jpg, 123402.jpg and so on.
  static func holidays(_ pictures: [String]) throws(EvaluationError) -> GroundTruth {
    let numbered = try numbers(of: pictures, prefix: "", digits: 6, example: "100000.jpg")
    let groups = Dictionary(grouping: numbered) { $0.number / 100 }
    let asking = numbered.filter { $0.number.isMultiple(of: 100) }
    let relevance = asking.map { query in
      let members = Set((groups[query.number / 100] ?? []).map(\.name))
      return Relevance(positives: members.subtracting([query.name]), junk: [query.name])
    }
    return truth(of: .holidays, asking: asking, relevance: relevance, pictures: numbered)
  }

  /// Each picture asks for the four of its group, itself among them.
  static func ukbench(_ pictures: [String]) throws(EvaluationError) -> GroundTruth {
    let numbered = try numbers(of: pictures, prefix: "ukbench", digits: 5, example: "ukbench00000.jpg")
    let groups = Dictionary(grouping: numbered) { $0.number / 4 }.mapValues { Set($0.map(\.name)) }
    let relevance = numbered.map { Relevance(positives: groups[$0.number / 4] ?? []) }
    return truth(of: .ukbench, asking: numbered, relevance: relevance, pictures: numbered)
  }

  private struct NumberedPicture {
    var name: String
    /// The file name without folder and suffix.
    var stem: Substring
    var number: Int
  }

  /// The pictures whose file names have such a number, by that number.
  private static func numbers(
    of pictures: [String], prefix: String, digits: Int, example: String
  ) throws(EvaluationError) -> [NumberedPicture] {
    let found = pictures.compactMap { name -> NumberedPicture? in
      let stem = PicturePath(name).stem
      let number = stem.dropFirst(prefix.count)
      guard stem.hasPrefix(prefix), number.utf8.count == digits, number.utf8.allSatisfy(PicturePath.isDigit)
      else { return nil }
      return Int(number).map { NumberedPicture(name: name, stem: stem, number: $0) }
    }.sorted { $0.number < $1.number }
    guard !found.isEmpty else { throw EvaluationError("no picture has a name like \(example)") }
    for (one, other) in zip(found, found.dropFirst()) where one.number == other.number {
      throw EvaluationError("two pictures have the same number: \(one.name) and \(other.name)")
    }
    return found
  }

  private static func truth(
    of benchmark: Benchmark, asking: [NumberedPicture], relevance: [Relevance], pictures: [NumberedPicture]
  ) -> GroundTruth {
    GroundTruth(
      benchmark: benchmark,
      queries: asking.map { GroundTruth.Query(name: String($0.stem), picture: $0.name) },
      setups: [GroundTruth.Setup(name: "", relevance: relevance)], pictures: pictures.map(\.name))
  }
}
