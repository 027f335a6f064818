import Core

/// What is learnt from where one kind of thing asks and another answers, as drawings and photographs do: vectors of both, which answer
/// belongs to which question, and kinds that both are of.
package struct TripletExamples: Sendable {
  package var questions: Matrix<Float>
  package var answers: Matrix<Float>
  /// The very answer of each question, `nil` where nobody says.
  package var partners: [Int?]
  /// The kind of each question and of each answer.
  package var questionGroups, answerGroups: [Int]

  /// - Precondition: rows of one length; a partner and a group for each question, a group for each answer.
  package init(
    questions: Matrix<Float>, answers: Matrix<Float>, partners: [Int?], questionGroups: [Int],
    answerGroups: [Int]
  ) {
    precondition(questions.columnCount == answers.columnCount, "vectors of one length")
    precondition(
      partners.count == questions.rowCount && questionGroups.count == partners.count
        && answerGroups.count == answers.rowCount, "a partner and a group for each row")
    precondition(partners.allSatisfy { ($0 ?? 0) < answers.rowCount }, "partners are answers")
    self.questions = questions
    self.answers = answers
    self.partners = partners
    self.questionGroups = questionGroups
    self.answerGroups = answerGroups
  }

  var isFinite: Bool { questions.elements.allSatisfy(\.isFinite) && answers.elements.allSatisfy(\.isFinite) }

  /// Both kinds of rows, the questions first.
  var rows: Matrix<Float> {
    Matrix(columnCount: questions.columnCount, elements: questions.elements + answers.elements)
  }
}

/// A question, an answer that is right and some that are not.
struct Triplet {
  var question, answer: Int
  var strangers: [Int]
}

/// Some of the questions and answers, from which triplets are drawn.
///
/// With partners known, only questions that have one ask: a thing of the same kind in another pose teaches that shapes mean nothing. Strangers are of other
/// kinds, and half of them just other answers where the partner is known.
struct TripletPart {
  private let examples: TripletExamples
  private let questions: [Int]
  private let answers: [Int]
  private var members: [Int: [Int]] = [:]
  private var others: [Int: [Int]] = [:]

  /// `nil` where the part has no question with a right answer and a wrong one.
  init?(of examples: TripletExamples, questions: [Int], answers: [Int]) {
    self.examples = examples
    self.answers = answers
    for group in Set(questions.map { examples.questionGroups[$0] }) {
      members[group] = answers.filter { examples.answerGroups[$0] == group }
      others[group] = answers.filter { examples.answerGroups[$0] != group }
    }
    let (members, others) = (members, others)
    let usable = questions.filter {
      let group = examples.questionGroups[$0]
      return members[group]?.isEmpty == false && others[group]?.isEmpty == false
    }
    let paired = usable.filter { examples.partners[$0] != nil }
    self.questions = paired.isEmpty ? usable : paired
    guard !self.questions.isEmpty else { return nil }
  }

  /// Two parts that share nothing, the second a fifth of the answers with what asks for them; `nil` where that would leave one of them without triplets.
  static func split(
    _ examples: TripletExamples, _ generator: inout SeededGenerator
  ) -> (learnt: TripletPart, heldOut: TripletPart)? {
    let shuffled = Array(0..<examples.answers.rowCount).shuffled(using: &generator)
    let held = Set(shuffled.prefix(shuffled.count / 5))
    // Without a partner it doesn't matter which part a question is in, as long as it is in one.
    let isHeld = examples.partners.indices.map { examples.partners[$0].map(held.contains) ?? ($0 % 5 == 0) }
    func part(_ wantsHeld: Bool) -> TripletPart? {
      TripletPart(
        of: examples, questions: isHeld.indices.filter { isHeld[$0] == wantsHeld },
        answers: (0..<shuffled.count).filter { held.contains($0) == wantsHeld })
    }
    guard let learnt = part(false), let heldOut = part(true) else { return nil }
    return (learnt, heldOut)
  }

  func draw(strangers count: Int, _ generator: inout SeededGenerator) -> Triplet {
    let question = questions[generator.index(below: questions.count)]
    let group = examples.questionGroups[question]
    let (members, others) = (members[group] ?? [], others[group] ?? [])
    let partner = examples.partners[question]
    let answer = partner ?? members[generator.index(below: members.count)]
    let strangers = (0..<count).map { _ in
      let other = others[generator.index(below: others.count)]
      guard partner != nil, generator.unit() < 0.5 else { return other }
      let any = answers[generator.index(below: answers.count)]
      return any == answer ? other : any
    }
    return Triplet(question: question, answer: answer, strangers: strangers)
  }
}
