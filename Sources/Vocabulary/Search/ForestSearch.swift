import Core

/// A forest of randomised k-d trees over the centres, searched together through one queue of branches (Silpa-Anan & Hartley 2008,
/// as Philbin et al. 2007 use it): each tree splits at the middle of a dimension drawn from those that spread most; a descriptor
/// goes down all trees, and then on from the branches that it missed by least, until enough words were compared.
///
/// Kept beside `TwoLevelSearch`, which is many times as fast for the same agreement with the exact answer, as the classical way
/// to hold it against.
package final class ForestSearch: WordSearch {
  private let centres: Centres
  private let trees: [Tree]
  /// Words compared for a descriptor, at most.
  package let comparisons: Int

  package init(_ centres: Centres, treeCount: Int = 8, comparisons: Int = 768, seed: UInt64, jobs: Int) {
    self.centres = centres
    self.comparisons = comparisons
    trees = Parallel.map(count: treeCount, jobs: jobs) { tree in
      Tree(over: centres, seed: seed, stream: UInt64(tree))
    }
  }

  package var dimension: Int { centres.dimension }
  package var wordCount: Int { centres.count }

  package func nearest(
    _ rows: UnsafePointer<UInt8>, rowCount: Int, wordsPerRow: Int, words: UnsafeMutablePointer<UInt32>,
    squaredDistances: UnsafeMutablePointer<Int32>?
  ) {
    var walk = Walk(wordCount: wordCount, dimension: dimension)
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: wordsPerRow) { own in
      guard let own = own.baseAddress else { return }
      centres.rows.withUnsafeElements { elements in
        for row in 0..<rowCount {
          let place = row * wordsPerRow
          let list = NearestList(
            words: words + place, squaredDistances: squaredDistances.map { $0 + place } ?? own,
            capacity: wordsPerRow)
          list.clear()
          walk.run(
            rows + row * dimension, trees: trees, centres: elements, comparisons: comparisons, list: list)
        }
      }
    }
  }
}

/// One tree, its nodes in a flat array.
private struct Tree: Sendable {
  /// An inner node splits `dimension` at `threshold`: below goes to `left`, the rest to `right`. A leaf has a negative
  /// dimension and holds the words `words[left..<right]`.
  struct Node: Sendable {
    var dimension: Int32
    var threshold: Int32
    var left: Int32
    var right: Int32
  }

  private(set) var nodes: [Node] = []
  private(set) var words: [UInt32]

  private static let wordsInLeaf = 8
  /// The split is drawn from so many dimensions that spread most.
  private static let candidates = 5
  private static let sampleForSpread = 100

  init(over centres: Centres, seed: UInt64, stream: UInt64) {
    words = (0..<UInt32(centres.count)).map { $0 }
    var random = SeededGenerator(seed: seed, stream: stream)
    _ = split(0..<centres.count, centres, &random)
  }

  private mutating func split(_ range: Range<Int>, _ centres: Centres, _ random: inout SeededGenerator)
    -> Int32
  {
    let place = nodes.count
    nodes.append(
      Node(dimension: -1, threshold: 0, left: Int32(range.lowerBound), right: Int32(range.upperBound)))
    guard range.count > Self.wordsInLeaf else { return Int32(place) }
    let (dimension, threshold) = plane(range, centres, &random)
    var middle = range.lowerBound
    for entry in range where Self.number(words[entry], dimension, centres) < threshold {
      words.swapAt(entry, middle)
      middle += 1
    }
    // All numbers alike: nothing to split by.
    guard middle > range.lowerBound, middle < range.upperBound else { return Int32(place) }
    let left = split(range.lowerBound..<middle, centres, &random)
    let right = split(middle..<range.upperBound, centres, &random)
    nodes[place] = Node(dimension: Int32(dimension), threshold: Int32(threshold), left: left, right: right)
    return Int32(place)
  }

  private func plane(
    _ range: Range<Int>, _ centres: Centres, _ random: inout SeededGenerator
  ) -> (dimension: Int, threshold: Int) {
    let step = max(1, range.count / Self.sampleForSpread)
    let sample = stride(from: range.lowerBound, to: range.upperBound, by: step).map { words[$0] }
    let spreads = (0..<centres.dimension).map { dimension -> (mean: Int, spread: Int) in
      let numbers = sample.map { Self.number($0, dimension, centres) }
      let mean = numbers.reduce(0, +) / numbers.count
      return (mean, numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) })
    }
    let widest = spreads.indices.sorted { (spreads[$0].spread, $1) > (spreads[$1].spread, $0) }
    let dimension = widest[random.index(below: min(Self.candidates, widest.count))]
    return (dimension, spreads[dimension].mean + 1)
  }

  private static func number(_ word: UInt32, _ dimension: Int, _ centres: Centres) -> Int {
    Int(centres.rows.elements[Int(word) * centres.dimension + dimension])
  }
}

/// The memory of one descriptor's walk through the trees.
private struct Walk {
  private struct Branch {
    var bound: Int32
    var tree: Int32
    var node: Int32
  }

  private let dimension: Int
  /// The row for which a word was last compared: so nothing need be cleared between rows.
  private var seen: [UInt32]
  private var row: UInt32 = 0
  private var heap: [Branch] = []
  private var compared = 0

  init(wordCount: Int, dimension: Int) {
    self.dimension = dimension
    seen = [UInt32](repeating: 0, count: wordCount)
  }

  mutating func run(
    _ query: UnsafePointer<UInt8>, trees: [Tree], centres: UnsafeBufferPointer<UInt8>, comparisons: Int,
    list: NearestList
  ) {
    row &+= 1
    compared = 0
    heap.removeAll(keepingCapacity: true)
    for tree in trees.indices { descend(query, trees[tree], Int32(tree), from: 0, bound: 0, centres, list) }
    while compared < comparisons, let branch = pop() {
      descend(
        query, trees[Int(branch.tree)], branch.tree, from: branch.node, bound: branch.bound, centres, list)
    }
  }

  private mutating func descend(
    _ query: UnsafePointer<UInt8>, _ tree: Tree, _ number: Int32, from start: Int32, bound: Int32,
    _ centres: UnsafeBufferPointer<UInt8>, _ list: NearestList
  ) {
    var node = tree.nodes[Int(start)]
    while node.dimension >= 0 {
      let offset = Int32(query[Int(node.dimension)]) - node.threshold
      let (near, far) = offset < 0 ? (node.left, node.right) : (node.right, node.left)
      push(Branch(bound: bound + offset * offset, tree: number, node: far))
      node = tree.nodes[Int(near)]
    }
    for entry in Int(node.left)..<Int(node.right) {
      let word = tree.words[entry]
      guard seen[Int(word)] != row else { continue }
      seen[Int(word)] = row
      compared += 1
      list.offer(word, distance(query, centres, Int(word) * dimension))
    }
  }

  private func distance(_ query: UnsafePointer<UInt8>, _ centres: UnsafeBufferPointer<UInt8>, _ start: Int)
    -> Int32
  {
    var sum: Int32 = 0
    for i in 0..<dimension {
      let difference = Int32(query[i]) &- Int32(centres[start &+ i])
      sum &+= difference &* difference
    }
    return sum
  }

  // A binary heap, the least bound first; equal bounds by tree and node, so that the order is always the same.

  private mutating func push(_ branch: Branch) {
    heap.append(branch)
    var place = heap.count - 1
    while place > 0, Self.precedes(heap[place], heap[(place - 1) / 2]) {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private mutating func pop() -> Branch? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var place = 0
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2]
      where child < heap.count && Self.precedes(heap[child], heap[least]) {
        least = child
      }
      guard least != place else { return first }
      heap.swapAt(place, least)
      place = least
    }
  }

  private static func precedes(_ a: Branch, _ b: Branch) -> Bool {
    if a.bound != b.bound { return a.bound < b.bound }
    return a.tree != b.tree ? a.tree < b.tree : a.node < b.node
  }
}
