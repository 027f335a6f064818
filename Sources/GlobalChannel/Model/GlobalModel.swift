import Core
import Networks
import Raster

/// What makes one vector of a whole picture: a network's recipe alone, or a projection file (`.slp`), which shortens a network's vectors or
/// aggregates local descriptors. Opened once, used from any number of threads.
package final class GlobalModel: Sendable {
  /// What a vector is made from, and so which of the two `vector` functions is to be called.
  package enum Source: Sendable, Equatable {
    /// The bytes of a picture.
    case network
    /// Local descriptors that were made by this recipe.
    case localFeatures(Recipe)
  }

  /// The path as it was given.
  package let path: String
  /// For people: the network's name, or the aggregation's, with the number of its words: `vlad-64`.
  package let name: String
  package let source: Source
  /// Numbers of a vector.
  package let dimension: Int
  /// Thirty-two hexadecimal digits of everything that decides vectors. Vectors of different fingerprints cannot be compared.
  package let fingerprint: String
  /// What the projection file consists of; `nil` for a network's recipe alone.
  package let parts: GlobalModelParts?

  private let network: NetworkVectors?

  /// Opens a projection file (`.slp`) or a network's recipe (`.json`).
  ///
  /// `networkPath`: the ONNX file, where it isn't where the recipe or the projection file says.
  package init(path: String, networkPath: String? = nil) throws(GlobalModelError) {
    self.path = path
    guard path.lowercased().hasSuffix(".json") else {
      let file = try ProjectionFile(path: path)
      let parts = file.parts
      source = try Self.source(of: parts, path: path)
      network = try Self.network(of: parts, path: path, networkPath: networkPath)
      self.parts = parts
      fingerprint = file.fingerprint
      dimension = parts.projection.dimension
      name = Self.name(of: parts, network: network)
      return
    }
    let network = try Self.wrapping { () throws(NetworkError) in
      try NetworkVectors(PictureNetwork(recipePath: path, networkPath: networkPath), path: path)
    }
    self.network = network
    parts = nil
    source = .network
    name = network.network.recipe.name
    dimension = network.network.recipe.dimension
    fingerprint = network.network.fingerprint
  }

  /// The vector of a picture's file, of length 1; `nil` for a picture of which the network says nothing.
  ///
  /// - Precondition: the source is a network.
  package func vector(
    ofPicture bytes: [UInt8], named name: String,
    reading: PictureFile.ReadingOptions = PictureFile.ReadingOptions()
  ) throws(NetworkError) -> [Float]? {
    try checkedAndProjected(longVector(ofPicture: bytes, named: name, reading: reading))
  }

  /// The network's own vector, before a projection shortens it; of any length where its maps are not pooled.
  ///
  /// - Precondition: the source is a network.
  package func longVector(
    ofPicture bytes: [UInt8], named name: String,
    reading: PictureFile.ReadingOptions = PictureFile.ReadingOptions()
  ) throws(NetworkError) -> [Float]? {
    guard let network else { preconditionFailure("this model wants local descriptors") }
    return try network.vector(ofPicture: bytes, named: name, reading: reading)
  }

  /// The same for pixels in memory, for instance a region of a picture.
  ///
  /// - Precondition: the source is a network.
  package func vector(of picture: ColourPicture) throws(NetworkError) -> [Float]? {
    guard let network else { preconditionFailure("this model wants local descriptors") }
    return try checkedAndProjected(network.vector(of: picture))
  }

  /// The vector of a picture's local descriptors, strongest first, of length 1; `nil` when there are none.
  ///
  /// - Precondition: the source is local features, and the rows are as long as their descriptors.
  package func vector(ofDescriptors rows: Matrix<UInt8>) -> [Float]? { vector(of: .bytes(rows)) }

  package func vector(ofDescriptors rows: Matrix<Float>) -> [Float]? { vector(of: .floats(rows)) }

  private func vector(of rows: DescriptorRows) -> [Float]? {
    guard let parts, case .localFeatures(let local) = parts.source else {
      preconditionFailure("this model wants pictures")
    }
    guard rows.count > 0 else { return nil }
    precondition(rows.dimension == local.reduction.inputCount, "descriptors of another length")
    return projected(local.vector(of: rows))
  }

  /// A map that is not pooled has as many numbers as the picture's size brings about.
  private func checkedAndProjected(_ vector: [Float]?) throws(NetworkError) -> [Float]? {
    let expected = parts?.projection.inputCount ?? dimension
    guard let vector, vector.count != expected else { return projected(vector) }
    throw NetworkError(
      path: path,
      "its network gave \(vector.count) numbers, where \(expected) are expected: give its recipe a pooling, or an "
        + "input of a fixed size and a projection (`sightline build-projection`)")
  }

  private func projected(_ vector: [Float]?) -> [Float]? {
    guard let parts else { return vector }
    return vector.flatMap(parts.projection.project)
  }
}

extension GlobalModel {
  private static func network(
    of parts: GlobalModelParts, path: String, networkPath: String?
  ) throws(GlobalModelError) -> NetworkVectors? {
    guard case .network(let source) = parts.source else { return nil }
    let place = networkPath ?? self.place(of: source.path, beside: path)
    let network = try wrapping { () throws(NetworkError) in
      let recipe = try NetworkRecipe(json: source.recipeText, path: path)
      return try NetworkVectors(
        PictureNetwork(
          recipe: recipe, network: try Network(path: place, session: recipe.session), recipePath: path),
        path: path)
    }
    guard network.network.fingerprint == source.fingerprint else {
      throw GlobalModelError(
        path: place,
        "is another network than the one that \(path) was learnt for: bring that one back, or learn anew with "
          + "`sightline build-projection`")
    }
    return network
  }

  private static func place(of file: String, beside path: String) -> String {
    guard !file.hasPrefix("/"), let slash = path.lastIndex(of: "/") else { return file }
    return path[...slash] + file
  }

  private static func wrapping<Result>(
    _ work: () throws(NetworkError) -> Result
  ) throws(GlobalModelError) -> Result {
    do {
      return try work()
    } catch {
      throw GlobalModelError(path: error.path.isEmpty ? nil : error.path, error.message)
    }
  }

  private static func name(of parts: GlobalModelParts, network: NetworkVectors?) -> String {
    switch parts.source {
    case .network: network?.network.recipe.name ?? "network"
    case .drawings(let drawings): "drawings-\(drawings.descriptor)"
    case .localFeatures(let local): "\(local.aggregation.kind.rawValue)-\(local.aggregation.wordCount)"
    }
  }

  private static func source(of parts: GlobalModelParts, path: String) throws(GlobalModelError) -> Source {
    switch parts.source {
    case .network: return .network
    case .localFeatures(let local): return .localFeatures(local.recipe)
    case .drawings:
      throw GlobalModelError(
        path: path,
        "was learnt for comparing drawings with photographs and makes no vector of a picture; it is for "
          + "`sightline benchmark drawings --metric`, and one for pictures is made by `sightline build-projection`"
      )
    }
  }
}
