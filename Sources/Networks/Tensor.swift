/// Numbers in rows, planes and batches, as networks take and give them.
package struct Tensor: Sendable, Equatable {
  /// The lengths along the axes, the slowest first: (batch, channels, height, width) for planes.
  package let shape: [Int]
  /// As many as the lengths' product.
  package var values: [Float]

  package init(shape: [Int], values: [Float]) {
    precondition(values.count == shape.reduce(1, *), "values don't fill the shape")
    self.shape = shape
    self.values = values
  }
}
