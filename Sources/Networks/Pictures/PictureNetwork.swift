import Core
import Raster

/// A network with its recipe: pictures in, tensors by their roles out. May be used from any number of threads.
package final class PictureNetwork: Sendable {
  package let recipe: NetworkRecipe
  package let network: Network
  /// Of the ONNX file's bytes and of everything in the recipe that changes outputs; the names and places of both
  /// don't matter. 32 hexadecimal digits.
  package let fingerprint: String

  /// What came of one picture.
  package struct Output: Sendable {
    /// What each output is, in the order of the recipe's roles.
    package let roles: [NetworkRecipe.Role]
    package let tensors: [Tensor]
    /// Which part of the picture was the input, and at what size.
    package let placement: InputPlacement
    /// The size of the network's input, with its padding at the right and below.
    package let paddedWidth: Int
    package let paddedHeight: Int
    /// What was wrong with the file and tolerated, a sentence each.
    package var warnings: [String] = []

    /// Of the network's input, without padding.
    package var width: Int { placement.width }
    package var height: Int { placement.height }
    package var originalWidth: Int { placement.originalWidth }
    package var originalHeight: Int { placement.originalHeight }

    /// Shapes are those of `OutputShape`: `vector` D, `map` D × h × w, and so on. `nil` for what the recipe doesn't have.
    package subscript(role: NetworkRecipe.Role) -> Tensor? {
      roles.firstIndex(of: role).map { tensors[$0] }
    }
  }

  /// Opens the network that the recipe names, or the one at `networkPath` instead.
  package convenience init(recipePath: String, networkPath: String? = nil) throws(NetworkError) {
    let recipe = try NetworkRecipe(path: recipePath)
    let network =
      if let networkPath {
        try Network(path: networkPath, session: recipe.session)
      } else {
        try Network(path: try Self.path(of: recipe, at: recipePath), session: recipe.session)
      }
    try self.init(recipe: recipe, network: network, recipePath: recipePath)
  }

  package init(recipe: NetworkRecipe, network: Network, recipePath: String) throws(NetworkError) {
    try GraphCheck(recipe: recipe, network: network, recipePath: recipePath).check()
    self.recipe = recipe
    self.network = network
    fingerprint = recipe.fingerprint(with: network.contentHash)
  }

  /// The ONNX file beside the recipe.
  private static func path(of recipe: NetworkRecipe, at recipePath: String) throws(NetworkError) -> String {
    guard let file = recipe.file else {
      throw NetworkError(
        path: recipePath, "the recipe names no file: give it the key file, or name the ONNX file beside it")
    }
    guard !file.hasPrefix("/"), let slash = recipePath.lastIndex(of: "/") else { return file }
    return recipePath[...slash] + file
  }
}

extension PictureNetwork {
  /// Runs a picture's file. `side` takes the place of the recipe's longest side.
  package func run(
    bytes: [UInt8], named name: String, side: Int? = nil,
    reading: PictureFile.ReadingOptions = PictureFile.ReadingOptions()
  ) throws(NetworkError) -> Output {
    let placement: InputPlacement
    var planes: InputPlanes
    let warnings: [String]
    do throws(RasterError) {
      let size = try PictureFile.size(ofBytes: bytes, named: name, options: reading)
      placement = self.placement(width: size.width, height: size.height, side: side)
      if recipe.input.channels == .grey {
        let picture = try PictureFile.readGrey(
          bytes: bytes, named: name, maxSide: placement.sideToRead, options: reading)
        warnings = picture.warnings
        planes = InputPlanes(picture.plane)
      } else {
        let read = try PictureFile.readColourAndWarnings(
          bytes: bytes, named: name, maxSide: placement.sideToRead, options: reading)
        warnings = read.warnings
        planes = InputPlanes(read.picture)
      }
    } catch {
      throw NetworkError(path: error.path, error.message)
    }
    planes.place(as: placement)
    var output = try run(planes, placement)
    output.warnings = warnings
    return output
  }

  /// The same for pixels in memory.
  package func run(_ picture: ColourPicture, side: Int? = nil) throws(NetworkError) -> Output {
    let placement = placement(width: picture.width, height: picture.height, side: side)
    var planes = InputPlanes(picture)
    planes.place(as: placement)
    return try run(planes, placement)
  }

  /// The same for a grey picture; a network of colours gets it three times.
  package func run(_ plane: Plane, side: Int? = nil) throws(NetworkError) -> Output {
    try run([plane], side: side)
  }

  /// The same for one grey plane, or a red, a green and a blue one.
  package func run(_ planes: [Plane], side: Int? = nil) throws(NetworkError) -> Output {
    let placement = placement(width: planes[0].width, height: planes[0].height, side: side)
    var planes = InputPlanes(planes)
    planes.place(as: placement)
    return try run(planes, placement)
  }

  /// Describes grey patches of 0…255, each of the recipe's size, one after the other: count × dimension.
  ///
  /// - Precondition: the recipe's kind is patch, and the patches are as many as `count` says.
  package func run(patches: [Float], count: Int) throws(NetworkError) -> Tensor {
    guard recipe.kind == .patch, case .fixed(let width, let height, _) = recipe.input.size else {
      preconditionFailure("patches are for a network of patches")
    }
    guard count > 0 else { return Tensor(shape: [0, recipe.dimension], values: []) }
    let input = recipe.input.tensor(ofPatches: patches, count: count, width: width, height: height)
    let tensors = try run(input)
    return try OutputShape(recipe: recipe, network: network, count: count).checked(tensors[0], .descriptors)
  }

  private func placement(width: Int, height: Int, side: Int?) -> InputPlacement {
    precondition(recipe.kind != .patch, "a network of patches doesn't see whole pictures")
    if let side, case .longestSide = recipe.input.size {
      return InputPlacement(originalWidth: width, originalHeight: height, size: .longestSide(side))
    }
    return InputPlacement(originalWidth: width, originalHeight: height, size: recipe.input.size)
  }

  private func run(_ planes: InputPlanes, _ placement: InputPlacement) throws(NetworkError) -> Output {
    let input = recipe.input.tensor(of: planes)
    let (height, width) = (input.shape[2], input.shape[3])
    let shape = OutputShape(recipe: recipe, network: network, paddedWidth: width, paddedHeight: height)
    var tensors: [Tensor] = []
    for (tensor, role) in zip(try run(input), recipe.roles) {
      tensors.append(try shape.checked(tensor, role))
    }
    try shape.checkLists(tensors)
    return Output(
      roles: recipe.roles, tensors: tensors, placement: placement, paddedWidth: width, paddedHeight: height)
  }

  private func run(_ input: Tensor) throws(NetworkError) -> [Tensor] {
    try network.run(
      [(recipe.input.name, input)], integers: recipe.integers.map { ($0.name, $0.values) },
      outputs: recipe.roles.compactMap { recipe.outputs[$0] })
  }
}
