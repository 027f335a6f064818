import Core

extension NetworkRecipe {
  /// Sides of inputs, in pixels: below, nothing is left to see; above, no network that runs here goes.
  package static let sides = 8...8192
  private static let most = 1e6

  /// Reads a recipe; every key must be known, and every value fit.
  public init(path: String) throws(NetworkError) {
    let file: MappedFile
    do {
      file = try MappedFile(path: path)
    } catch {
      throw NetworkError(path: path, "the recipe cannot be read: \(error.reason)")
    }
    try self.init(json: [UInt8](file.bytes), path: path)
  }

  /// The same for the document itself; `path` is for messages.
  package init(json: [UInt8], path: String) throws(NetworkError) {
    let document: JSONValue
    do {
      document = try JSONValue(parsing: json)
    } catch {
      throw NetworkError(path: path, "the recipe is no JSON: \(error.description)")
    }
    guard let object = document.object else {
      throw NetworkError(path: path, "a recipe is a JSON object { … }")
    }
    var fields = RecipeFields(object, path: path)
    guard let kind = try fields.word("kind", Kind.self) else { throw fields.missing("kind") }
    self.kind = kind
    name = try fields.text("name") ?? Self.name(ofPath: path)
    file = try fields.text("file")
    guard let dimension = try fields.integer("dimension", 1...65536) else {
      throw fields.missing("dimension")
    }
    self.dimension = dimension
    input = try Self.input(&fields, kind)
    outputs = try Self.outputs(&fields, kind)
    integers = try Self.integers(&fields)
    session = try Self.session(&fields)
    try readOwnParts(&fields)
    try fields.finish()
  }

  /// What only some kinds have.
  private mutating func readOwnParts(_ fields: inout RecipeFields) throws(NetworkError) {
    switch kind {
    case .global: scales = try fields.list("scales", 0.1...4) ?? [1]
    case .map:
      scales = try fields.list("scales", 0.1...4) ?? [1]
      pooling = try Self.pooling(&fields)
    case .local:
      scales = try Self.scales(of: &fields, input)
      points = try Self.points(&fields, isHeatMap: outputs[.heatmap] != nil)
    case .patch: patchRegion = try fields.number("region", 1...50)
    }
  }

  /// Of a local network: points are sought in the picture, in smaller ones and in an enlargement, which needs an input that takes them.
  private static func scales(
    of fields: inout RecipeFields, _ input: Input
  ) throws(NetworkError) -> [Double] {
    guard let scales = try fields.list("scales", 0.1...2) else { return [1] }
    guard case .longestSide = input.size else {
      throw fields.error("scales", "needs an input with a side: one of a fixed size sees a single scale")
    }
    return scales
  }

  /// `models/xfeat.json` → `xfeat`.
  private static func name(ofPath path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.hasSuffix(".json") ? name.dropLast(5) : name)
  }

  private static func input(_ fields: inout RecipeFields, _ kind: Kind) throws(NetworkError) -> Input {
    guard var input = try fields.fields("input") else { throw fields.missing("input") }
    guard let name = try input.text("name") else { throw input.missing("name") }
    guard let channels = try input.word("channels", Channels.self) else { throw input.missing("channels") }
    let size = try size(&input, kind)
    let scale = try input.number("scale", -most...most) ?? 1
    let mean = try input.numbers("mean", count: channels.count, -most...most)
    let deviation = try input.numbers("deviation", count: channels.count, 1e-6...most)
    let multiple = try input.integer("multiple", 1...512) ?? 1
    try input.finish()
    return Input(
      name: name, channels: channels, size: size, multiple: multiple, scale: scale,
      mean: mean ?? Array(repeating: 0, count: channels.count),
      deviation: deviation ?? Array(repeating: 1, count: channels.count))
  }

  private static func size(_ input: inout RecipeFields, _ kind: Kind) throws(NetworkError) -> Size {
    let side = try input.integer("side", sides)
    let fit = try input.word("fit", Fit.self)
    let fixed = input.take("size")
    switch (side, fixed) {
    case (let side?, nil):
      guard fit == nil else { throw input.error("fit", "goes with size, and side keeps the picture's shape") }
      guard kind != .patch else { throw input.error("side", "is for pictures: patches have a size") }
      return .longestSide(side)
    case (nil, let fixed?):
      let lengths = (fixed.array ?? []).compactMap(\.integer).filter(sides.contains)
      guard lengths.count == 2, fixed.array?.count == 2 else {
        throw input.error(
          "size", "must be [width, height], each from \(sides.lowerBound) to \(sides.upperBound)")
      }
      return .fixed(width: lengths[0], height: lengths[1], fit: fit ?? .stretch)
    case (nil, nil): throw input.error("side", "or size is missing: how large is a picture to be?")
    default: throw input.error("side", "and size exclude each other")
    }
  }

  private static func outputs(
    _ fields: inout RecipeFields, _ kind: Kind
  ) throws(NetworkError) -> [Role: String] {
    guard var outputs = try fields.fields("outputs") else { throw fields.missing("outputs") }
    var names: [Role: String] = [:]
    for role in kind.roles { names[role] = try outputs.text(role.rawValue) }
    try outputs.finish()
    for role in kind.neededRoles where names[role] == nil { throw outputs.missing(role.rawValue) }
    guard kind == .local else { return names }
    guard (names[.heatmap] == nil) != (names[.keypoints] == nil) else {
      throw outputs.error("heatmap", "or keypoints must be there, and not both: how do points come?")
    }
    guard (names[.keypoints] == nil) == (names[.scores] == nil) else {
      throw outputs.error("scores", "and keypoints go together")
    }
    guard names[.reliability] == nil || names[.heatmap] != nil else {
      throw outputs.error("reliability", "goes with a heatmap")
    }
    return names
  }

  private static func integers(_ fields: inout RecipeFields) throws(NetworkError) -> [IntegerInput] {
    var inputs: [IntegerInput] = []
    for (key, value) in try fields.members("integers") {
      let values = value.integer.map { [$0] } ?? (value.array ?? []).compactMap(\.integer)
      guard !values.isEmpty, value.array.map({ $0.count == values.count }) ?? true else {
        throw fields.error("integers.\(key)", "must be a whole number, or a list of them")
      }
      inputs.append(IntegerInput(name: key, values: values.map(Int64.init)))
    }
    return inputs
  }

  private static func session(_ fields: inout RecipeFields) throws(NetworkError) -> [String: String] {
    var settings: [String: String] = [:]
    for (key, value) in try fields.members("session") {
      guard let text = value.string, !text.utf8.contains(0), !key.utf8.contains(0), !key.isEmpty else {
        throw fields.error("session.\(key)", "must be a text, as the runtime takes its settings")
      }
      settings[key] = text
    }
    return settings
  }

  private static func points(
    _ fields: inout RecipeFields, isHeatMap: Bool
  ) throws(NetworkError) -> Points {
    var points = Points()
    guard var given = try fields.fields("points") else { return points }
    points.threshold = try given.number("threshold", -most...most) ?? points.threshold
    points.region = try given.number("region", 1...512) ?? points.region
    points.count = try given.integer("count", 1...1_000_000)
    points.cosine = try given.number("cosine", -1...1)
    if isHeatMap {
      points.separation = try given.integer("separation", 1...32) ?? points.separation
      points.stride = try given.integer("stride", 1...64) ?? points.stride
      points.grid = try given.word("grid", Grid.self) ?? points.grid
    } else {
      points.coordinates = try given.word("coordinates", Coordinates.self) ?? points.coordinates
    }
    try given.finish()
    return points
  }
}

extension NetworkRecipe.Kind {
  /// What its outputs can be.
  var roles: [NetworkRecipe.Role] {
    switch self {
    case .global: [.vector]
    case .map: [.map]
    case .local: [.descriptors, .heatmap, .reliability, .keypoints, .scores]
    case .patch: [.descriptors]
    }
  }

  /// What must be among them.
  var neededRoles: [NetworkRecipe.Role] { self == .local ? [.descriptors] : roles }
}
