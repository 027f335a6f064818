import Core
import Foundation
import Testing

@testable import Networks

@Suite("Fingerprints of networks")
struct FingerprintTests {
  private static let content = ContentHash(of: [1, 2, 3])

  private static func fingerprint(_ json: String, _ hash: ContentHash = content) throws -> String {
    try RecipeTests.read(json).fingerprint(with: hash)
  }

  @Test("names, places, order of keys and blanks change nothing")
  func same() throws {
    let plain = try Self.fingerprint(RecipeTests.global)
    #expect(plain.count == 32)
    let other = """
      {"outputs":{"vector":"out"},"file":"elsewhere.onnx","name":"Another","input":{"side":224,"channels":"rgb",
       "name":"image","mean":0,"deviation":[1,1,1],"scale":1.0,"multiple":1},"dimension":8,"kind":"global","scales":[1]}
      """
    #expect(try Self.fingerprint(other) == plain)
  }

  @Test(
    "whatever changes outputs changes it",
    arguments: [
      ("rgb", "bgr"), ("224", "225"), ("\"out\"", "\"pool\""), ("224", "224, \"mean\": 1"),
      ("224", "224, \"deviation\": [1, 1, 2]"), ("224", "224, \"scale\": 0.5"),
      ("224", "224, \"multiple\": 32"),
      ("\"side\": 224", "\"size\": [224, 224]"), ("\"kind\"", "\"scales\": [1, 0.5], \"kind\""),
      ("\"kind\"", "\"session\": {\"a\": \"1\"}, \"kind\""),
      ("\"kind\"", "\"integers\": {\"k\": 1}, \"kind\""),
      ("\"dimension\": 8", "\"dimension\": 9"),
    ])
  func different(_ from: String, _ to: String) throws {
    let changed = RecipeTests.global.replacingOccurrences(of: from, with: to)
    #expect(try Self.fingerprint(changed) != Self.fingerprint(RecipeTests.global))
  }

  @Test("another network changes it")
  func network() throws {
    #expect(
      try Self.fingerprint(RecipeTests.global, ContentHash(of: [1, 2, 4]))
        != Self.fingerprint(RecipeTests.global))
  }

  @Test("the side of a local network is a limit and doesn't count, its stride does")
  func local() throws {
    func json(side: Int, stride: Int) -> String {
      """
      {"kind": "local", "dimension": 8, "input": {"name": "x", "channels": "grey", "side": \(side)},
       "outputs": {"descriptors": "d", "heatmap": "h"}, "points": {"stride": \(stride)}}
      """
    }
    let usual = try Self.fingerprint(json(side: 640, stride: 8))
    #expect(try Self.fingerprint(json(side: 1024, stride: 8)) == usual)
    #expect(try Self.fingerprint(json(side: 640, stride: 4)) != usual)
  }
}
