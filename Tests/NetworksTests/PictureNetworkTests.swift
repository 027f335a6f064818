import Core
import Raster
import Testing

@testable import Networks

@Suite("Pictures through networks", .enabled(if: RuntimeHere.isThere, RuntimeHere.comment))
struct PictureNetworkTests {
  /// A network that gives its input back, as a map.
  private static func mirror(_ input: String, channels: Int = 3, dimension: Int? = nil) throws
    -> PictureNetwork
  {
    let recipe = try RecipeTests.read(
      """
      {"kind": "map", "dimension": \(dimension ?? channels), "input": {"name": "image", \(input)},
       "outputs": {"map": "out"}, "pooling": "mac"}
      """)
    return try PictureNetwork(
      recipe: recipe, network: try TinyNetwork.identity(channels: nil).opened(),
      recipePath: "models/tiny.json")
  }

  /// Every pixel another colour.
  private static func picture(_ width: Int, _ height: Int) -> ColourPicture {
    let bytes: [UInt8] = (0..<3 * width * height).map { index in
      UInt8(truncatingIfNeeded: index * 7 + index / 50)
    }
    return ColourPicture(width: width, height: height, bytes: bytes)
  }

  @Test(
    "channels come in the recipe's order, as (pixel · scale − mean) / deviation", arguments: ["rgb", "bgr"])
  func numbers(_ order: String) throws {
    let network = try Self.mirror(
      "\"channels\": \"\(order)\", \"side\": 64, \"scale\": 0.5, \"mean\": [1, 2, 3], \"deviation\": [2, 4, 8]"
    )
    let picture = Self.picture(12, 9)
    let map = try #require(try network.run(picture)[.map])
    #expect(map.shape == [3, 9, 12])
    for (index, value) in map.values.enumerated() {
      let (channel, pixel) = (index / 108, index % 108)
      let byte = picture.bytes[3 * pixel + (order == "rgb" ? channel : 2 - channel)]
      let deviation: Double = [2, 4, 8][channel]
      let expected = (Double(byte) * 0.5 - Double(channel + 1)) / deviation
      #expect(abs(Double(value) - expected) < 1e-5)
    }
  }

  @Test("a file's pixels are those of the picture, at its own size where that is small enough")
  func file() throws {
    let picture = Self.picture(40, 30)
    let bytes = try PictureFile.encodedPNG(picture)
    let network = try Self.mirror("\"channels\": \"rgb\", \"side\": 40")
    let output = try network.run(bytes: bytes, named: "a.png")
    #expect(output[.map] == (try network.run(picture))[.map])
    #expect(output.width == 40 && output.height == 30 && output.originalWidth == 40)
  }

  @Test(
    "both sides are padded to the multiple by repeating the border, also where a picture is smaller than it")
  func padding() throws {
    let network = try Self.mirror("\"channels\": \"rgb\", \"side\": 640, \"multiple\": 32")
    let picture = Self.picture(5, 3)
    let output = try network.run(picture)
    #expect(output.width == 5 && output.height == 3 && output.paddedWidth == 32 && output.paddedHeight == 32)
    let map = try #require(output[.map])
    #expect(map.shape == [3, 32, 32])
    for channel in 0..<3 {
      for y in 0..<32 {
        for x in 0..<32 {
          let byte = picture.bytes[3 * (min(y, 2) * 5 + min(x, 4)) + channel]
          #expect(map.values[(channel * 32 + y) * 32 + x] == Float(byte))
        }
      }
    }
  }

  @Test("a large picture is brought down to the side, or to the one that is asked for instead")
  func side() throws {
    let network = try Self.mirror("\"channels\": \"rgb\", \"side\": 32")
    let picture = Self.picture(80, 48)
    let usual = try network.run(picture)
    #expect(
      usual.width == 32 && usual.height == 19 && usual.originalWidth == 80 && usual.originalHeight == 48)
    let larger = try network.run(bytes: try PictureFile.encodedPNG(picture), named: "a.png", side: 60)
    #expect(larger.width == 60 && larger.height == 36 && larger[.map]?.shape == [3, 36, 60])
    let corner = larger.placement.original(x: -0.5, y: 35.5)
    #expect(abs(corner.x + 0.5) < 1e-9 && abs(corner.y - 47.5) < 1e-9)
  }

  @Test("a fixed size stretches a picture, or crops its middle")
  func fixed() throws {
    // Left, middle and right differ; crops of the middle see nothing of the sides.
    var bytes: [UInt8] = []
    for pixel in 0..<60 * 20 {
      let value = UInt8(pixel % 60 / 20 * 100)
      bytes += [value, value, value]
    }
    let picture = ColourPicture(width: 60, height: 20, bytes: bytes)
    let stretched = try Self.mirror("\"channels\": \"rgb\", \"size\": [30, 40]").run(picture)
    #expect(stretched[.map]?.shape == [3, 40, 30] && stretched.placement.shownWidth == 60)
    let row = try #require(stretched[.map]).values[20 * 30..<21 * 30]
    #expect(abs(row[20 * 30]) < 1 && abs(row[20 * 30 + 29] - 200) < 1)
    let cropped = try Self.mirror("\"channels\": \"rgb\", \"size\": [40, 40], \"fit\": \"crop\"").run(
      bytes: try PictureFile.encodedPNG(picture), named: "a.png")
    let map = try #require(cropped[.map])
    #expect(map.shape == [3, 40, 40] && cropped.placement.left == 20 && cropped.placement.shownWidth == 20)
    #expect(map.values.allSatisfy { abs($0 - 100) < 1 })
    let place = cropped.placement.original(x: 0, y: 0)
    #expect(abs(place.x - 19.75) < 1e-9 && abs(place.y + 0.25) < 1e-9)
  }

  @Test("grey networks get the luma of colours, networks of colours a grey picture three times")
  func grey() throws {
    let picture = Self.picture(10, 8)
    let grey = try Self.mirror("\"channels\": \"grey\", \"side\": 64", channels: 1)
    let luma = try #require(try grey.run(picture)[.map])
    let plane = try PictureFile.readGrey(bytes: try PictureFile.encodedPNG(picture), named: "a.png").plane
    for (value, pixel) in zip(luma.values, plane.pixels) { #expect(abs(value - pixel) <= 0.51) }
    let colours = try Self.mirror("\"channels\": \"rgb\", \"side\": 64").run(plane)
    #expect(colours[.map]?.values == plane.pixels + plane.pixels + plane.pixels)
  }

  @Test(
    "a picture that cannot be read is refused by its name; a cut one is taken if that is wished, and told")
  func damaged() throws {
    let network = try Self.mirror("\"channels\": \"rgb\", \"side\": 64")
    let text = message { () throws(NetworkError) in _ = try network.run(bytes: [1, 2, 3], named: "a.jpg") }
    #expect(text.hasPrefix("a.jpg: "), "\(text)")
    let cut = Array(try PictureFile.encodedJPEG(Self.picture(64, 64)).dropLast(900))
    var reading = PictureFile.ReadingOptions()
    #expect(
      message { () throws(NetworkError) in _ = try network.run(bytes: cut, named: "b.jpg") } != "no error")
    reading.toleratesTruncation = true
    #expect(try network.run(bytes: cut, named: "b.jpg", reading: reading).warnings.count == 1)
  }

  @Test("patches are described one by one")
  func patches() throws {
    let recipe = try RecipeTests.read(
      """
      {"kind": "patch", "dimension": 2, "input": {"name": "image", "channels": "grey", "size": [8, 8], "scale": 2},
       "outputs": {"descriptors": "vector"}}
      """)
    let network = try PictureNetwork(
      recipe: recipe, network: try TinyNetwork.convolution.opened(), recipePath: "models/tiny.json")
    let patches = (0..<3 * 64).map { Float($0 % 50) }
    let all = try network.run(patches: patches, count: 3)
    #expect(all.shape == [3, 2])
    for patch in 0..<3 {
      let single = try network.run(patches: Array(patches[patch * 64..<(patch + 1) * 64]), count: 1)
      for (a, b) in zip(single.values, all.values[2 * patch..<2 * patch + 2]) { #expect(abs(a - b) < 1e-4) }
    }
    #expect(try network.run(patches: [], count: 0).shape == [0, 2])
  }
}
