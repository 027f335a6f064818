import Core

/// Joins pictures that are linked (union-find), the strongest links first. Weak ones don't join two groups that are large already.
struct LinkJoining {
  /// All names of the links, sorted.
  let names: [String]
  /// The places of each link's names.
  let ends: [(a: Int, b: Int)]
  /// Links that join nothing.
  private(set) var weak: Set<Int> = []
  private let links: [PictureLink]
  private let options: GroupOptions
  /// log₁₀ of the number of false alarms of links that join whatever they lead to.
  private let bar: Double
  /// A picture on the way to the one that stands for the group.
  private var parents: [Int]
  private var sizes: [Int]

  init(_ links: [PictureLink], _ options: GroupOptions) {
    let names = Set(links.flatMap { [$0.a, $0.b] }).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    self.names = names
    self.links = links
    self.options = options
    bar = binaryLogarithm(options.maxBridgeNFA) / binaryLogarithm(10)
    ends = links.map { (places[$0.a] ?? 0, places[$0.b] ?? 0) }
    parents = Array(names.indices)
    sizes = [Int](repeating: 1, count: names.count)
  }

  mutating func run() {
    let order = links.indices.sorted { a, b in
      links[a].logNFA != links[b].logNFA ? links[a].logNFA < links[b].logNFA : a < b
    }
    for place in order { join(place) }
    // Others may have joined the same groups since.
    weak = weak.filter { group(of: ends[$0].a) != group(of: ends[$0].b) }
  }

  private mutating func join(_ place: Int) {
    let (a, b) = (group(of: ends[place].a), group(of: ends[place].b))
    guard a != b else { return }
    if links[place].logNFA > bar, min(sizes[a], sizes[b]) >= options.bridgedSize {
      weak.insert(place)
      return
    }
    let (larger, smaller) = (sizes[a], a) >= (sizes[b], b) ? (a, b) : (b, a)
    parents[smaller] = larger
    sizes[larger] += sizes[smaller]
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
}
