import Core
import InvertedFile
import Testing

@testable import Retrieval

@Suite("A linear classifier") struct LinearClassifierTests {
  private static let wordCount = 40

  private static func example(_ numbers: [UInt32: Float], _ isPositive: Bool) -> LinearClassifier.Example {
    let words = numbers.keys.sorted()
    return LinearClassifier.Example(
      vector: WordVector(words: words, numbers: words.map { numbers[$0] ?? 0 }), isPositive: isPositive)
  }

  /// Unit vectors of some words each, positive ones rather of the first words.
  private static func examples(_ count: Int, seed: UInt64) -> [LinearClassifier.Example] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { number in
      let isPositive = number % 5 == 0
      var numbers: [UInt32: Float] = [:]
      for _ in 0..<6 {
        let word = UInt32.random(in: 0..<UInt32(isPositive ? wordCount / 2 : wordCount), using: &generator)
        numbers[word] = Float.random(in: 0.5...1, using: &generator)
      }
      let norm = numbers.values.map { $0 * $0 }.sorted().reduce(0, +).squareRoot()
      return example(numbers.mapValues { $0 / norm }, isPositive)
    }
  }

  @Test("two opposite examples are parted half-way")
  func two() {
    let classifier = LinearClassifier(
      [Self.example([3: 1], true), Self.example([7: 1], false)], wordCount: 10)
    #expect(abs(classifier.weights[3] - 1) < 1e-3 && abs(classifier.weights[7] + 1) < 1e-3)
    #expect(abs(classifier.bias) < 1e-3)
    #expect(classifier.weights.indices.allSatisfy { $0 == 3 || $0 == 7 || classifier.weights[$0] == 0 })
  }

  @Test("what all examples have tells nothing")
  func shared() {
    let side = Float(0.5).squareRoot()
    let classifier = LinearClassifier(
      [Self.example([1: side, 3: side], true), Self.example([1: side, 7: side], false)], wordCount: 10)
    #expect(abs(classifier.weights[1]) < 1e-3 && classifier.weights[3] > 0.5)
    #expect(abs(classifier.weights[3] + classifier.weights[7]) < 1e-3)
  }

  /// The function that is to be least, with positive examples weighed up.
  private func cost(
    _ weights: [Float], _ bias: Float, _ examples: [LinearClassifier.Example]
  ) -> Double {
    let positives = examples.count { $0.isPositive }
    let balance = Double(examples.count - positives) / Double(positives)
    let norm = weights.reduce(Double(bias * bias)) { $0 + Double($1 * $1) }
    return examples.reduce(norm / 2) { sum, example in
      let value = zip(example.vector.words, example.vector.numbers).reduce(bias) {
        $0 + weights[Int($1.0)] * $1.1
      }
      let loss = max(0, 1 - Double(example.isPositive ? value : -value))
      return sum + loss * (example.isPositive ? balance : 1)
    }
  }

  @Test("no weights near by, and not those of the mean, cost less", arguments: [1, 2, 3])
  func optimum(seed: UInt64) {
    let examples = Self.examples(60, seed: seed)
    let classifier = LinearClassifier(examples, wordCount: Self.wordCount)
    let least = cost(classifier.weights, classifier.bias, examples)
    #expect(least < cost([Float](repeating: 0, count: Self.wordCount), 0, examples))
    var generator = SeededGenerator(seed: 100 + seed)
    for size: Float in [0.003, 0.03, 0.3] {
      for _ in 0..<50 {
        let weights = classifier.weights.map { $0 + Float.random(in: -size...size, using: &generator) }
        let bias = classifier.bias + Float.random(in: -size...size, using: &generator)
        #expect(cost(weights, bias, examples) > least - 1e-3)
      }
    }
  }

  @Test("the same examples give the same weights, and examples need not be of both kinds")
  func repeatable() {
    let examples = Self.examples(60, seed: 9)
    let first = LinearClassifier(examples, wordCount: Self.wordCount)
    #expect(first.weights == LinearClassifier(examples, wordCount: Self.wordCount).weights)
    let positive = LinearClassifier(examples.filter(\.isPositive), wordCount: Self.wordCount)
    #expect(positive.weights.allSatisfy { $0 >= 0 } && positive.weights.contains { $0 > 0 })
    let none = LinearClassifier([], wordCount: 3)
    #expect(none.weights == [0, 0, 0] && none.bias == 0)
  }
}
