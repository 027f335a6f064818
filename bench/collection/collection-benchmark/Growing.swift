import Core
import Glibc
import InvertedFile

/// Puts generated pictures into a collection, and tells how fast: words are given, so this is the inverted file alone.
struct Growing {
  let arguments: Arguments

  func run() throws -> String {
    let pictures = GeneratedPictures(
      featureCount: arguments.number("features", 1000), wordCount: arguments.number("words", 65536),
      exponent: arguments.fraction("exponent", 1), vectorDimension: arguments.number("vectors", 0))
    let isLean = arguments.text("kind", "full") == "lean"
    let index = try open(wordCount: arguments.number("words", 65536), isLean: isLean)
    try setChannel(pictures.channel, of: index)
    let first = Int(try index.snapshot().totals.nextPicture)
    let total = arguments.number("pictures", 1000)
    let atOnce = max(1, arguments.number("batch", 2_000_000) / pictures.featureCount)
    var seconds: [Double] = []
    for start in stride(from: first, to: total, by: atOnce) {
      let batch = Parallel.map(count: min(atOnce, total - start), jobs: Parallel.processorCount) { place in
        let picture = pictures.picture(start + place)
        return isLean ? lean(picture) : picture
      }
      seconds.append(try stopwatch { try index.apply(IndexChange(additions: batch)) })
    }
    return try report(index, added: total - first, pictures.featureCount, seconds)
  }

  private func setChannel(_ channel: ChannelSettings?, of index: InvertedIndex) throws {
    guard let channel, try index.snapshot().channelSettings() == nil else { return }
    var change = IndexChange()
    change.channels[.pictures] = .set(channel)
    try index.apply(change)
  }

  private func lean(_ picture: NewPicture) -> NewPicture {
    var picture = picture
    picture.features = IndexedFeatures(words: picture.features.words)
    return picture
  }

  private func open(wordCount: Int, isLean: Bool) throws -> InvertedIndex {
    let folder = IndexFolder(path: arguments.folder)
    if folder.exists { return try folder.open(writable: true) }
    mkdir(arguments.folder, 0o777)
    return try folder.create(
      settings: IndexSettings(
        vocabularyFingerprint: String(repeating: "0", count: 32), vocabularyPath: "none",
        wordCount: wordCount,
        recipe: Recipe([Property("detector", "none")]), keepsSignatures: !isLean))
  }

  private func report(
    _ index: InvertedIndex, added: Int, _ featureCount: Int, _ seconds: [Double]
  ) throws -> String {
    let snapshot = try index.snapshot()
    let vectorCount = try snapshot.vectorCount()
    let vectorBytes = try snapshot.storedByteCounts().first { $0.table == .vectors }?.bytes ?? 0
    var json = JSONWriter()
    json.object { json in
      json.member("pictures", Int(snapshot.totals.pictures))
      json.member("features", Int(snapshot.totals.features))
      json.member("secondsOfTransactions", seconds.reduce(0, +))
      json.member("featuresASecond", Double(added * featureCount) / max(1e-9, seconds.reduce(0, +)))
      json.key("secondsOfEach")
      json.array { json in
        for second in seconds { json.value(second) }
      }
      json.member("fileBytes", index.environment.fileByteCount)
      json.member(
        "bytesAFeature", Double(index.environment.fileByteCount) / Double(max(1, snapshot.totals.features)))
      if vectorCount > 0 {
        json.member("vectors", vectorCount)
        json.member("bytesAVector", Double(vectorBytes) / Double(vectorCount))
      }
      json.member("peakResidentBytes", Resident.peakByteCount)
      json.member("residentBeyondTheMapBytes", Resident.anonymousPeakByteCount)
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

/// How long something takes.
func stopwatch(_ body: () throws -> Void) rethrows -> Double {
  let start = ContinuousClock.now
  try body()
  return (ContinuousClock.now - start) / .seconds(1)
}
