import Core

/// Joins pictures that are linked (union-find). Links that a third picture confirms, or that are strong, join whatever they lead to;
/// the others come last, the strongest first, and do not join two groups that are large already.
struct LinkJoining {
  /// All names of the links, sorted.
  let names: [String]
  /// The places of each link's names.
  let ends: [(a: Int, b: Int)]
  /// Links that join nothing.
  private(set) var weak: Set<Int> = []
  private let links: [PictureLink]
  private let options: GroupOptions
  /// A picture on the way to the one that stands for the group.
  private var parents: [Int]
  private var sizes: [Int]

  init(_ links: [PictureLink], _ options: GroupOptions) {
    let names = Set(links.flatMap { [$0.a, $0.b] }).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    self.names = names
    self.links = links
    self.options = options
    ends = links.map { (places[$0.a] ?? 0, places[$0.b] ?? 0) }
    parents = Array(names.indices)
    sizes = [Int](repeating: 1, count: names.count)
  }

  mutating func run() {
    let bar = binaryLogarithm(options.maxBridgeNFA) / binaryLogarithm(10)
    let neighbours = ends.reduce(into: [Set<Int>](repeating: [], count: names.count)) { neighbours, ends in
      neighbours[ends.a].insert(ends.b)
      neighbours[ends.b].insert(ends.a)
    }
    var unsure: [Int] = []
    for (place, ends) in ends.enumerated() {
      if links[place].logNFA <= bar || !neighbours[ends.a].isDisjoint(with: neighbours[ends.b]) {
        join(ends.a, ends.b)
      } else {
        unsure.append(place)
      }
    }
    unsure.sort { links[$0].logNFA != links[$1].logNFA ? links[$0].logNFA < links[$1].logNFA : $0 < $1 }
    for place in unsure { joinUnlessLarge(place) }
    // Others may have joined the same groups since.
    weak = weak.filter { group(of: ends[$0].a) != group(of: ends[$0].b) }
  }

  private mutating func joinUnlessLarge(_ place: Int) {
    let (a, b) = (group(of: ends[place].a), group(of: ends[place].b))
    if a != b, min(sizes[a], sizes[b]) >= options.bridgedSize {
      weak.insert(place)
    } else {
      join(a, b)
    }
  }

  /// The picture that stands for the group of this one.
  mutating func group(of picture: Int) -> Int {
    var picture = picture
    while parents[picture] != picture {
      parents[picture] = parents[parents[picture]]
      picture = parents[picture]
    }
    return picture
  }

  private mutating func join(_ a: Int, _ b: Int) {
    let (a, b) = (group(of: a), group(of: b))
    guard a != b else { return }
    let (larger, smaller) = (sizes[a], a) >= (sizes[b], b) ? (a, b) : (b, a)
    parents[smaller] = larger
    sizes[larger] += sizes[smaller]
  }
}
