import Core

/// Lloyd's rounds over all words at once: assign every descriptor to its nearest word, move every word to the mean of its
/// descriptors, move words that nobody needs to where they are needed.
struct FlatClustering {
  let options: ClusteringOptions
  /// Whether each descriptor is compared with every word, or through a structure over the words that is made anew each round.
  let exact: Bool

  /// Cells that an approximate round looks into: among 65,536 words, 96 in 100 descriptors then find their nearest word. Fewer
  /// would be faster, but a miss puts a descriptor into the mean of a word that it does not belong to.
  private static let probes = 12
  /// A word with fewer descriptors than this share of the mean is starving.
  private static let starvingShare = 0.05

  /// All rounds, without anybody looking on.
  func centres(of descriptors: Matrix<UInt8>) -> Centres {
    var state = start(descriptors)
    for _ in 0..<options.rounds {
      guard step(&state, descriptors).movedShare > options.leastChange else { break }
    }
    return state.centres
  }

  func start(_ descriptors: Matrix<UInt8>) -> ClusteringState {
    ClusteringState(round: 0, centres: StartingCentres.choose(options, from: descriptors), assignment: [])
  }

  /// One round.
  func step(_ state: inout ClusteringState, _ descriptors: Matrix<UInt8>) -> ClusteringRound {
    let found = search(over: state).nearest(descriptors, jobs: options.jobs)
    let moved = Self.moved(from: state.assignment, to: found.words)
    let members = Members(of: found.words, wordCount: state.centres.count)
    var centres = members.means(of: descriptors, old: state.centres, jobs: options.jobs)
    state.round += 1
    if options.refillsStarving, state.round < options.rounds {
      centres = refilled(centres, members, descriptors, round: state.round)
    }
    state.centres = centres
    state.assignment = found.words
    let error = found.squaredDistances.reduce(0.0) { $0 + Double($1) }
    return ClusteringRound(
      round: state.round, rounds: options.rounds, meanSquaredError: error / Double(descriptors.rowCount),
      movedShare: moved)
  }

  private func search(over state: ClusteringState) -> any WordSearch {
    guard !exact else { return ExactSearch(state.centres) }
    let structure = TwoLevelStructure.build(
      over: state.centres, seed: options.seed &+ UInt64(state.round), jobs: options.jobs)
    return TwoLevelSearch(state.centres, structure: structure, probes: Self.probes)
  }

  private static func moved(from old: [UInt32], to new: [UInt32]) -> Double {
    guard old.count == new.count, !new.isEmpty else { return 1 }
    return Double(zip(old, new).count { $0 != $1 }) / Double(new.count)
  }

  /// Puts each empty or starving word onto a descriptor of the heaviest one, whose weight is then halved, so that the next goes
  /// elsewhere.
  private func refilled(
    _ centres: Centres, _ members: Members, _ descriptors: Matrix<UInt8>, round: Int
  ) -> Centres {
    let mean = Double(descriptors.rowCount) / Double(centres.count)
    let least = max(1, Int(mean * Self.starvingShare))
    let starving = (0..<centres.count).filter { members.count(ofWord: $0) < least }
    guard !starving.isEmpty else { return centres }
    var random = SeededGenerator(seed: options.seed, stream: UInt64(round))
    var heavy = HeaviestFirst(counts: (0..<centres.count).map(members.count(ofWord:)))
    var elements = centres.rows.elements
    for word in starving {
      let donor = heavy.takeHalf()
      let rows = members.rows(ofWord: donor)
      guard rows.count > 1 else { break }
      let row = Int(rows[rows.startIndex + random.index(below: rows.count)])
      elements.replaceSubrange(
        word * centres.dimension..<(word + 1) * centres.dimension, with: descriptors[row])
    }
    return Centres(rows: Matrix(columnCount: centres.dimension, elements: elements))
  }
}

/// Words by weight: a binary heap of (weight, word), the heaviest first, of equal ones the lowest word.
struct HeaviestFirst {
  private var heap: [(weight: Int, word: Int)]

  init(counts: [Int]) {
    // A sorted array is a heap.
    heap = counts.enumerated().map { ($1, $0) }.sorted(by: Self.isHeavier)
  }

  /// The heaviest word, which then counts half.
  mutating func takeHalf() -> Int {
    let word = heap[0].word
    heap[0].weight /= 2
    sink()
    return word
  }

  private mutating func sink() {
    var place = 0
    while true {
      let children = [2 * place + 1, 2 * place + 2].filter { $0 < heap.count }
      guard let child = children.min(by: { Self.isHeavier(heap[$0], heap[$1]) }),
        Self.isHeavier(heap[child], heap[place])
      else { return }
      heap.swapAt(place, child)
      place = child
    }
  }

  private static func isHeavier(_ a: (weight: Int, word: Int), _ b: (weight: Int, word: Int)) -> Bool {
    a.weight != b.weight ? a.weight > b.weight : a.word < b.word
  }
}
