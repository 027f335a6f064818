import Core
import Testing

@testable import Vocabulary

@Suite("k-means")
struct ClusteringTests {
  static func options(
    _ words: Int, _ method: ClusteringOptions.Method = .flat, _ start: ClusteringOptions.Start = .random,
    rounds: Int = 12
  ) -> ClusteringOptions {
    var options = ClusteringOptions(wordCount: words)
    options.method = method
    options.start = start
    options.rounds = rounds
    options.branching = 4
    options.depth = 2
    return options
  }

  static func run(_ options: ClusteringOptions, _ rows: Matrix<UInt8>) -> (
    state: ClusteringResult, rounds: [ClusteringRound]
  ) {
    var rounds: [ClusteringRound] = []
    let state = Clustering(options: options).run(on: rows) { (_, round) in rounds.append(round) }
    return (state, rounds)
  }

  @Test("groups far apart are found, each by one word", arguments: ClusteringOptions.Method.allCases)
  func groups(method: ClusteringOptions.Method) {
    let (rows, middles) = TestDescriptors.grouped(800, groups: 16)
    let state = Self.run(Self.options(16, method, .plusPlus), rows).state
    #expect(state.centres.count == 16)
    // A start by chance leaves two words in one group now and then, and a tree's first level may divide a group.
    let found = ExactSearch(state.centres).nearest(middles, jobs: 1)
    let right = found.squaredDistances.count { $0 < 32 * 9 }
    #expect(right >= (method == .hierarchical ? 10 : 13), "\(right) of 16 groups have a word in their middle")
    let shared = (16..<rows.rowCount).count { state.assignment[$0] == state.assignment[$0 % 16] }
    #expect(
      shared > (method == .hierarchical ? 500 : 640),
      "\(shared) of 784 rows share a word with the first of their group")
  }

  @Test("the error never rises from round to round", arguments: ClusteringOptions.Start.allCases)
  func monotone(start: ClusteringOptions.Start) {
    let rows = TestDescriptors.grouped(1500, groups: 90, scatter: 20).rows
    var options = Self.options(40, .flat, start)
    options.refillsStarving = false
    let errors = Self.run(options, rows).rounds.map(\.meanSquaredError)
    // Rounding centres to bytes may cost a little near the end.
    for (before, after) in zip(errors, errors.dropFirst()) { #expect(after <= before * 1.001) }
    #expect(errors.count > 3)
  }

  @Test("a start that spreads is better than one by chance")
  func plusPlus() throws {
    let rows = TestDescriptors.grouped(2000, groups: 64, scatter: 3).rows
    let errors = try ClusteringOptions.Start.allCases.map { start in
      try #require(Self.run(Self.options(64, .flat, start, rounds: 1), rows).rounds.first).meanSquaredError
    }
    #expect(errors[1] < 0.8 * errors[0])
  }

  @Test(
    "the same words for any number of jobs, others for another seed",
    arguments: ClusteringOptions.Method.allCases)
  func determinism(method: ClusteringOptions.Method) {
    let rows = TestDescriptors.grouped(3000, groups: 100, scatter: 15).rows
    var options = Self.options(64, method, .plusPlus, rounds: 5)
    let alone = Self.run(options, rows).state
    options.jobs = 3
    #expect(Self.run(options, rows).state == alone)
    options.seed = 2
    #expect(Self.run(options, rows).state != alone)
  }

  @Test(
    "going on from a stored state gives what an undisturbed run gives",
    arguments: ClusteringOptions.Method.allCases)
  func resuming(method: ClusteringOptions.Method) {
    struct Stop: Error {}
    let rows = TestDescriptors.grouped(1200, groups: 50, scatter: 20).rows
    let options = Self.options(32, method, rounds: 6)
    var stored: ClusteringState?
    #expect(throws: Stop.self) {
      try Clustering(options: options).run(on: rows) { (state, _) throws(Stop) in
        stored = state
        if state.round == (method == .hierarchical ? 1 : 3) { throw Stop() }
      }
    }
    let resumed = Clustering(options: options).run(on: rows, resuming: stored) { (_, _) in }
    #expect(resumed == Self.run(options, rows).state)
  }

  @Test("no word is left without descriptors when there are plenty")
  func starving() {
    // Nine in ten rows are one point: a start by chance takes it again and again.
    let spread = TestDescriptors.grouped(300, groups: 300, scatter: 30).rows
    let point = [UInt8](repeating: 90, count: 32)
    let rows = Matrix(
      columnCount: 32, elements: spread.elements + Array(repeating: point, count: 2700).flatMap { $0 })
    let state = Self.run(Self.options(40, rounds: 15), rows).state
    let used = Set(ExactSearch(state.centres).nearest(rows, jobs: 1).words)
    #expect(used.count > 25, "\(used.count) of 40 words are used")
  }

  @Test("as many words as descriptors is every descriptor its own word")
  func allWords() {
    let rows = TestDescriptors.grouped(20, groups: 20).rows
    let state = Self.run(Self.options(20, rounds: 2), rows).state
    #expect(Set(state.assignment).count == 20)
    #expect(Self.run(Self.options(20, rounds: 2), rows).rounds.last?.meanSquaredError == 0)
  }

  @Test("rounds end when nothing moves")
  func convergence() {
    let rows = TestDescriptors.grouped(400, groups: 8, scatter: 2).rows
    #expect(Self.run(Self.options(8, .flat, .plusPlus, rounds: 100), rows).rounds.count < 20)
  }
}

@Suite("Heaviest first")
struct HeaviestFirstTests {
  @Test("the heaviest is taken and then counts half")
  func order() {
    var heap = HeaviestFirst(counts: [3, 16, 9, 9])
    #expect((0..<7).map { _ in heap.takeHalf() } == [1, 2, 3, 1, 1, 2, 3])
  }
}
