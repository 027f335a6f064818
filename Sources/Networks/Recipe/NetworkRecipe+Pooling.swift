extension NetworkRecipe.Pooling {
  /// The words of a recipe; those behind them are other names of the same.
  enum Method: String, CaseIterable {
    case none, average, spoc, maximum, mac, gem, crow
    case regions = "r-mac"
  }

  /// As people and records know it: `gem-3`, `r-mac-3`.
  package var name: String {
    switch self {
    case .none: "none"
    case .average: "average"
    case .maximum: "maximum"
    case .regions(let levels): "r-mac-\(levels)"
    case .power(let power): "gem-\(power == power.rounded() ? String(Int(power)) : String(power))"
    case .crossDimensional: "crow"
    }
  }
}

extension NetworkRecipe {
  /// `{"method": "gem", "power": 3}`, `{"method": "r-mac", "levels": 3}`, or the word alone.
  static func pooling(_ fields: inout RecipeFields) throws(NetworkError) -> Pooling {
    let isWord = fields.take("pooling")?.string != nil
    if isWord {
      guard let method = try fields.word("pooling", Pooling.Method.self) else {
        throw fields.missing("pooling")
      }
      return pooling(method, power: nil, levels: nil)
    }
    guard var given = try fields.fields("pooling") else { throw fields.missing("pooling") }
    guard let method = try given.word("method", Pooling.Method.self) else { throw given.missing("method") }
    let power = method == .gem ? try given.number("power", 1...64) : nil
    let levels = method == .regions ? try given.integer("levels", 1...6) : nil
    try given.finish()
    return pooling(method, power: power, levels: levels)
  }

  private static func pooling(_ method: Pooling.Method, power: Double?, levels: Int?) -> Pooling {
    switch method {
    case .none: .none
    case .average, .spoc: .average
    case .maximum, .mac: .maximum
    case .regions: .regions(levels: levels ?? 3)
    case .gem: .power(power ?? 3)
    case .crow: .crossDimensional
    }
  }
}
