extension TinyNetwork {
  /// `out` is `image`, whatever its size: shows what a picture becomes.
  static func identity(channels: Int?) -> TinyNetwork {
    TinyNetwork(
      inputs: [Port(name: "image", shape: [nil, channels, nil, nil])],
      outputs: [Port(name: "out", shape: [nil, channels, nil, nil])],
      nodes: [Node(operation: "Identity", inputs: ["image"], outputs: ["out"])])
  }

  /// A convolution of 3 × 3 with two filters, and the mean of each: a map and a vector.
  static let convolution = TinyNetwork(
    inputs: [Port(name: "image", shape: [nil, 1, nil, nil])],
    outputs: [
      Port(name: "map", shape: [nil, 2, nil, nil]), Port(name: "vector", shape: [nil, 2, 1, 1]),
    ],
    nodes: [
      Node(
        operation: "Conv", inputs: ["image", "weights"], outputs: ["map"],
        attributes: [("kernel_shape", .integers([3, 3]))]),
      Node(
        operation: "ReduceMean", inputs: ["map"], outputs: ["vector"],
        attributes: [("axes", .integers([2, 3])), ("keepdims", .integer(1))]),
    ],
    constants: [("weights", [2, 1, 3, 3], convolutionWeights)])

  static let convolutionWeights: [Float] = (0..<18).map { Float($0 * 7 % 11) / 8 - 0.5 }

  /// `root` is the square root of `image`, no number for what is below 0; `twice` is always a number.
  static let root = TinyNetwork(
    inputs: [Port(name: "image", shape: [nil, 1, nil, nil])],
    outputs: [
      Port(name: "root", shape: [nil, 1, nil, nil]), Port(name: "twice", shape: [nil, 1, nil, nil]),
    ],
    nodes: [
      Node(operation: "Sqrt", inputs: ["image"], outputs: ["root"]),
      Node(operation: "Add", inputs: ["image", "image"], outputs: ["twice"]),
    ])

  /// `sum` adds the integers `top_k` twice, and stays one of integers; `out` is `image`.
  static let integers = TinyNetwork(
    inputs: [
      Port(name: "image", shape: [1, 1, nil, nil]), Port(name: "top_k", shape: [nil], number: .integer),
    ],
    outputs: [
      Port(name: "out", shape: [1, 1, nil, nil]), Port(name: "sum", shape: [nil], number: .integer),
    ],
    nodes: [
      Node(operation: "Identity", inputs: ["image"], outputs: ["out"]),
      Node(operation: "Add", inputs: ["top_k", "top_k"], outputs: ["sum"]),
    ])

  /// `half` is `image` in half precision.
  static let half = TinyNetwork(
    inputs: [Port(name: "image", shape: [nil, 1, nil, nil])],
    outputs: [Port(name: "half", shape: [nil, 1, nil, nil], number: .half)],
    nodes: [
      Node(operation: "Cast", inputs: ["image"], outputs: ["half"], attributes: [("to", .integer(10))])
    ])

  /// Weights in a file of their own.
  static let outside = TinyNetwork(
    inputs: [Port(name: "image", shape: [nil, 1, nil, nil])],
    outputs: [Port(name: "out", shape: [nil, 1, nil, nil])],
    nodes: [Node(operation: "Mul", inputs: ["image", "weight"], outputs: ["out"])],
    outsideConstant: "weight")
}
