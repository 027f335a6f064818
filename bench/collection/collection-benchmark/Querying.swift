import Core
import InvertedFile

/// Opens a collection and asks it for generated pictures, on one thread.
struct Querying {
  let arguments: Arguments

  func run() throws -> String {
    let pictures = GeneratedPictures(
      featureCount: arguments.number("features", 1000), wordCount: arguments.number("words", 65536),
      exponent: arguments.fraction("exponent", 1))
    let start = ContinuousClock.now
    let index = try IndexFolder(path: arguments.folder).open(writable: false)
    let count = Int(try index.snapshot().totals.nextPicture)
    let queries = queries(among: count)
    let opened = (ContinuousClock.now - start) / .milliseconds(1)
    var milliseconds: [Double] = []
    var found = 0
    var firstAnswer = 0.0
    for number in queries {
      let query = query(pictures.features(number))
      var shortlist: Shortlist?
      milliseconds.append(
        1000 * (try stopwatch { shortlist = try index.snapshot().shortlist(for: query, options: options) }))
      if firstAnswer == 0 { firstAnswer = (ContinuousClock.now - start) / .milliseconds(1) }
      let places = shortlist?.pictures.prefix(2).map { Int($0.picture.rawValue) } ?? []
      if let original = pictures.original(of: number), Set(places) == [number, original] { found += 1 }
    }
    return report(opened, firstAnswer, milliseconds, found, queries.count)
  }

  /// Near-copies, spread over the collection; a small one's few are asked for again.
  private func queries(among pictureCount: Int) -> [Int] {
    let copies = max(1, pictureCount / 1000)
    let wanted = arguments.number("queries", 50)
    return (0..<wanted).map { 1000 * (copies >= wanted ? $0 * (copies / wanted) : $0 % copies) + 999 }
      .filter { $0 < pictureCount }
  }

  private var options: ShortlistOptions {
    var options = ShortlistOptions()
    if arguments.text("scoring", "hamming") == "bow" { options.kernel = .bagOfWords(.cosine) }
    options.stopShare = arguments.fraction("stop-share", options.stopShare)
    return options
  }

  /// Each feature in its word and, for several words a feature, in words that follow it.
  private func query(_ features: IndexedFeatures) -> ShortlistQuery {
    let each = arguments.number("words-per-feature", 1)
    let wordCount = UInt32(arguments.number("words", 65536))
    let words = features.words.flatMap { word in (0..<each).map { (word + UInt32(7919 * $0)) % wordCount } }
    let signatures = features.signatures.flatMap { [UInt64](repeating: $0, count: each) }
    return .words(QueryWords(words: words, signatures: signatures, wordsPerFeature: each))
  }

  private func report(_ opened: Double, _ first: Double, _ all: [Double], _ found: Int, _ count: Int)
    -> String
  {
    var json = JSONWriter()
    json.object { json in
      json.member("processorPath", processorPathInUse)
      json.member("openedMilliseconds", opened)
      json.member("firstAnswerMilliseconds", first)
      json.member("queries", count)
      json.member("medianMilliseconds", all.sorted()[all.count / 2])
      json.member("slowestMilliseconds", all.max() ?? 0)
      json.member("pairsFound", found)
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
