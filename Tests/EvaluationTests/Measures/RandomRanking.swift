import Core
import Evaluation

/// A ranking by chance, with junk, in which some positives may be missing.
struct RandomRanking {
  var names: [String]
  var relevance: Relevance

  init(_ random: inout SeededGenerator) {
    let pool = (0..<(5 + random.index(below: 60))).map { "picture \($0)" }.shuffled(using: &random)
    let positives = 1 + random.index(below: pool.count / 2)
    let junk = random.index(below: pool.count / 3)
    relevance = Relevance(
      positives: Set(pool[..<positives]), junk: Set(pool[positives..<positives + junk]))
    names = pool.shuffled(using: &random)
    names.removeLast(random.index(below: names.count))
  }

  var judgement: Judgement { Judgement(ranking: names, relevance: relevance) }
}
