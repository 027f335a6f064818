import Core
import Glibc
import InvertedFile
import Synchronization

/// A writer that adds and removes pictures without a pause, and readers that ask all the while.
///
/// Pictures come and go as twins, both in one transaction, so an answer that has one of them is torn; pictures that were
/// there from the start never go, so an answer that lacks one of them failed; each has its own vector all the time.
struct Churning {
  let arguments: Arguments

  private static let permanent = 200
  private static let twins = 50

  func run() throws -> String {
    switch arguments.text("role", "writer") {
    case "writer": try write()
    default: try read()
    }
  }

  private var pictures: GeneratedPictures {
    GeneratedPictures(featureCount: 300, wordCount: 4096, exponent: 0.7, vectorDimension: 32)
  }

  /// Twins: the same features under two names.
  private func twins(_ number: Int) -> [NewPicture] {
    ["a", "b"].map { side in
      var picture = pictures.picture(100_000 + number)
      picture.name = "twin/\(number)\(side)"
      return picture
    }
  }

  /// Until `seconds` are over: some twins come, some go.
  private func write() throws -> String {
    mkdir(arguments.folder, 0o777)
    let folder = IndexFolder(path: arguments.folder)
    let index = try folder.exists ? folder.open(writable: true) : create(folder)
    var random = SeededGenerator(seed: 1)
    var inside: Set<Int> = []
    var transactions = 0
    let end = ContinuousClock.now + .seconds(arguments.number("seconds", 60))
    while ContinuousClock.now < end {
      let number = random.index(below: Self.twins)
      var change = IndexChange()
      if inside.remove(number) != nil {
        let snapshot = try index.snapshot()
        for side in ["a", "b"] {
          if let id = try snapshot.picture(named: "twin/\(number)\(side)") { change.removals.append(id) }
        }
      } else {
        inside.insert(number)
        change.additions = twins(number)
      }
      try index.apply(change)
      transactions += 1
    }
    return "{\"transactions\":\(transactions)}"
  }

  private func create(_ folder: IndexFolder) throws -> InvertedIndex {
    let index = try folder.create(
      settings: IndexSettings(
        vocabularyFingerprint: String(repeating: "0", count: 32), vocabularyPath: "none", wordCount: 4096,
        recipe: Recipe([Property("detector", "none")])))
    var change = IndexChange(additions: (0..<Self.permanent).map(pictures.picture))
    change.channels[.pictures] = pictures.channel.map { .set($0) }
    try index.apply(change)
    return index
  }

  /// Until `seconds` are over: a permanent picture, then a twin, and so on.
  private func read() throws -> String {
    let index = try IndexFolder(path: arguments.folder).open(writable: false)
    var random = SeededGenerator(seed: UInt64(arguments.number("seed", 1)), stream: 7)
    var (answers, failed, torn, wrong) = (0, 0, 0, 0)
    let end = ContinuousClock.now + .seconds(arguments.number("seconds", 60))
    while ContinuousClock.now < end {
      let number = random.index(below: Self.permanent)
      let names = try names(of: pictures.features(number), in: index)
      if names.first != "generated/\(number).jpg" { failed += 1 }
      let twin = random.index(below: Self.twins)
      let twins = try self.names(of: pictures.features(100_000 + twin), in: index).filter {
        ["twin/\(twin)a", "twin/\(twin)b"].contains($0)
      }
      if Set(twins).count == 1 { torn += 1 }
      wrong += try wrongVectors(of: [number, 100_000 + twin], in: index)
      answers += 2
    }
    return "{\"answers\":\(answers),\"failed\":\(failed),\"torn\":\(torn),\"wrongVectors\":\(wrong)}"
  }

  /// How many of these pictures and twins are there with another vector than theirs.
  private func wrongVectors(of numbers: [Int], in index: InvertedIndex) throws -> Int {
    let snapshot = try index.snapshot()
    var count = 0
    for number in numbers {
      let name = number < 100_000 ? "generated/\(number).jpg" : "twin/\(number - 100_000)a"
      guard let id = try snapshot.picture(named: name) else { continue }
      count += try snapshot.vector(of: id) == pictures.vector(number) ? 0 : 1
    }
    return count
  }

  private func names(of features: IndexedFeatures, in index: InvertedIndex) throws -> [String] {
    let snapshot = try index.snapshot()
    var options = ShortlistOptions()
    options.count = 10
    let words = QueryWords(words: features.words, signatures: features.signatures, wordsPerFeature: 1)
    let found = try snapshot.shortlist(for: .words(words), options: options)
    return try found.pictures.map { scored in
      guard let summary = try snapshot.summary(of: scored.picture) else {
        throw BenchmarkError("a result has no record")
      }
      return summary.name
    }
  }
}
