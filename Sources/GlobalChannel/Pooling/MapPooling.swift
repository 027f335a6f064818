import Core

/// From a convolutional map to one number a channel (or several regions' worth of them), of length 1.
package enum MapPooling: Sendable, Equatable {
  /// The mean of each channel: SPoC (Babenko & Lempitsky 2015), without its centre prior.
  case average
  /// The largest number of each channel: MAC.
  case maximum
  /// R-MAC: the largest numbers of square regions on so many levels, each region's vector made of length 1, summed.
  case regions(levels: Int)
  /// GeM (Radenović, Tolias & Chum 2018): the mean of the p-th powers, and its p-th root; between the mean and the largest.
  case generalisedMean(power: Float)
  /// CroW (Kalantidis, Mellina & Osindero 2016): places weighed by how much they answer, channels by how rarely.
  case crossDimensional

  /// What R-MAC is published with.
  package static let usualLevels = 3
  package static let usualPower: Float = 3

  /// The vector of a map, of length 1; `nil` for a map that has no direction: all zeros.
  package func vector(of map: FeatureMap) -> [Float]? {
    switch self {
    case .average: Self.average(map).normalised()
    case .maximum: Self.maximum(map, in: map.region).normalised()
    case .regions(let levels): Self.regions(map, levels: levels).normalised()
    case .generalisedMean(let power): Self.generalisedMean(map, power: power).normalised()
    case .crossDimensional: CrossDimensionalWeights(of: map).vector(of: map).normalised()
    }
  }

  private static func average(_ map: FeatureMap) -> [Float] {
    let share = 1 / Double(map.width * map.height)
    return (0..<map.channelCount).map { channel in
      var sum = 0.0
      map.forEachRow(of: map.region, channel: channel) { row in
        for value in row { sum += Double(value) }
      }
      return Float(sum * share)
    }
  }

  static func maximum(_ map: FeatureMap, in region: MapRegion) -> [Float] {
    (0..<map.channelCount).map { channel in
      var largest = -Float.infinity
      map.forEachRow(of: region, channel: channel) { row in
        for value in row { largest = max(largest, value) }
      }
      return largest
    }
  }

  private static func regions(_ map: FeatureMap, levels: Int) -> [Float] {
    var sum = [Float](repeating: 0, count: map.channelCount)
    for region in MapRegions.squares(width: map.width, height: map.height, levels: levels) {
      guard let vector = maximum(map, in: region).normalised() else { continue }
      for channel in sum.indices { sum[channel] += vector[channel] }
    }
    return sum
  }

  /// Numbers below this count as this, as its authors have it: a root of zero has no slope, and negative numbers no powers.
  private static let leastValue: Float = 1e-6

  private static func generalisedMean(_ map: FeatureMap, power: Float) -> [Float] {
    let share = 1 / Double(map.width * map.height)
    let wholePower = power == power.rounded() && (1...8).contains(power) ? Int(power) : nil
    return (0..<map.channelCount).map { channel in
      var sum = 0.0
      map.forEachRow(of: map.region, channel: channel) { row in
        for value in row {
          let value = Double(max(leastValue, value))
          if let wholePower {
            var product = value
            for _ in 1..<wholePower { product *= value }
            sum += product
          } else {
            sum += powerOfTwo(Double(power) * binaryLogarithm(value))
          }
        }
      }
      return Float(powerOfTwo(binaryLogarithm(sum * share) / Double(power)))
    }
  }
}
