import CKernels
import Core

/// The steps of learning by triplets: a square map W of vectors of both kinds, such that a question's cosine with its answer is larger than that with a stranger
/// by a margin,
///
///     loss = max(0, margin − cos(W q, W a) + cos(W q, W s)),
///
/// by stochastic gradient descent on small batches. W begins as the identity and is drawn back to it all the time: what is learnt of
/// some kinds of things has to serve others.
struct TripletMargin {
  private static let margin: Float = 0.3
  /// Of a step, against the mean slope of a batch.
  private static let rate: Float = 1
  /// How strongly W is drawn to the identity.
  private static let shrinkage: Float = 0.2
  private static let tripletsPerBatch = 64
  private static let batchesPerRound = 40
  /// Rounds without a better map, after which no more are made.
  private static let patience = 4
  /// Of so many strangers the most similar one is taken.
  private static let strangers = 4
  private static let heldOutTriplets = 1000

  /// Rows of length 1.
  private let questions, answers: Matrix<Float>
  private let learnt: TripletPart
  private let heldOut: [Triplet]
  private let width: Int
  /// A row for each number that comes out.
  private var elements: [Float]
  private var generator: SeededGenerator

  /// `nil` where no triplet can be made.
  init?(_ examples: TripletExamples, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let indices = (examples.partners.indices, 0..<examples.answers.rowCount)
    let whole = TripletPart(of: examples, questions: Array(indices.0), answers: Array(indices.1))
    guard let whole else { return nil }
    // Of very few examples all are learnt from and looked at.
    let parts = TripletPart.split(examples, &generator) ?? (learnt: whole, heldOut: whole)
    learnt = parts.learnt
    heldOut = (0..<Self.heldOutTriplets).map { _ in parts.heldOut.draw(strangers: 1, &generator) }
    questions = Self.unitRows(examples.questions)
    answers = Self.unitRows(examples.answers)
    width = questions.columnCount
    elements = Self.identity(width)
    self.generator = generator
  }

  private static func unitRows(_ rows: Matrix<Float>) -> Matrix<Float> {
    let width = rows.columnCount
    var elements = rows.elements
    elements.withUnsafeMutableBufferPointer { elements in
      guard let start = elements.baseAddress else { return }
      for row in 0..<rows.rowCount { VectorNorms.normalise(start + row * width, count: width) }
    }
    return Matrix(columnCount: width, elements: elements)
  }

  private static func identity(_ width: Int) -> [Float] {
    (0..<width * width).map { $0 / width == $0 % width ? 1 : 0 }
  }

  /// How well a map does on triplets that it didn't learn from.
  private struct Trial {
    var loss: Double
    /// The share of triplets whose stranger is nearer than the answer.
    var wrong: Double
  }

  /// The best map of all rounds on what was held out, the identity among them; and the shares of wrong triplets there, before the first round and behind each.
  mutating func run(rounds: Int) -> (weights: Matrix<Float>, wrong: [Double]) {
    var best = (trial: trial(elements), elements: elements, round: 0)
    var wrong = [best.trial.wrong]
    for round in 1..<rounds + 1 where round - best.round <= Self.patience {
      let mean = self.round()
      let trial = trial(mean)
      wrong.append(trial.wrong)
      if trial.loss < best.trial.loss { best = (trial, mean, round) }
    }
    return (Matrix(columnCount: width, elements: best.elements), wrong)
  }

  /// Some steps; the mean of the maps behind them, which is steadier than the last one.
  private mutating func round() -> [Float] {
    var mean = [Float](repeating: 0, count: elements.count)
    for _ in 0..<Self.batchesPerRound {
      step()
      for place in mean.indices { mean[place] += elements[place] / Float(Self.batchesPerRound) }
    }
    return mean
  }

  private mutating func step() {
    var slope = [Float](repeating: 0, count: elements.count)
    for _ in 0..<Self.tripletsPerBatch {
      add(learnt.draw(strangers: Self.strangers, &generator), to: &slope)
    }
    let share = Self.rate / Float(Self.tripletsPerBatch)
    for place in elements.indices {
      elements[place] -= share * slope[place] + Self.rate * Self.shrinkage * elements[place]
    }
    for row in 0..<width { elements[row * width + row] += Self.rate * Self.shrinkage }
  }

  /// A row, its image made of length 1, and how long that was.
  private struct Image {
    var source, unit: [Float]
    var length: Float
  }

  private func image(_ source: ArraySlice<Float>, by elements: [Float]) -> Image {
    let source = Array(source)
    var unit = [Float](repeating: 0, count: width)
    elements.withUnsafeBufferPointer { weights in
      source.withUnsafeBufferPointer { source in
        guard let weights = weights.baseAddress, let source = source.baseAddress else { return }
        for row in 0..<width { unit[row] = VectorNorms.product(weights + row * width, source, count: width) }
      }
    }
    let length = max(1e-12, Self.product(unit, unit).squareRoot())
    for place in unit.indices { unit[place] /= length }
    return Image(source: source, unit: unit, length: length)
  }

  private static func product(_ a: [Float], _ b: [Float]) -> Float {
    a.withUnsafeBufferPointer { first in
      b.withUnsafeBufferPointer { second in
        guard let first = first.baseAddress, let second = second.baseAddress else { return 0 }
        return VectorNorms.product(first, second, count: a.count)
      }
    }
  }

  /// The slope of one triplet's loss with its most similar stranger, which is 0 beyond the margin.
  private func add(_ triplet: Triplet, to slope: inout [Float]) {
    let question = image(questions[triplet.question], by: elements)
    let answer = image(answers[triplet.answer], by: elements)
    var nearest: (image: Image, cosine: Float)?
    for stranger in triplet.strangers {
      let image = image(answers[stranger], by: elements)
      let cosine = Self.product(question.unit, image.unit)
      if cosine > nearest?.cosine ?? -.infinity { nearest = (image, cosine) }
    }
    guard let stranger = nearest,
      Self.margin - Self.product(question.unit, answer.unit) + stranger.cosine > 0
    else { return }
    let pull = zip(stranger.image.unit, answer.unit).map { $0 - $1 }
    add(pull, at: question, to: &slope)
    add(question.unit.map { -$0 }, at: answer, to: &slope)
    add(question.unit, at: stranger.image, to: &slope)
  }

  /// With the slope g at a unit vector y = W z / n, that at W is (g − (g·y) y) zᵀ / n.
  private func add(_ pull: [Float], at image: Image, to slope: inout [Float]) {
    guard let accumulate = kernels.accumulate else { return }
    let along = Self.product(pull, image.unit)
    slope.withUnsafeMutableBufferPointer { slope in
      guard let start = slope.baseAddress else { return }
      for row in 0..<width {
        let weight = (pull[row] - along * image.unit[row]) / image.length
        accumulate(image.source, weight, width, start + row * width)
      }
    }
  }

  private func trial(_ elements: [Float]) -> Trial {
    var trial = Trial(loss: 0, wrong: 0)
    let share = 1 / Double(heldOut.count)
    for triplet in heldOut {
      let question = image(questions[triplet.question], by: elements).unit
      let answer = Self.product(question, image(answers[triplet.answer], by: elements).unit)
      let stranger = Self.product(question, image(answers[triplet.strangers[0]], by: elements).unit)
      trial.loss += Double(max(0, Self.margin - answer + stranger)) * share
      if stranger > answer { trial.wrong += share }
    }
    return trial
  }
}
