extension GroundTruth {
  /// The truth as its makers publish it.
  ///
  /// - `oxford5k`, `paris6k`: the folder of `NAME_query.txt`, `_good.txt`, `_ok.txt` and `_junk.txt`.
  /// - `roxford5k`, `rparis6k`: the file `gnd_….pkl`, or the same as JSON.
  /// - `groups`: a table `name,group`.
  ///
  /// The others have their truth in the names of the pictures: see `of(_:pictures:)`.
  public static func read(_ benchmark: Benchmark, from path: String) throws(EvaluationError) -> GroundTruth {
    switch benchmark {
    case .oxford5k, .paris6k: try OxfordTruth(folder: path).groundTruth(of: benchmark)
    case .roxford5k, .rparis6k: try RevisitedTruth.read(benchmark, from: path)
    case .groups: try GroupTable(path: path).groundTruth(of: benchmark)
    case .holidays, .ukbench:
      throw EvaluationError(
        path: path, "the truth of \(benchmark.rawValue) lies in the names of its pictures, not in a file")
    }
  }

  /// The truth that lies in the names of the pictures; its names are the names given.
  ///
  /// - `holidays`: `NNNNNN.jpg`; the number divided by 100 is the group, and 0 as the rest is its query, which is junk
  ///   among its own answers.
  /// - `ukbench`: `ukbenchNNNNN.jpg`, four and four; every picture asks, and is one of its answers.
  /// - `groups`: a folder for each group; every picture with company asks, and is junk among its own answers.
  ///
  /// Pictures whose names say nothing belong to no group; a collection may have any number of them.
  public static func of(_ benchmark: Benchmark, pictures: some Sequence<String>) throws(EvaluationError)
    -> GroundTruth
  {
    switch benchmark {
    case .holidays: try NumberedTruth.holidays(Set(pictures).sorted())
    case .ukbench: try NumberedTruth.ukbench(Set(pictures).sorted())
    case .groups: try FolderGroups.truth(of: benchmark, pictures: Set(pictures).sorted())
    case .oxford5k, .paris6k, .roxford5k, .rparis6k:
      throw EvaluationError(
        "the truth of \(benchmark.rawValue) lies in files, not in the names of its pictures")
    }
  }
}
