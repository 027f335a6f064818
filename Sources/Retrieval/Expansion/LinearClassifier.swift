import Core
import InvertedFile

/// A linear support vector machine, taught on the spot.
///
/// The weights w are those of least
///
///     ½ |w|² + C Σ max(0, 1 − yᵢ w·xᵢ)    yᵢ = 1 for positive examples, −1 for negative ones
///
/// found in the dual by coordinate descent (Hsieh et al. 2008): w = Σ αᵢ yᵢ xᵢ, and one αᵢ after the other goes to where its
/// gradient is zero, or to the end of 0…C that is nearest. A further component, 1 in every example, makes the bias. Examples
/// come in an order that is shuffled for each round from a fixed seed, so the same examples give the same weights.
struct LinearClassifier: Sendable {
  struct Example: Sendable {
    let vector: WordVector
    let isPositive: Bool
  }

  /// C; vectors have length 1, and all values of a wide range give the same ranking.
  private static let cost: Float = 1
  private static let mostRounds = 100
  /// When no α moves by more, that is that.
  private static let leastStep: Float = 1e-4

  /// Of each word.
  private(set) var weights: [Float]
  private(set) var bias: Float = 0

  /// Positive examples, of which there are few, weigh as much as the negative ones together.
  init(_ examples: [Example], wordCount: Int) {
    weights = [Float](repeating: 0, count: wordCount)
    let positives = examples.count { $0.isPositive }
    let balance = Float(max(1, examples.count - positives)) / Float(max(1, positives))
    var alphas = [Float](repeating: 0, count: examples.count)
    let diagonal = examples.map { $0.vector.numbers.reduce(1) { $0 + $1 * $1 } }
    var generator = SeededGenerator(seed: 1)
    var order = Array(examples.indices)
    for _ in 0..<Self.mostRounds {
      order.shuffle(using: &generator)
      var greatest: Float = 0
      for place in order {
        let (example, sign): (Example, Float) = (examples[place], examples[place].isPositive ? 1 : -1)
        let gradient = sign * value(of: example.vector) - 1
        let limit = Self.cost * (example.isPositive ? balance : 1)
        let alpha = min(max(alphas[place] - gradient / diagonal[place], 0), limit)
        greatest = max(greatest, abs(alpha - alphas[place]))
        add(example.vector, times: sign * (alpha - alphas[place]))
        alphas[place] = alpha
      }
      guard greatest > Self.leastStep else { break }
    }
  }

  /// w·x and the bias: above 0 for what is like the positive examples.
  func value(of vector: WordVector) -> Float {
    zip(vector.words, vector.numbers).reduce(bias) { $0 + weights[Int($1.0)] * $1.1 }
  }

  private mutating func add(_ vector: WordVector, times factor: Float) {
    guard factor != 0 else { return }
    for (word, number) in zip(vector.words, vector.numbers) { weights[Int(word)] += factor * number }
    bias += factor
  }
}
