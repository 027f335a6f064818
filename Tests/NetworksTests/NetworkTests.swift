import Core
import Testing

@testable import Networks

@Suite("Networks", .enabled(if: RuntimeHere.isThere, RuntimeHere.comment))
struct NetworkTests {
  private static let picture = Tensor(
    shape: [1, 1, 5, 6], values: (0..<30).map { Float(($0 * 13 + 5) % 17) / 4 - 1.5 })

  @Test("ports are told with their names, lengths and kinds")
  func ports() throws {
    let network = try TinyNetwork.integers.opened()
    #expect(
      network.inputs == [
        .init(name: "image", shape: [1, 1, nil, nil], isFloat: true),
        .init(name: "top_k", shape: [nil], isFloat: false),
      ])
    #expect(network.outputs.map(\.name) == ["out", "sum"])
  }

  @Test("a convolution and a mean are what arithmetic makes of them")
  func convolution() throws {
    let outputs = try TinyNetwork.convolution.opened().run(
      [("image", Self.picture)], outputs: ["vector", "map"])
    #expect(outputs.map(\.shape) == [[1, 2, 1, 1], [1, 2, 3, 4]])
    let map = Self.convolved(Self.picture)
    for (value, expected) in zip(outputs[1].values, map) { #expect(abs(value - expected) < 1e-5) }
    let means = [map[..<12], map[12...]].map { $0.reduce(0, +) / 12 }
    for (value, expected) in zip(outputs[0].values, means) { #expect(abs(value - expected) < 1e-5) }
  }

  /// The same by loops.
  private static func convolved(_ picture: Tensor) -> [Float] {
    var map: [Float] = []
    for filter in 0..<2 {
      for y in 0..<3 {
        for x in 0..<4 {
          var sum: Float = 0
          for tap in 0..<9 {
            let pixel = picture.values[(y + tap / 3) * 6 + x + tap % 3]
            sum += TinyNetwork.convolutionWeights[filter * 9 + tap] * pixel
          }
          map.append(sum)
        }
      }
    }
    return map
  }

  @Test("integers go in, and outputs of integers come as floats")
  func integers() throws {
    let outputs = try TinyNetwork.integers.opened().run(
      [("image", Self.picture)], integers: [("top_k", [7, -9])], outputs: ["sum", "out"])
    #expect(outputs[0] == Tensor(shape: [2], values: [14, -18]))
    #expect(outputs[1] == Self.picture)
  }

  @Test("an output that is no number is an error that names it, and only if it is asked for")
  func notANumber() throws {
    let network = try TinyNetwork.root.opened()
    let text = message { () throws(NetworkError) in
      _ = try network.run([("image", Self.picture)], outputs: ["twice", "root"])
    }
    #expect(text.contains("the output root holds what is no finite number"), "\(text)")
    let infinite = Tensor(shape: [1, 1, 1, 1], values: [.greatestFiniteMagnitude])
    let overflow = message { () throws(NetworkError) in
      _ = try network.run([("image", infinite)], outputs: ["twice"])
    }
    #expect(overflow.contains("the output twice holds what is no finite number"), "\(overflow)")
  }

  @Test("names and shapes that are not the graph's are refused in the runtime's words")
  func refused() throws {
    let network = try TinyNetwork.convolution.opened()
    let output = message { () throws(NetworkError) in
      _ = try network.run([("image", Self.picture)], outputs: ["nothing"])
    }
    #expect(
      output.contains("tiny.onnx: the network cannot be run") && output.contains("nothing"), "\(output)")
    let input = message { () throws(NetworkError) in
      _ = try network.run([("nothing", Self.picture)], outputs: ["map"])
    }
    #expect(input.contains("cannot be run") && input.contains("nothing"), "\(input)")
    let rank = message { () throws(NetworkError) in
      _ = try network.run([("image", Tensor(shape: [3], values: [1, 2, 3]))], outputs: ["map"])
    }
    #expect(rank.contains("cannot be run") && rank.contains("image"), "\(rank)")
    let small = message { () throws(NetworkError) in
      _ = try network.run([("image", Tensor(shape: [1, 1, 2, 2], values: [1, 2, 3, 4]))], outputs: ["map"])
    }
    #expect(small.contains("cannot be run"), "\(small)")
  }

  @Test("half precision is refused with a word on what to do")
  func half() throws {
    let network = try TinyNetwork.half.opened()
    let text = message { () throws(NetworkError) in
      _ = try network.run([("image", Self.picture)], outputs: ["half"])
    }
    #expect(text.contains("the output half is another kind of numbers"), "\(text)")
  }

  @Test("runs side by side give the bits of a run alone")
  func sideBySide() throws {
    let network = try TinyNetwork.convolution.opened()
    let alone = try network.run([("image", Self.picture)], outputs: ["map", "vector"])
    let all = Parallel.map(count: 200, jobs: 8) { _ in
      try? network.run([("image", Self.picture)], outputs: ["map", "vector"])
    }
    #expect(all.allSatisfy { $0 == alone })
  }

  @Test("settings of the session reach the runtime, which then takes the file for another format")
  func settings() throws {
    let session = ["session.disable_quant_qdq": "1", "optimization.enable_dq_constant_folding": "1"]
    #expect(try TinyNetwork.convolution.opened(session: session).outputs.count == 2)
    let text = message { () throws(NetworkError) in
      _ = try TinyNetwork.convolution.opened(session: ["session.load_model_format": "ORT"])
    }
    #expect(text.contains("the network cannot be loaded"), "\(text)")
  }
}
