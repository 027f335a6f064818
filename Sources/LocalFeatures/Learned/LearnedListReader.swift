import Core
import Networks

/// Features from lists: a network that chooses points itself and describes them (ALIKED, SuperPoint with its own selection).
struct LearnedListReader {
  /// Points below are dropped: such networks fill their list up with whatever there is.
  let threshold: Float
  let coordinates: NetworkRecipe.Coordinates
  let quantisation: DescriptorQuantisation
  let maxFeatures: Int

  /// What a network gave for one picture: lists of equal lengths.
  struct Lists {
    /// x and y of each point.
    let places: Tensor
    let scores: Tensor
    let descriptors: Tensor
    /// The part of the network's input that is picture, and all of it.
    let width, height: Int
    let paddedWidth, paddedHeight: Int
  }

  func features(of lists: Lists) -> LearnedFeatures {
    let dimension = quantisation.dimension
    let count = lists.scores.values.count
    let places = pixels(lists)
    let kept = (0..<count).filter { point in
      lists.scores.values[point] >= threshold
        && Self.isInside(places[2 * point], lists.width) && Self.isInside(places[2 * point + 1], lists.height)
    }
    let strongest = StrongestPoints.indices(of: kept.map { lists.scores.values[$0] }, limit: maxFeatures)
    let chosen = strongest.map { kept[$0] }
    var features = LearnedFeatures()
    features.points = chosen.map {
      LearnedFeatures.Point(x: places[2 * $0], y: places[2 * $0 + 1], score: lists.scores.values[$0])
    }
    features.descriptors = [UInt8](unsafeUninitializedCapacity: chosen.count * dimension) { bytes, filled in
      filled = chosen.count * dimension
      lists.descriptors.values.withUnsafeBufferPointer { descriptors in
        guard let from = descriptors.baseAddress, let out = bytes.baseAddress else { return }
        for (index, point) in chosen.enumerated() {
          quantisation.quantiseUnit(from + point * dimension, into: out + index * dimension)
        }
      }
    }
    return features
  }

  /// Padding lies to the right and below.
  private static func isInside(_ place: Float, _ size: Int) -> Bool {
    place >= -0.5 && place < Float(size) - 0.5
  }

  /// x, y, x, y… in pixels of the input.
  private func pixels(_ lists: Lists) -> [Float] {
    switch coordinates {
    case .pixels: return lists.places.values
    case .unit:
      let halves = [Float(lists.paddedWidth - 1) / 2, Float(lists.paddedHeight - 1) / 2]
      return lists.places.values.enumerated().map { ($1 + 1) * halves[$0 % 2] }
    }
  }
}
