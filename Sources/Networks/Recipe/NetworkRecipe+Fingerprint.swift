import Core

extension NetworkRecipe {
  /// Raised when the same recipe and file give other outputs than before, so that old and new are not mixed.
  private static let version = 1

  /// Everything of the recipe that changes what comes out, in a fixed order and one form: not its name, not where the
  /// file is. The longest side of a local network is left out too, as a limit of size is for every other
  /// feature: it decides how many points there are, not what their descriptors mean.
  package var entries: [Property] {
    var entries = [
      Property("kind", kind.rawValue), Property("dimension", "\(dimension)"),
      Property("channels", input.channels.rawValue), Property("multiple", "\(input.multiple)"),
      Property("scale", "\(input.scale)"), Property("mean", Self.list(input.mean)),
      Property("deviation", Self.list(input.deviation)), Property("input", input.name),
    ]
    switch input.size {
    case .longestSide(let side): if kind != .local { entries.append(Property("side", "\(side)")) }
    case .fixed(let width, let height, let fit):
      entries.append(Property("size", "\(width) \(height) \(fit.rawValue)"))
    }
    entries += roles.compactMap { role in outputs[role].map { Property("output-\(role.rawValue)", $0) } }
    if let pooling { entries.append(Property("pooling", pooling.name)) }
    if scales != [1] { entries.append(Property("scales", Self.list(scales))) }
    if let points { entries += Self.entries(of: points, isHeatMap: hasHeatMap) }
    if let patchRegion { entries.append(Property("region", "\(patchRegion)")) }
    for integer in integers.sorted(by: { $0.name < $1.name }) {
      entries.append(Property("integers", "\(integer.name) \(integer.values)"))
    }
    for setting in session.sorted(by: { $0.key < $1.key }) {
      entries.append(Property("session", "\(setting.key) \(setting.value)"))
    }
    entries.append(Property("version", "\(Self.version)"))
    return entries
  }

  private static func entries(of points: Points, isHeatMap: Bool) -> [Property] {
    [Property("threshold", "\(points.threshold)"), Property("region", "\(points.region)")]
      + (isHeatMap
        ? [
          Property("separation", "\(points.separation)"), Property("stride", "\(points.stride)"),
          Property("grid", points.grid.rawValue),
        ]
        : [Property("coordinates", points.coordinates.rawValue)])
  }

  private static func list(_ numbers: [Double]) -> String {
    numbers.map { "\($0)" }.joined(separator: " ")
  }

  /// 32 hexadecimal digits for this recipe with a network of this content.
  package func fingerprint(with network: ContentHash) -> String {
    let text = entries.lines + Self.hexadecimal(network)
    return Self.hexadecimal(ContentHash(of: Array(text.utf8)))
  }

  private static func hexadecimal(_ hash: ContentHash) -> String {
    let (high, low) = hash.wide
    return [high, low].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
