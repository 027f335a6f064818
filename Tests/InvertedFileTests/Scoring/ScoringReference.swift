import Foundation
import InvertedFile

/// Scores as their definitions say, picture by picture and slowly.
struct ScoringReference {
  let pictures: [NewPicture]

  /// ln((N + 1) / n) / ln(N + 1).
  func weight(of word: UInt32) -> Double {
    let n = pictures.count { $0.features.words.contains(word) }
    guard n > 0 else { return 0 }
    return log(Double(pictures.count + 1) / Double(n)) / log(Double(pictures.count + 1))
  }

  func hamming(_ query: IndexedFeatures, _ options: ShortlistOptions) -> [Double] {
    var scores = [Double](repeating: 0, count: pictures.count)
    for (word, signature) in zip(query.words, query.signatures) {
      let weights = pictures.map { picture in
        zip(picture.features.words, picture.features.signatures).compactMap { other, its -> Double? in
          let d = (signature ^ its).nonzeroBitCount
          guard other == word, d <= options.threshold else { return nil }
          let i = weight(of: word)
          return i * i * exp(-Double(d * d) / (options.sigma * options.sigma))
        }
      }
      let total = weights.joined().reduce(0, +)
      for (picture, ws) in weights.enumerated() {
        let sum = ws.reduce(0, +)
        for w in ws {
          var w = w
          if options.burstiness == .within || options.burstiness == .both { w *= (w / sum).squareRoot() }
          if options.burstiness == .across || options.burstiness == .both { w /= total.squareRoot() }
          scores[picture] += w
        }
      }
    }
    return pictures.indices.map {
      scores[$0] / (Double(query.count) * Double(pictures[$0].features.count)).squareRoot()
    }
  }

  /// A dense vector of norm 1.
  private func vector(_ words: [UInt32], exponent: Double) -> [Double] {
    var vector = [Double](repeating: 0, count: RandomPictures.wordCount)
    for word in words { vector[Int(word)] += weight(of: word) }
    let norm = pow(vector.reduce(0) { $0 + pow($1, exponent) }, 1 / exponent)
    return vector.map { $0 / norm }
  }

  func bagOfWords(_ query: [UInt32], _ distance: ShortlistOptions.VectorDistance) -> [Double] {
    let p = distance.exponent
    let a = vector(query, exponent: p)
    return pictures.map { picture in
      let b = vector(picture.features.words, exponent: p)
      switch distance {
      case .cosine: return zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
      case .minkowski: return 1 - zip(a, b).reduce(0) { $0 + pow(abs($1.0 - $1.1), p) } / 2
      }
    }
  }

  func selectiveMatch(_ query: [(word: UInt32, signature: WideSignature)]) -> [Double] {
    pictures.map { picture in
      let own = zip(picture.features.distinctWords, picture.aggregates)
      let sum = own.reduce(0.0) { sum, entry in
        guard let match = query.first(where: { $0.word == entry.0 }) else { return sum }
        let d =
          (match.signature.low ^ entry.1.low).nonzeroBitCount
          + (match.signature.high ^ entry.1.high).nonzeroBitCount
        let u = 1 - Double(d) / 64
        return sum + (u > 0 ? pow(weight(of: entry.0), 2) * u * u * u : 0)
      }
      return sum / (Double(query.count) * Double(picture.features.distinctWordCount)).squareRoot()
    }
  }
}
