import Core
import Raster

/// The families of objects that can be made.
package enum SceneKind: String, Sendable, CaseIterable {
  /// A house seen from the street: storeys of windows, doors, ornaments, brick or stone.
  case facade
  /// Shapes, stripes, lettering-like marks and a picture on paper.
  case poster
  /// Ground of several colours, by noise.
  case terrain
  /// Polished stone with veins.
  case marble
  /// Leaves and blossoms over each other.
  case foliage
  /// A beach of stones.
  case pebbles
}

/// One object: its family and a seed, which is its identity.
///
/// The same scene at the same size is the same picture everywhere, byte by byte; scenes of different seeds are
/// different objects. The size belongs to the identity too: a scene at another size is laid out anew.
package struct Scene: Sendable, Hashable {
  package var kind: SceneKind
  package var seed: UInt64

  package init(kind: SceneKind, seed: UInt64) {
    self.kind = kind
    self.seed = seed
  }

  /// The `number`-th object of the collection `seed`: the families take turns.
  package init(number: Int, ofCollection seed: UInt64) {
    precondition(number >= 0, "objects are counted from 0")
    let kinds = SceneKind.allCases
    self.init(
      kind: kinds[number % kinds.count], seed: Hashing.combined(seed, UInt64(number)))
  }

  /// The object seen straight on in even light.
  package func picture(width: Int = 640, height: Int = 480) -> ColourPicture {
    let stream = UInt64(SceneKind.allCases.firstIndex(of: kind) ?? 0)
    let random = SeededGenerator(seed: Hashing.mixed(seed), stream: stream)
    switch kind {
    case .facade: return Facade.picture(width: width, height: height, random: random)
    case .poster: return Poster.picture(width: width, height: height, random: random)
    case .terrain: return Terrain.picture(width: width, height: height, random: random)
    case .marble: return Marble.picture(width: width, height: height, random: random)
    case .foliage: return Foliage.picture(width: width, height: height, random: random)
    case .pebbles: return Pebbles.picture(width: width, height: height, random: random)
    }
  }
}
