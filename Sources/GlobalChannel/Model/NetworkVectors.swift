import Core
import Networks
import Raster

/// A network's output as one vector of length 1: its own, or its map pooled as the recipe says; several scales of the picture added up.
struct NetworkVectors: Sendable {
  let network: PictureNetwork

  /// - Throws: for a network that makes no vectors of whole pictures.
  init(_ network: PictureNetwork, path: String) throws(NetworkError) {
    let kind = network.recipe.kind
    guard kind == .global || kind == .map else {
      throw NetworkError(
        path: path,
        "is of the kind \(kind.rawValue), which describes no whole pictures: give a recipe of the kind global or map"
      )
    }
    self.network = network
  }

  /// `nil` for a picture of which the network says nothing: all zeros.
  func vector(
    ofPicture bytes: [UInt8], named name: String, reading: PictureFile.ReadingOptions
  ) throws(NetworkError) -> [Float]? {
    try sumOfScales { (side) throws(NetworkError) in
      try network.run(bytes: bytes, named: name, side: side, reading: reading)
    }
  }

  func vector(of picture: ColourPicture) throws(NetworkError) -> [Float]? {
    try sumOfScales { (side) throws(NetworkError) in try network.run(picture, side: side) }
  }

  private func sumOfScales(
    _ run: (Int?) throws(NetworkError) -> PictureNetwork.Output
  ) throws(NetworkError) -> [Float]? {
    var sum: [Float] = []
    for scale in network.recipe.scales {
      guard let vector = vector(of: try run(side(at: scale))) else { continue }
      guard sum.isEmpty || sum.count == vector.count else {
        throw NetworkError(
          path: network.network.path,
          "gives vectors of \(sum.count) and \(vector.count) numbers at two scales, which cannot be added up: give its "
            + "recipe a pooling, or one scale")
      }
      sum = sum.isEmpty ? vector : zip(sum, vector).map { $0 + $1 }
    }
    return sum.normalised()
  }

  /// The longest side at a scale; `nil` for the recipe's own, or where the network has only one size.
  private func side(at scale: Double) -> Int? {
    guard scale != 1, case .longestSide(let side) = network.recipe.input.size else { return nil }
    return max(NetworkRecipe.sides.lowerBound, Int((Double(side) * scale).rounded()))
  }

  private func vector(of output: PictureNetwork.Output) -> [Float]? {
    if let tensor = output[.vector] { return tensor.values.normalised() }
    guard let tensor = output[.map] else { return nil }
    guard let pooling = network.recipe.pooling.flatMap(MapPooling.init) else {
      return tensor.values.normalised()
    }
    return FeatureMap(
      tensor, width: output.width, of: output.paddedWidth, height: output.height, of: output.paddedHeight
    ).flatMap(pooling.vector)
  }
}

extension MapPooling {
  /// `nil` where a map stays as it is, all its numbers one after the other.
  init?(_ pooling: NetworkRecipe.Pooling) {
    switch pooling {
    case .none: return nil
    case .average: self = .average
    case .maximum: self = .maximum
    case .regions(let levels): self = .regions(levels: levels)
    case .power(let power): self = .generalisedMean(power: Float(power))
    case .crossDimensional: self = .crossDimensional
    }
  }
}
