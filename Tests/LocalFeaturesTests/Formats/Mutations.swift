import Core
import LocalFeatures
import Testing

/// Broken copies of a file: every prefix, and seeded changes of bytes.
enum Mutations {
  /// Whatever `decode` is given, it must return proper features or throw `FeatureError`.
  static func check(of whole: [UInt8], decode: ([UInt8]) throws -> FeatureSet) throws {
    var accepted = 0
    var refused = 0
    for bytes in prefixes(of: whole) + changes(of: whole, count: 3000) {
      do {
        let features = try decode(bytes)
        #expect(features.regions.allSatisfy { $0.scale > 0 && $0.scale.isFinite && $0.x.isFinite })
        accepted += 1
      } catch is FeatureError {
        refused += 1
      }
    }
    // A digit that became another digit is still a good file: both kinds must occur.
    #expect(accepted > 0 && refused > 0)
  }

  private static func prefixes(of whole: [UInt8]) -> [[UInt8]] {
    whole.indices.map { Array(whole[..<$0]) }
  }

  private static func changes(of whole: [UInt8], count: Int) -> [[UInt8]] {
    var random = SeededGenerator(seed: 7)
    let likely = Array("0123456789 .-+eE\n\r\tnx,".utf8)
    return (0..<count).map { _ in
      var bytes = whole
      for _ in 0...random.index(below: 3) {
        let place = random.index(below: bytes.count)
        switch random.index(below: 4) {
        case 0: bytes[place] = UInt8(random.index(below: 256))
        case 1: bytes[place] = likely[random.index(below: likely.count)]
        case 2: bytes.insert(likely[random.index(below: likely.count)], at: place)
        default: bytes.remove(at: place)
        }
      }
      return bytes
    }
  }
}
