import Foundation
import Testing

@testable import Networks

@Suite("Recipes and graphs", .enabled(if: RuntimeHere.isThere, RuntimeHere.comment))
struct GraphCheckTests {
  private static func problem(_ json: String, _ network: TinyNetwork) -> String {
    message { () throws(NetworkError) in
      _ = try PictureNetwork(
        recipe: try RecipeTests.read(json), network: try network.opened(), recipePath: "models/tiny.json")
    }
  }

  private static func map(
    dimension: Int = 2, input: String = "image", output: String = "map", more: String = ""
  ) -> String {
    """
    {"kind": "map", "dimension": \(dimension), "input": {"name": "\(input)", "channels": "grey", "side": 64},
     "outputs": {"map": "\(output)"}, "pooling": "mac"\(more)}
    """
  }

  @Test("an output that is not in the graph is refused with those that are")
  func output() {
    #expect(
      Self.problem(Self.map(output: "fc7"), .convolution)
        == "models/tiny.json: the output fc7 is not in tiny.onnx, whose outputs are map (? × 2 × ? × ?), "
        + "vector (? × 2 × 1 × 1)")
  }

  @Test(
    "an input that is not in the graph is refused with those that are; one that the recipe leaves out, too")
  func input() {
    #expect(
      Self.problem(Self.map(input: "data"), .convolution)
        == "models/tiny.json: the input data is not in tiny.onnx, whose inputs are image (? × 1 × ? × ?)")
    let hungry = Self.problem(Self.map(dimension: 1, output: "out"), .integers)
    #expect(
      hungry.contains("tiny.onnx wants an input top_k too: give it in the recipe under integers"), "\(hungry)"
    )
    let unknown = Self.problem(Self.map(more: ", \"integers\": {\"k\": 3}"), .convolution)
    #expect(unknown.contains("the input k is not in tiny.onnx"), "\(unknown)")
  }

  @Test("channels, sizes and dimensions that the graph states otherwise are refused")
  func lengths() {
    let channels = Self.problem(Self.map().replacingOccurrences(of: "grey", with: "rgb"), .convolution)
    #expect(
      channels.contains("rgb has 3 channels, and the network takes image (? × 1 × ? × ?)"), "\(channels)")
    #expect(
      Self.problem(Self.map(dimension: 3), .convolution).contains(
        "the dimension is 3, and the output map has 2: map (? × 2 × ? × ?)"))
    var fixed = TinyNetwork.convolution
    fixed.inputs[0].shape = [1, 1, 20, 24]
    let size = Self.problem(Self.map(), fixed)
    #expect(
      size.contains("takes pictures of 24 × 20 and no others: say \"size\": [24, 20]"), "\(size)")
    let right = Self.map().replacingOccurrences(of: "\"side\": 64", with: "\"size\": [24, 20]")
    #expect(Self.problem(right, fixed) == "no error")
  }

  @Test("a dimension that only a run shows is refused then")
  func run() throws {
    let recipe = try RecipeTests.read(
      """
      {"kind": "global", "dimension": 5, "input": {"name": "image", "channels": "grey", "side": 64},
       "outputs": {"vector": "out"}}
      """)
    let network = try PictureNetwork(
      recipe: recipe, network: try TinyNetwork.identity(channels: nil).opened(),
      recipePath: "models/tiny.json")
    let text = message { () throws(NetworkError) in
      _ = try network.run(.init(width: 3, height: 2, filledWith: 1))
    }
    #expect(
      text == "tiny.onnx: the output out is 1 × 1 × 2 × 3, which is no vector of the recipe's dimension 5 "
        + "for an input of 3 × 2 pixels")
  }

  @Test("the file that a recipe names lies beside it, and one that is named instead is taken")
  func file() throws {
    let folder = try NetworkFolder()
    try folder.write(TinyNetwork.convolution.bytes, to: "tiny.onnx")
    try folder.write(TinyNetwork.root.bytes, to: "other.onnx")
    let recipe = try folder.write(Self.map(more: ", \"file\": \"tiny.onnx\""), to: "a.json")
    let network = try PictureNetwork(recipePath: recipe)
    #expect(network.network.path == folder.path("tiny.onnx") && network.recipe.name == "a")
    let other = message { () throws(NetworkError) in
      _ = try PictureNetwork(recipePath: recipe, networkPath: folder.path("other.onnx"))
    }
    #expect(other.contains("the output map is not in \(folder.path("other.onnx"))"), "\(other)")
    let missing = try folder.write(Self.map(more: ", \"file\": \"gone.onnx\""), to: "b.json")
    #expect(
      message { () throws(NetworkError) in _ = try PictureNetwork(recipePath: missing) }
        == "\(folder.path("gone.onnx")): the network cannot be read: no such file or directory")
    let nameless = try folder.write(Self.map(), to: "c.json")
    #expect(
      message { () throws(NetworkError) in _ = try PictureNetwork(recipePath: nameless) }.contains(
        "the recipe names no file"))
  }
}
