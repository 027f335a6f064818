import Core

/// Lloyd's rounds over all words at once: assign every descriptor to its nearest word, move every word to the mean of its
/// descriptors, move words that nobody needs to where they are needed.
struct FlatClustering {
  let options: ClusteringOptions
  /// Whether each descriptor is compared with every word, or through a structure over the words that is made anew each round.
  let exact: Bool

  /// Cells that an approximate round looks into: among 65,536 words, 95.7 % of descriptors then find their nearest word. Fewer
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
    let found = assign(descriptors, to: &state.centres, round: state.round)
    let moved = Self.moved(from: state.assignment, to: found.words)
    state.assignment = found.words
    state.round += 1
    let members = Members(of: state.assignment, wordCount: state.centres.count)
    members.moveToMeans(&state.centres, of: descriptors, jobs: options.jobs)
    if options.refillsStarving, state.round < options.rounds {
      refill(&state.centres, members, descriptors, round: state.round)
    }
    return ClusteringRound(
      round: state.round, rounds: options.rounds,
      meanSquaredError: Double(found.squaredError) / Double(descriptors.rowCount), movedShare: moved)
  }

  private func assign(
    _ descriptors: Matrix<UInt8>, to centres: inout Centres, round: Int
  ) -> (words: [UInt32], squaredError: Int) {
    guard !exact else { return ExactSearch(centres).assign(descriptors, jobs: options.jobs) }
    let structure = TwoLevelStructure.build(
      over: centres, seed: options.seed &+ UInt64(round), jobs: options.jobs)
    return TwoLevelSearch.lending(&centres, structure: structure, probes: Self.probes) {
      $0.assign(descriptors, jobs: options.jobs)
    }
  }

  private static func moved(from old: [UInt32], to new: [UInt32]) -> Double {
    guard old.count == new.count, !new.isEmpty else { return 1 }
    return Double(zip(old, new).count { $0 != $1 }) / Double(new.count)
  }

  /// Puts each empty or starving word onto a descriptor of the heaviest one, whose weight is then halved, so that the next goes
  /// elsewhere.
  private func refill(
    _ centres: inout Centres, _ members: Members, _ descriptors: Matrix<UInt8>, round: Int
  ) {
    let (wordCount, dimension) = (centres.count, centres.dimension)
    let mean = Double(descriptors.rowCount) / Double(wordCount)
    let least = max(1, Int(mean * Self.starvingShare))
    let starving = (0..<wordCount).filter { members.count(ofWord: $0) < least }
    guard !starving.isEmpty else { return }
    var random = SeededGenerator(seed: options.seed, stream: UInt64(round))
    var heavy = HeaviestFirst(counts: (0..<wordCount).lazy.map(members.count(ofWord:)))
    centres.withElements { elements in
      for word in starving {
        let donor = heavy.takeHalf()
        let rows = members.rows(ofWord: donor)
        guard rows.count > 1 else { break }
        let row = Int(rows[rows.startIndex + random.index(below: rows.count)])
        elements.replaceSubrange(word * dimension..<(word + 1) * dimension, with: descriptors[row])
      }
    }
  }
}

/// Words by weight: a binary heap of (weight, word), the heaviest first, of equal ones the lowest word.
struct HeaviestFirst {
  private var heap: [(weight: UInt32, word: UInt32)]

  init(counts: some Collection<Int>) {
    heap = counts.enumerated().map { (UInt32($1), UInt32($0)) }
    // A sorted array is a heap.
    heap.sort(by: Self.isHeavier)
  }

  /// The heaviest word, which then counts half.
  mutating func takeHalf() -> Int {
    let word = heap[0].word
    heap[0].weight /= 2
    sink()
    return Int(word)
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

  private static func isHeavier(_ a: (weight: UInt32, word: UInt32), _ b: (weight: UInt32, word: UInt32))
    -> Bool
  {
    a.weight != b.weight ? a.weight > b.weight : a.word < b.word
  }
}
