import Testing

@testable import Networks

@Suite("Tensors")
struct TensorTests {
  @Test("a tensor keeps its shape and values")
  func keeps() {
    let tensor = Tensor(shape: [1, 2, 2], values: [1, 2, 3, 4])
    #expect(tensor.shape == [1, 2, 2])
    #expect(tensor.values == [1, 2, 3, 4])
  }
}
