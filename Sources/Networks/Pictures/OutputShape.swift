/// The shapes that outputs must have, by their roles; with the axis of the batch, which is of one picture, taken away:
///
/// | role | shape |
/// |---|---|
/// | vector | dimension |
/// | map | dimension × h × w; with pooling none, all its numbers |
/// | heatmap | height × width of the padded input |
/// | reliability | h × w, of any size |
/// | descriptors of a heat map | dimension × h × w, `stride` pixels to a cell |
/// | keypoints | points × 2 |
/// | scores | points |
/// | descriptors of a list, or of patches | points × dimension |
struct OutputShape {
  let recipe: NetworkRecipe
  let network: Network
  private let paddedWidth: Int
  private let paddedHeight: Int
  /// Of patches.
  private let count: Int?

  init(recipe: NetworkRecipe, network: Network, paddedWidth: Int, paddedHeight: Int) {
    self.recipe = recipe
    self.network = network
    self.paddedWidth = paddedWidth
    self.paddedHeight = paddedHeight
    count = nil
  }

  init(recipe: NetworkRecipe, network: Network, count: Int) {
    self.recipe = recipe
    self.network = network
    paddedWidth = 0
    paddedHeight = 0
    self.count = count
  }

  /// The tensor in the shape of its role.
  func checked(_ tensor: Tensor, _ role: NetworkRecipe.Role) throws(NetworkError) -> Tensor {
    let shape = tensor.shape
    guard let fitting = fitting(shape, role) else { throw failure(shape, role) }
    return Tensor(shape: fitting, values: tensor.values)
  }

  private func fitting(_ shape: [Int], _ role: NetworkRecipe.Role) -> [Int]? {
    let dimension = recipe.dimension
    let total = shape.reduce(1, *)
    switch role {
    case .vector: return total == dimension ? [dimension] : nil
    case .map where recipe.pooling == NetworkRecipe.Pooling.none:
      return total == dimension ? [dimension] : nil
    case .map: return Self.single(shape, axes: 3).flatMap { $0[0] == dimension && total > 0 ? $0 : nil }
    case .heatmap:
      let expected = [paddedHeight, paddedWidth]
      return Self.single(shape, axes: 2) == expected ? expected : nil
    case .reliability: return Self.single(shape, axes: 2).flatMap { total > 0 ? $0 : nil }
    case .descriptors where recipe.hasHeatMap:
      let stride = recipe.points?.stride ?? 1
      let expected = [dimension, paddedHeight / stride, paddedWidth / stride]
      return Self.single(shape, axes: 3) == expected ? expected : nil
    case .descriptors:
      guard let rows = Self.rows(shape), rows[1] == dimension else { return nil }
      return count.map { $0 == rows[0] } ?? true ? rows : nil
    case .keypoints: return Self.rows(shape).flatMap { $0[1] == 2 ? $0 : nil }
    case .scores: return Self.single(shape, axes: 1)
    }
  }

  /// Lists of the same points have the same length.
  func checkLists(_ tensors: [Tensor]) throws(NetworkError) {
    guard recipe.outputs[.keypoints] != nil, let first = tensors.first?.shape.first else { return }
    guard tensors.allSatisfy({ $0.shape[0] == first }) else {
      let lengths = zip(recipe.roles, tensors).map { "\($1.shape[0]) \($0.rawValue)" }
      throw NetworkError(
        path: network.path, "the network's lists are of different lengths: \(lengths.joined(separator: ", "))"
      )
    }
  }

  /// The last so many axes, when all before them have the length 1.
  private static func single(_ shape: [Int], axes: Int) -> [Int]? {
    guard shape.count >= axes, shape.dropLast(axes).allSatisfy({ $0 == 1 }) else { return nil }
    return Array(shape.suffix(axes))
  }

  /// Rows of a table, whatever axes of the length 1 are before or, as fully convolutional descriptors have them, behind.
  private static func rows(_ shape: [Int]) -> [Int]? {
    if shape.count == 4, shape[2] == 1, shape[3] == 1 { return Array(shape.prefix(2)) }
    return single(shape, axes: 2)
  }

  private func failure(_ shape: [Int], _ role: NetworkRecipe.Role) -> NetworkError {
    let name = recipe.outputs[role] ?? role.rawValue
    let lengths = shape.map(String.init).joined(separator: " × ")
    return NetworkError(
      path: network.path,
      "the output \(name) is \(lengths), which is no \(role.rawValue) of the recipe's dimension \(recipe.dimension)"
        + (paddedWidth > 0 ? " for an input of \(paddedWidth) × \(paddedHeight) pixels" : ""))
  }
}
