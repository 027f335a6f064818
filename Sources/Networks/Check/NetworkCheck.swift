import Raster

/// What a network makes of one picture, in numbers that show whether its recipe is right.
package struct NetworkCheck: Sendable {
  /// An output, as the recipe's role has it.
  package struct Output: Sendable {
    package let role: NetworkRecipe.Role
    /// The graph's name of it.
    package let name: String
    package let tensor: Tensor
    package let least: Float
    package let most: Float
    /// Of a vector its Euclidean length; of many the least, the middle and the greatest one. Nothing for numbers that
    /// are no vectors.
    package let lengths: [Float]

    /// A network that sees a picture answers with different numbers.
    package var isConstant: Bool { tensor.values.count > 1 && least == most }
  }

  package let network: PictureNetwork
  /// The picture's name, and sizes: of itself, of the network's input without and with padding.
  package let picture: String
  package let original: (width: Int, height: Int)
  package let input: (width: Int, height: Int)
  package let padded: (width: Int, height: Int)
  package let outputs: [Output]
  /// Reading and resampling the picture included; the first run prepares memory, and is longer.
  package let firstSeconds: Double
  /// The middle of the runs after it.
  package let seconds: Double
  /// How many these were.
  package static let runCount = 5

  /// `bytes` is a JPEG or PNG; `nil` takes a picture that is made here.
  package init(
    _ network: PictureNetwork, bytes: [UInt8]?, named name: String, side: Int? = nil,
    reading: PictureFile.ReadingOptions = PictureFile.ReadingOptions()
  ) throws(NetworkError) {
    self.network = network
    picture = bytes == nil ? "a picture that was made for this" : name
    let run = { () throws(NetworkError) -> PictureNetwork.Output in
      guard network.recipe.kind != .patch else { return try Self.runPatches(network, bytes, name, reading) }
      guard let bytes else { return try network.run(SamplePicture.make(width: 640, height: 480), side: side) }
      return try network.run(bytes: bytes, named: name, side: side, reading: reading)
    }
    let clock = ContinuousClock()
    var seconds: [Double] = []
    var output = try Self.timed(run, clock, &seconds)
    for _ in 0..<Self.runCount { output = try Self.timed(run, clock, &seconds) }
    firstSeconds = seconds[0]
    self.seconds = seconds.dropFirst().sorted()[Self.runCount / 2]
    original = (output.originalWidth, output.originalHeight)
    input = (output.width, output.height)
    padded = (output.paddedWidth, output.paddedHeight)
    outputs = zip(output.roles, output.tensors).map { role, tensor in
      Output(role: role, name: network.recipe.outputs[role] ?? "", tensor: tensor)
    }
  }

  private static func timed(
    _ run: () throws(NetworkError) -> PictureNetwork.Output, _ clock: ContinuousClock,
    _ seconds: inout [Double]
  ) throws(NetworkError) -> PictureNetwork.Output {
    let start = clock.now
    let output = try run()
    let duration = (clock.now - start).components
    seconds.append(Double(duration.seconds) + Double(duration.attoseconds) * 1e-18)
    return output
  }

  /// A network of patches gets those that lie side by side in the picture, which has a hundred at most.
  private static func runPatches(
    _ network: PictureNetwork, _ bytes: [UInt8]?, _ name: String, _ reading: PictureFile.ReadingOptions
  ) throws(NetworkError) -> PictureNetwork.Output {
    guard case .fixed(let width, let height, _) = network.recipe.input.size else {
      preconditionFailure("patches have a size")
    }
    let plane: Plane
    do throws(RasterError) {
      let sample = SamplePicture.make(width: 10 * width, height: 10 * height)
      let bytes = if let bytes { bytes } else { try PictureFile.encodedPNG(sample) }
      plane = try PictureFile.readGrey(
        bytes: bytes, named: name, maxSide: 10 * max(width, height), options: reading
      ).plane
    } catch {
      throw NetworkError(path: error.path, error.message)
    }
    guard plane.width >= width, plane.height >= height else {
      throw NetworkError(
        path: name, "is \(plane.width) × \(plane.height), smaller than one patch of \(width) × \(height)")
    }
    let (columns, rows) = (plane.width / width, plane.height / height)
    var patches: [Float] = []
    for patch in 0..<columns * rows {
      for y in 0..<height {
        let start = (patch / columns * height + y) * plane.width + patch % columns * width
        patches += plane.pixels[start..<start + width]
      }
    }
    return PictureNetwork.Output(
      roles: [.descriptors], tensors: [try network.run(patches: patches, count: columns * rows)],
      placement: InputPlacement(
        originalWidth: plane.width, originalHeight: plane.height, size: .longestSide(10 * max(width, height))),
      paddedWidth: plane.width, paddedHeight: plane.height)
  }
}

extension NetworkCheck.Output {
  init(role: NetworkRecipe.Role, name: String, tensor: Tensor) {
    self.role = role
    self.name = name
    self.tensor = tensor
    least = tensor.values.min() ?? 0
    most = tensor.values.max() ?? 0
    let lengths = Self.lengths(of: tensor, role).sorted()
    self.lengths =
      lengths.count < 2 ? lengths : [lengths[0], lengths[lengths.count / 2], lengths[lengths.count - 1]]
  }

  /// Rows of a list are vectors, and the columns through the planes of a grid.
  private static func lengths(of tensor: Tensor, _ role: NetworkRecipe.Role) -> [Float] {
    let (shape, values) = (tensor.shape, tensor.values)
    switch (role, shape.count) {
    case (.vector, 1), (.map, 1): return [length(values.indices, in: values)]
    case (.map, 3), (.descriptors, 3):
      let cells = shape[1] * shape[2]
      return (0..<cells).map { cell in length(stride(from: cell, to: values.count, by: cells), in: values) }
    case (.descriptors, 2):
      return (0..<shape[0]).map { row in length(row * shape[1]..<(row + 1) * shape[1], in: values) }
    default: return []
    }
  }

  private static func length(_ places: some Sequence<Int>, in values: [Float]) -> Float {
    var sum: Double = 0
    for place in places { sum += Double(values[place]) * Double(values[place]) }
    return Float(sum.squareRoot())
  }
}
