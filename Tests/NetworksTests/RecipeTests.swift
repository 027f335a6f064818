import Core
import Foundation
import Testing

@testable import Networks

@Suite("Recipes of networks")
struct RecipeTests {
  static let global = """
    {"kind": "global", "dimension": 8, "input": {"name": "image", "channels": "rgb", "side": 224},
     "outputs": {"vector": "out"}}
    """

  static func read(_ json: String) throws(NetworkError) -> NetworkRecipe {
    try NetworkRecipe(json: Array(json.utf8), path: "models/tiny.json")
  }

  @Test("what a recipe doesn't say has a plain value")
  func defaults() throws {
    let recipe = try Self.read(Self.global)
    #expect(recipe.name == "tiny" && recipe.kind == .global && recipe.file == nil)
    #expect(recipe.input.size == .longestSide(224) && recipe.input.multiple == 1 && recipe.input.scale == 1)
    #expect(recipe.input.mean == [0, 0, 0] && recipe.input.deviation == [1, 1, 1])
    #expect(recipe.outputs == [.vector: "out"] && recipe.roles == [.vector])
    #expect(recipe.scales == [1] && recipe.session.isEmpty && recipe.integers.isEmpty)
  }

  @Test("every key is read")
  func everything() throws {
    let map = try Self.read(
      """
      {"name": "Map", "kind": "map", "file": "a.onnx", "dimension": 16, "scales": [1, 0.5],
       "input": {"name": "x", "channels": "bgr", "size": [224, 160], "fit": "crop", "multiple": 32,
                 "scale": 0.5, "mean": [1, 2, 3], "deviation": 4},
       "integers": {"k": 7, "list": [1, 2]}, "outputs": {"map": "y"},
       "pooling": {"method": "gem", "power": 2.5}, "session": {"a.b": "1"}}
      """)
    #expect(map.name == "Map" && map.file == "a.onnx" && map.scales == [1, 0.5])
    #expect(map.input.size == .fixed(width: 224, height: 160, fit: .crop))
    #expect(map.input.channels == .bgr && map.input.multiple == 32 && map.input.scale == 0.5)
    #expect(map.input.mean == [1, 2, 3] && map.input.deviation == [4, 4, 4])
    #expect(map.integers == [.init(name: "k", values: [7]), .init(name: "list", values: [1, 2])])
    #expect(map.pooling == .power(2.5) && map.session == ["a.b": "1"])
    let local = try Self.read(
      """
      {"kind": "local", "dimension": 64, "input": {"name": "x", "channels": "grey", "side": 640},
       "outputs": {"heatmap": "h", "descriptors": "d", "reliability": "r"},
       "points": {"threshold": 0.1, "separation": 3, "stride": 4, "region": 20}}
      """)
    #expect(local.points == .init(threshold: 0.1, separation: 3, stride: 4, region: 20))
    #expect(local.roles == [.descriptors, .heatmap, .reliability] && local.hasHeatMap)
    let list = try Self.read(
      """
      {"kind": "local", "dimension": 64, "input": {"name": "x", "channels": "grey", "side": 640},
       "outputs": {"keypoints": "k", "scores": "s", "descriptors": "d"}, "points": {"coordinates": "unit"}}
      """)
    #expect(list.points?.coordinates == .unit && !list.hasHeatMap)
    let patch = try Self.read(
      """
      {"kind": "patch", "dimension": 128, "input": {"name": "x", "channels": "grey", "size": [32, 32]},
       "outputs": {"descriptors": "d"}, "region": 12}
      """)
    #expect(patch.patchRegion == 12)
  }

  @Test(
    "the words for pooling",
    arguments: [
      ("\"spoc\"", "average"), ("\"mac\"", "maximum"), ("\"none\"", "none"), ("\"crow\"", "crow"),
      ("\"gem\"", "gem-3"), ("{\"method\": \"r-mac\", \"levels\": 4}", "r-mac-4"), ("\"r-mac\"", "r-mac-3"),
      ("{\"method\": \"gem\", \"power\": 2.5}", "gem-2.5"),
    ])
  func pooling(_ json: String, _ name: String) throws {
    let recipe = try Self.read(
      """
      {"kind": "map", "dimension": 8, "input": {"name": "x", "channels": "rgb", "side": 224},
       "outputs": {"map": "y"}, "pooling": \(json)}
      """)
    #expect(recipe.pooling?.name == name)
  }

  @Test("a file that is missing or no JSON is refused in a sentence")
  func noRecipe() throws {
    let missing = message { () throws(NetworkError) in _ = try NetworkRecipe(path: "/nowhere/a.json") }
    #expect(missing == "/nowhere/a.json: the recipe cannot be read: no such file or directory")
    let text = message { () throws(NetworkError) in _ = try Self.read("{\"kind\": }") }
    #expect(text == "models/tiny.json: the recipe is no JSON: line 1, column 10: a value is expected")
    #expect(
      message { () throws(NetworkError) in _ = try Self.read("[]") }.contains("a recipe is a JSON object"))
  }

  @Test("points may be sought in enlargements, up to twofold, where the input takes any size")
  func enlargements() throws {
    func local(_ scales: String, _ size: String = "\"side\": 640") throws(NetworkError) -> NetworkRecipe {
      try Self.read(
        """
        {"kind": "local", "dimension": 64, "input": {"name": "x", "channels": "grey", \(size)},
         "outputs": {"descriptors": "d", "heatmap": "h"}, "scales": \(scales)}
        """)
    }
    #expect(try local("[1.414, 1, 0.5]").scales == [1.414, 1, 0.5])
    let larger = message { () throws(NetworkError) in _ = try local("[2.5, 1]") }
    #expect(larger.contains("scales must be a list of numbers from 0.1 to 2.0"))
    let fixed = message { () throws(NetworkError) in _ = try local("[1.414, 1]", "\"size\": [640, 480]") }
    #expect(fixed.contains("scales needs an input with a side"))
  }

  @Test("the recipes of the documentation can be read")
  func documented() throws {
    for name in ["xfeat", "xfeat-scales", "aliked", "mobilenet-edgetpu"] {
      _ = try NetworkRecipe(path: SharedModels.recipes + "/\(name).json")
    }
  }
}

@Suite("Recipes that are refused")
struct RecipeRefusalTests {
  /// What is changed in a sound recipe, and what is said of it.
  static let cases: [(from: String, to: String, message: String)] = [
    ("\"kind\": \"global\", ", "", "kind is missing"),
    ("\"global\"", "\"whole\"", "kind must be one of: global, map, local, patch"),
    ("\"dimension\": 8, ", "", "dimension is missing"),
    ("8", "0", "dimension must be a whole number from 1 to 65536"),
    ("8", "8.5", "dimension must be a whole number"),
    ("\"kind\"", "\"size\": 3, \"kind\"", "size is no part of a recipe here, which may have: dimension"),
    ("\"kind\"", "\"pooling\": \"mac\", \"kind\"", "pooling is no part of a recipe here"),
    ("\"name\": \"image\", ", "", "input.name is missing"),
    ("\"image\"", "7", "input.name must be a text"),
    ("\"rgb\"", "\"RGB\"", "input.channels must be one of: rgb, bgr, grey"),
    ("\"channels\": \"rgb\", ", "", "input.channels is missing"),
    (", \"side\": 224", "", "input.side or size is missing"),
    ("224", "4", "input.side must be a whole number from 8 to 8192"),
    ("224", "224, \"size\": [224, 224]", "input.side and size exclude each other"),
    ("224", "224, \"fit\": \"crop\"", "input.fit goes with size"),
    ("\"side\": 224", "\"size\": [224]", "input.size must be [width, height], each from 8 to 8192"),
    ("\"side\": 224", "\"size\": [224, 224, 3]", "input.size must be [width, height]"),
    ("224", "224, \"multiple\": 0", "input.multiple must be a whole number from 1 to 512"),
    ("224", "224, \"mean\": [1, 2]", "input.mean must be a number, or 3 of them"),
    ("224", "224, \"deviation\": 0", "input.deviation must be a number, or 3 of them"),
    (
      "224", "224, \"stdd\": 1", "input.stdd is no part of a recipe here, which may have: channels, deviation"
    ),
    ("{\"vector\": \"out\"}", "{}", "outputs.vector is missing"),
    (
      "{\"vector\": \"out\"}", "{\"vector\": \"out\", \"map\": \"m\"}",
      "outputs.map is no part of a recipe here"
    ),
    ("{\"vector\": \"out\"}", "[]", "outputs must be an object"),
    ("\"kind\"", "\"scales\": [], \"kind\"", "scales must be a list of numbers"),
    ("\"kind\"", "\"scales\": [9], \"kind\"", "scales must be a list of numbers from 0.1 to 4.0"),
    ("\"kind\"", "\"session\": {\"a\": 1}, \"kind\"", "session.a must be a text"),
    ("\"kind\"", "\"integers\": {\"k\": 1.5}, \"kind\"", "integers.k must be a whole number"),
  ]

  @Test("each fault has its sentence", arguments: cases)
  func global(_ fault: (from: String, to: String, message: String)) {
    let place = RecipeTests.global.range(of: fault.from)
    let json = place.map { RecipeTests.global.replacingCharacters(in: $0, with: fault.to) } ?? ""
    let text = message { () throws(NetworkError) in _ = try RecipeTests.read(json) }
    #expect(text.hasPrefix("models/tiny.json: " + fault.message), "\(text)")
  }

  @Test(
    "a local network says how points come",
    arguments: [
      ("{\"descriptors\": \"d\"}", "outputs.heatmap or keypoints must be there, and not both"),
      ("{\"heatmap\": \"h\"}", "outputs.descriptors is missing"),
      (
        "{\"descriptors\": \"d\", \"heatmap\": \"h\", \"keypoints\": \"k\", \"scores\": \"s\"}",
        "outputs.heatmap or keypoints must be there, and not both"
      ),
      ("{\"descriptors\": \"d\", \"keypoints\": \"k\"}", "outputs.scores and keypoints go together"),
      (
        "{\"descriptors\": \"d\", \"keypoints\": \"k\", \"scores\": \"s\", \"reliability\": \"r\"}",
        "outputs.reliability goes with a heatmap"
      ),
    ])
  func local(_ outputs: String, _ expected: String) {
    let json = """
      {"kind": "local", "dimension": 8, "input": {"name": "x", "channels": "grey", "side": 64}, "outputs": \(outputs)}
      """
    let text = message { () throws(NetworkError) in _ = try RecipeTests.read(json) }
    #expect(text.hasPrefix("models/tiny.json: " + expected), "\(text)")
  }

  @Test("a map without pooling is refused, and a list of points has no stride")
  func others() {
    let map = """
      {"kind": "map", "dimension": 8, "input": {"name": "x", "channels": "grey", "side": 64}, "outputs": {"map": "m"}}
      """
    #expect(
      message { () throws(NetworkError) in _ = try RecipeTests.read(map) }.contains("pooling is missing"))
    let list = """
      {"kind": "local", "dimension": 8, "input": {"name": "x", "channels": "grey", "side": 64},
       "outputs": {"descriptors": "d", "keypoints": "k", "scores": "s"}, "points": {"stride": 8}}
      """
    let text = message { () throws(NetworkError) in _ = try RecipeTests.read(list) }
    #expect(text.contains("points.stride is no part of a recipe here"), "\(text)")
  }
}
