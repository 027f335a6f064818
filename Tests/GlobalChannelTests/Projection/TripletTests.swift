import Core
import Testing

@testable import GlobalChannel

/// Questions and answers that share a signal, each under a nuisance of its own that is twice as strong.
@Suite("Learning by triplets") struct TripletTests {
  private static let signals = 6
  private static let nuisances = 10
  private static let perGroup = 40

  /// Groups of pairs; the signal of a group lies around a centre.
  private static func examples(groups: Range<Int>, seed: UInt64 = 1) -> TripletExamples {
    var generator = SeededGenerator(seed: seed)
    var questions = Matrix<Float>(columnCount: signals + nuisances)
    var answers = questions
    var kinds: [Int] = []
    for group in groups {
      for _ in 0..<perGroup {
        let signal = (0..<signals).map { Float(generator.normal() + ($0 == group % signals ? 1 : 0)) }
        func row() -> [Float] { signal + (0..<nuisances).map { _ in Float(2 * generator.normal()) } }
        questions.append(row: row())
        answers.append(row: row())
        kinds.append(group)
      }
    }
    return TripletExamples(
      questions: questions, answers: answers, partners: kinds.indices.map { $0 }, questionGroups: kinds,
      answerGroups: kinds)
  }

  private static var options: ProjectionOptions {
    var options = ProjectionOptions()
    options.dimension = 16
    return options
  }

  /// The mean of 1 / rank of each question's answer among all.
  private static func reciprocalRank(
    _ examples: TripletExamples, _ project: ([Float]) -> [Float]?
  ) -> Double {
    let answers = (0..<examples.answers.rowCount).map { project(Array(examples.answers[$0])) ?? [] }
    let ranks = (0..<examples.questions.rowCount).map { question -> Double in
      let asked = project(Array(examples.questions[question])) ?? []
      let scores = answers.map { zip(asked, $0).reduce(0) { $0 + $1.0 * $1.1 } }
      return 1 / Double(scores.filter { $0 >= scores[question] }.count)
    }
    return ranks.reduce(0, +) / Double(ranks.count)
  }

  @Test("pairs of a group that nobody learnt from are found better")
  func unseenGroup() throws {
    let learnt = try #require(
      Projection.learnByTriplets(from: Self.examples(groups: 0..<3), options: Self.options))
    let unseen = Self.examples(groups: 4..<5, seed: 7)
    let before = Self.reciprocalRank(unseen) { $0.normalised() }
    let after = Self.reciprocalRank(unseen, learnt.projection.project)
    #expect(after > 1.3 * before, "\(before), then \(after)")
    #expect(learnt.wrong.count > 1 && (learnt.wrong.last ?? 1) < (learnt.wrong.first ?? 0), "\(learnt.wrong)")
  }

  @Test("without rounds, the principal components less the mean of the answers are left")
  func noRounds() throws {
    let examples = Self.examples(groups: 0..<2)
    var options = Self.options
    options.rounds = 0
    let result = try #require(Projection.learnByTriplets(from: examples, options: options))
    #expect(result.wrong.count == 1)
    let mean = PrincipalComponents.mean(of: examples.answers, jobs: 1)
    // With all directions kept, cosines are those of the vectors less the mean.
    let (a, b) = (Array(examples.questions[0]), Array(examples.answers[5]))
    func cosine(_ a: [Float]?, _ b: [Float]?) -> Float {
      zip(a ?? [], b ?? []).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let expected = cosine(
      zip(a, mean).map { $0 - $1 }.normalised(), zip(b, mean).map { $0 - $1 }.normalised())
    let found = cosine(result.projection.project(a), result.projection.project(b))
    #expect(abs(found - expected) < 0.01)
  }

  @Test("without partners, groups are learnt")
  func groupsAlone() throws {
    var examples = Self.examples(groups: 0..<3)
    examples.partners = examples.partners.map { _ in nil }
    let learnt = try #require(Projection.learnByTriplets(from: examples, options: Self.options))
    #expect((learnt.wrong.min() ?? 1) < (learnt.wrong.first ?? 0) - 0.01, "\(learnt.wrong)")
  }

  @Test("the same seed gives the same map for any number of jobs, another seed another one")
  func jobs() throws {
    let examples = Self.examples(groups: 0..<2)
    func learn(seed: UInt64, jobs: Int) throws -> Projection {
      var options = Self.options
      (options.seed, options.jobs) = (seed, jobs)
      return try ProjectionTraining(options: options).learn(from: examples).projection
    }
    let first = try learn(seed: 1, jobs: 1)
    #expect(try learn(seed: 1, jobs: 3) == first)
    #expect(try learn(seed: 2, jobs: 1) != first)
  }

  @Test("what is drawn of a part is right, stays in the part, and the parts share nothing")
  func parts() throws {
    let examples = Self.examples(groups: 0..<2)
    var generator = SeededGenerator(seed: 3)
    let parts = try #require(TripletPart.split(examples, &generator))
    var seen: [Set<Int>] = []
    for part in [parts.learnt, parts.heldOut] {
      var used: Set<Int> = []
      for _ in 0..<2000 {
        let triplet = part.draw(strangers: 3, &generator)
        #expect(triplet.answer == examples.partners[triplet.question])
        #expect(triplet.strangers.count == 3 && !triplet.strangers.contains(triplet.answer))
        used.formUnion(triplet.strangers + [triplet.answer])
      }
      seen.append(used)
    }
    #expect(seen[0].isDisjoint(with: seen[1]) && seen[0].count + seen[1].count == 80)
    #expect(seen[1].count == 16)
  }

  @Test("what nothing can be learnt from is refused with what to do")
  func refusals() throws {
    let training = ProjectionTraining(options: Self.options)
    func refusal(_ examples: TripletExamples) -> String {
      do throws(GlobalModelError) {
        _ = try training.learn(from: examples)
        return "nothing was refused"
      } catch {
        return error.message
      }
    }
    #expect(refusal(Self.examples(groups: 0..<1)).contains("two classes or more"))
    var examples = Self.examples(groups: 0..<2)
    examples.questionGroups = examples.questionGroups.map { _ in 9 }
    #expect(refusal(examples).contains("no drawing has a photograph of its class"))
    examples = Self.examples(groups: 0..<2)
    examples.answers = Matrix(
      columnCount: 16, elements: [.nan] + examples.answers.elements.dropFirst())
    #expect(refusal(examples).contains("no number"))
    let few = TripletExamples(
      questions: Matrix(columnCount: 16, elements: [Float](repeating: 1, count: 16)),
      answers: Matrix(columnCount: 16, elements: [Float](repeating: 1, count: 32)), partners: [0],
      questionGroups: [0], answerGroups: [0, 1])
    #expect(refusal(few).contains("smaller --dimension"))
  }

  @Test("a vector without direction teaches nothing and does no harm")
  func zeros() throws {
    var examples = Self.examples(groups: 0..<2)
    let mean = (0..<16).map { column in
      (0..<80).reduce(Float(0)) { $0 + examples.answers.elements[$1 * 16 + column] } / 80
    }
    examples.questions = Matrix(columnCount: 16, elements: mean + examples.questions.elements.dropFirst(16))
    let learnt = try #require(Projection.learnByTriplets(from: examples, options: Self.options))
    let isFinite = learnt.projection.map.weights.allSatisfy { $0.isFinite }
    #expect(isFinite)
  }
}
