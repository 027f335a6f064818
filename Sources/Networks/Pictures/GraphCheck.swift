/// Whether a recipe and a graph fit together, before anything is run.
struct GraphCheck {
  let recipe: NetworkRecipe
  let network: Network
  let recipePath: String

  func check() throws(NetworkError) {
    try checkInput()
    for integer in recipe.integers where !network.inputs.contains(where: { $0.name == integer.name }) {
      throw error("the input \(integer.name) is not in \(network.path), whose inputs are \(inputs)")
    }
    let fed = [recipe.input.name] + recipe.integers.map(\.name)
    if let hungry = network.inputs.first(where: { !fed.contains($0.name) }) {
      throw error(
        "\(network.path) wants an input \(hungry.name) too: give it in the recipe under integers, or export the network without it"
      )
    }
    for role in recipe.roles { try checkOutput(role) }
  }

  private func checkInput() throws(NetworkError) {
    guard let input = network.inputs.first(where: { $0.name == recipe.input.name }) else {
      throw error("the input \(recipe.input.name) is not in \(network.path), whose inputs are \(inputs)")
    }
    guard input.isFloat, input.shape.count == 4 else {
      throw error(
        "the input \(input.name) of \(network.path) must be floats of batch × channels × height × width, and is "
          + Self.text(input))
    }
    let channels = recipe.input.channels.count
    guard input.shape[1].map({ $0 == channels }) ?? true else {
      throw error(
        "\(recipe.input.channels.rawValue) has \(channels) channels, and the network takes \(Self.text(input))"
      )
    }
    try checkSize(of: input)
  }

  /// A graph whose sides are fixed needs a recipe that says the same.
  private func checkSize(of input: Network.Port) throws(NetworkError) {
    guard let height = input.shape[2], let width = input.shape[3] else { return }
    if case .fixed(width, height, _) = recipe.input.size { return }
    throw error(
      "the network takes pictures of \(width) × \(height) and no others: say \"size\": [\(width), \(height)]")
  }

  private func checkOutput(_ role: NetworkRecipe.Role) throws(NetworkError) {
    guard let name = recipe.outputs[role] else { return }
    guard let output = network.outputs.first(where: { $0.name == name }) else {
      throw error(
        "the output \(name) is not in \(network.path), whose outputs are "
          + network.outputs.map(Self.text).joined(separator: ", "))
    }
    guard let length = statedDimension(of: output, role), length != recipe.dimension else { return }
    throw error(
      "the dimension is \(recipe.dimension), and the output \(name) has \(length): \(Self.text(output))")
  }

  /// The length of a vector or descriptor, where the graph states it.
  private func statedDimension(of output: Network.Port, _ role: NetworkRecipe.Role) -> Int? {
    let shape = output.shape
    switch role {
    case .map where recipe.pooling == NetworkRecipe.Pooling.none: return nil
    case .map: return shape.count == 4 ? shape[1] : nil
    case .descriptors where recipe.hasHeatMap: return shape.count == 4 ? shape[1] : nil
    case .descriptors where shape.count == 4 && shape[2] == 1 && shape[3] == 1: return shape[1]
    case .descriptors: return shape.count == 2 || shape.count == 3 ? shape[shape.count - 1] : nil
    default: return nil
    }
  }

  private var inputs: String { network.inputs.map(Self.text).joined(separator: ", ") }

  private func error(_ message: String) -> NetworkError { NetworkError(path: recipePath, message) }

  /// `image (1 × 3 × ? × ?)`
  static func text(_ port: Network.Port) -> String {
    let lengths = port.shape.map { $0.map(String.init) ?? "?" }.joined(separator: " × ")
    return "\(port.name) (\(lengths.isEmpty ? "no axes" : lengths))"
  }
}
