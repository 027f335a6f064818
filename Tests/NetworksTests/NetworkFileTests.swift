import Raster
import Testing

@testable import Networks

@Suite("Files of networks", .enabled(if: RuntimeHere.isThere, RuntimeHere.comment))
struct NetworkFileTests {
  @Test("a file that is missing, empty, a folder or no ONNX is refused in a sentence")
  func refused() throws {
    let folder = try NetworkFolder()
    let missing = folder.path("missing.onnx")
    #expect(
      Self.problem(missing) == "\(missing): the network cannot be read: no such file or directory")
    #expect(Self.problem(folder.path).contains("the network cannot be read"))
    #expect(
      Self.problem(try folder.write([UInt8](), to: "empty.onnx")).hasSuffix("the network's file is empty"))
    let text = Self.problem(try folder.write("This is no network.", to: "text.onnx"))
    #expect(text.contains("the network cannot be loaded") && text.hasSuffix("copy it again"), "\(text)")
  }

  private static func problem(_ path: String) -> String {
    message { () throws(NetworkError) in _ = try Network(path: path) }
  }

  @Test("a network whose weights lie in another file is refused, with how to export it")
  func outside() {
    let text = message { () throws(NetworkError) in _ = try TinyNetwork.outside.opened() }
    #expect(text.contains("external_data=False") && text.contains("/dev/null"), "\(text)")
  }

  @Test("a file that is cut anywhere is refused, or is a network that says what is wrong when it runs")
  func cut() {
    let bytes = TinyNetwork.convolution.bytes
    var refused = 0
    for count in 1..<bytes.count where !Self.opensAndRuns(Array(bytes.prefix(count))) { refused += 1 }
    #expect(refused > bytes.count * 9 / 10)
  }

  @Test("no flipped bit of a file ends the process")
  func flipped() {
    let bytes = TinyNetwork.convolution.bytes
    var refused = 0
    for place in bytes.indices {
      var damaged = bytes
      damaged[place] ^= 1 << UInt8(place % 8)
      if !Self.opensAndRuns(damaged) { refused += 1 }
    }
    // Weights may change and the file stay a network.
    #expect(refused > bytes.count / 4)
  }

  /// Whether such a file opens, and runs with a picture.
  private static func opensAndRuns(_ bytes: [UInt8]) -> Bool {
    guard let network = try? TinyNetwork.open(bytes) else { return false }
    let picture = Tensor(shape: [1, 1, 5, 6], values: Array(repeating: 1, count: 30))
    return (try? network.run([("image", picture)], outputs: ["map", "vector"])) != nil
  }

  @Test("the same content has the same hash, another has another")
  func hash() throws {
    let network = try TinyNetwork.convolution.opened()
    let again = try TinyNetwork.convolution.opened()
    let other = try TinyNetwork.root.opened()
    #expect(network.contentHash.wide == again.contentHash.wide)
    #expect(network.contentHash.wide != other.contentHash.wide)
  }

  @Test("the network that the tool's tests use is the one that is written here")
  func stored() throws {
    let path = SharedModels.root + "/Tests/ToolTests/Resources/tiny.onnx"
    let stored = try PictureFile.readBytes(atPath: path)
    #expect(stored == TinyNetwork.convolution.bytes)
  }
}
