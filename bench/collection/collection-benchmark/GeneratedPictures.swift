import Core
import InvertedFile

/// Pictures without pictures: words drawn by a power law, signatures and places by chance. Each is made from the seed and its
/// number alone. Every thousandth is a near-copy of the one 500 before: most of its features, in signatures that differ in a few bits.
struct GeneratedPictures {
  let featureCount: Int
  /// Numbers of a vector; 0: pictures have none.
  let vectorDimension: Int
  private let words: PowerLaw
  private let seed: UInt64

  private static let period = 1000
  private static let distance = 500
  /// Features that a copy keeps, of a thousand.
  private static let kept = 600

  init(featureCount: Int, wordCount: Int, exponent: Double, vectorDimension: Int = 0, seed: UInt64 = 1) {
    self.featureCount = featureCount
    self.vectorDimension = vectorDimension
    words = PowerLaw(count: wordCount, exponent: exponent)
    self.seed = seed
  }

  /// The picture that this one is a near-copy of.
  func original(of number: Int) -> Int? {
    number % Self.period == Self.period - 1 ? number - Self.distance : nil
  }

  func picture(_ number: Int) -> NewPicture {
    NewPicture(
      name: "generated/\(number).jpg", content: ContentID(high: seed, low: UInt64(number)),
      fileByteCount: 100_000,
      width: 1024, height: 768, features: features(number),
      vectors: vector(number).map { [.pictures: $0] } ?? [:])
  }

  /// Numbers by chance, of length 1 about.
  func vector(_ number: Int) -> PictureVector? {
    guard vectorDimension > 0 else { return nil }
    var random = SeededGenerator(seed: seed, stream: UInt64(number) | 1 << 40)
    return PictureVector(
      numbers: (0..<vectorDimension).map { _ in Int8(truncatingIfNeeded: random.next()) },
      scale: 1 / (73 * Float(vectorDimension).squareRoot()))
  }

  /// What the vectors are said to come from; `nil` where pictures have none.
  var channel: ChannelSettings? {
    guard vectorDimension > 0 else { return nil }
    return ChannelSettings(
      fingerprint: String(repeating: "0", count: 32), name: "none", path: "none", dimension: vectorDimension)
  }

  func features(_ number: Int) -> IndexedFeatures {
    var random = SeededGenerator(seed: seed, stream: UInt64(number))
    var features = (0..<featureCount).map { _ in (word: words.draw(&random), signature: random.next()) }
    if let original = original(of: number) {
      let model = self.features(original)
      for place in features.indices where random.index(below: 1000) < Self.kept {
        let flipped = (0..<8).reduce(UInt64(0)) { bits, _ in bits | 1 << UInt64(random.index(below: 64)) }
        features[place] = (model.words[place], model.signatures[place] ^ flipped)
      }
    }
    features.sort { ($0.word, $0.signature) < ($1.word, $1.signature) }
    return IndexedFeatures(
      words: features.map(\.word), signatures: features.map(\.signature),
      geometry: features.map { _ in random.next() >> 20 })
  }
}

/// Numbers 0 ..< count, the r-th as likely as (r + 1)^−exponent, by a table of aliases (Walker): constant time for each.
struct PowerLaw {
  private let shares: [Double]
  private let aliases: [UInt32]

  init(count: Int, exponent: Double) {
    let weights = (0..<count).map { powerOfTwo(-exponent * binaryLogarithm(Double($0 + 1))) }
    let sum = weights.reduce(0, +)
    var shares = weights.map { $0 / sum * Double(count) }
    var aliases = (0..<count).map { UInt32($0) }
    var small = shares.indices.filter { shares[$0] < 1 }
    var large = shares.indices.filter { shares[$0] >= 1 }
    while let less = small.popLast(), let more = large.popLast() {
      aliases[less] = UInt32(more)
      shares[more] -= 1 - shares[less]
      if shares[more] < 1 { small.append(more) } else { large.append(more) }
    }
    self.shares = shares
    self.aliases = aliases
  }

  func draw(_ random: inout SeededGenerator) -> UInt32 {
    let place = random.index(below: shares.count)
    let share = Double(random.next() >> 11) / Double(1 << 53)
    return share < shares[place] ? UInt32(place) : aliases[place]
  }
}
