import Core

/// The weights of CroW, for one map x of channels k and places p:
///
///     place:    s(p) = √( S(p) / √Σ S² )           S(p) = Σₖ xₖ(p), what is negative counting as 0
///     channel:  i(k) = ln( (Kε + Σⱼ q(j)) / (ε + q(k)) )   q(k): the share of places where xₖ is above 0
///
/// so that places where much is seen count more, and channels that answer nearly everywhere count less.
struct CrossDimensionalWeights {
  private static let epsilon = 1e-6

  /// Row after row of the part that shows the picture.
  let places: [Float]
  let channels: [Float]

  init(of map: FeatureMap) {
    places = Self.placeWeights(map)
    channels = Self.channelWeights(map)
  }

  func vector(of map: FeatureMap) -> [Float] {
    (0..<map.channelCount).map { channel in
      var sum = 0.0
      var place = 0
      map.forEachRow(of: map.region, channel: channel) { row in
        for value in row {
          sum += Double(value) * Double(places[place])
          place += 1
        }
      }
      return Float(sum * Double(channels[channel]))
    }
  }

  private static func placeWeights(_ map: FeatureMap) -> [Float] {
    var sums = [Double](repeating: 0, count: map.width * map.height)
    for channel in 0..<map.channelCount {
      var place = 0
      map.forEachRow(of: map.region, channel: channel) { row in
        for value in row {
          sums[place] += Double(value)
          place += 1
        }
      }
    }
    for place in sums.indices { sums[place] = max(0, sums[place]) }
    let length = sums.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length > 0 else { return sums.map { _ in 0 } }
    return sums.map { Float(($0 / length).squareRoot()) }
  }

  private static func channelWeights(_ map: FeatureMap) -> [Float] {
    let shares = (0..<map.channelCount).map { channel in
      var count = 0
      map.forEachRow(of: map.region, channel: channel) { row in
        for value in row where value > 0 { count += 1 }
      }
      return Double(count) / Double(map.width * map.height)
    }
    let whole = Double(map.channelCount) * epsilon + shares.reduce(0, +)
    let naturalOfTwo = 0.693_147_180_559_945_3
    return shares.map { Float(binaryLogarithm(whole / (epsilon + $0)) * naturalOfTwo) }
  }
}
