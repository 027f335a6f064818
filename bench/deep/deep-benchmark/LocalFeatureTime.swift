import Core
import LocalFeatures
import Networks
import Raster

/// How long a picture takes through a network's whole feature stage, beside the network alone on the same input: one thread, turn by turn, so
/// that whatever else the machine does meets both.
///
///     deep-benchmark local-features RECIPE.json PICTURE [WIDTH HEIGHT [ROUNDS]]
///
/// The stage begins with a decoded picture of WIDTH × HEIGHT and ends with regions and descriptors of bytes.
enum LocalFeatureTime {
  private static let warmUpRounds = 3

  static func run(_ arguments: [String]) throws {
    guard arguments.count >= 2 else {
      print("usage: deep-benchmark local-features RECIPE.json PICTURE [WIDTH HEIGHT [ROUNDS]]")
      return
    }
    let numbers = arguments.dropFirst(2).compactMap(Int.init)
    let (width, height) = numbers.count >= 2 ? (numbers[0], numbers[1]) : (640, 480)
    let rounds = numbers.count > 2 ? max(1, numbers[2]) : 50
    let network = try PictureNetwork(recipePath: arguments[0])
    let extractor = try LearnedFeatureExtractor(recipePath: arguments[0])
    let picture = try picture(atPath: arguments[1], width: width, height: height, of: network.recipe)
    let tensor = tensor(of: picture, for: network.recipe)

    var (alone, whole): ([Double], [Double]) = ([], [])
    var count = 0
    for round in 0..<rounds + warmUpRounds {
      let first = now()
      _ = try run(network, tensor)
      let middle = now()
      count = try extractor.extract(from: picture)[0].count
      let last = now()
      guard round >= warmUpRounds else { continue }
      alone.append(middle - first)
      whole.append(last - middle)
    }
    report(alone, whole, count: count, width: width, height: height)
  }

  private static func run(_ network: PictureNetwork, _ tensor: Tensor) throws(NetworkError) -> [Tensor] {
    let recipe = network.recipe
    return try network.network.run(
      [(recipe.input.name, tensor)], integers: recipe.integers.map { ($0.name, $0.values) },
      outputs: recipe.roles.compactMap { recipe.outputs[$0] })
  }

  private static func picture(
    atPath path: String, width: Int, height: Int, of recipe: NetworkRecipe
  ) throws -> DecodedPicture {
    let planes =
      recipe.input.channels == .grey
      ? [try PictureFile.readGrey(atPath: path).plane] : try PictureFile.readColour(atPath: path).planes
    return DecodedPicture(
      planes: planes.map { $0.resampled(toWidth: width, height: height) }, originalWidth: width,
      originalHeight: height)
  }

  /// The planes one after the other, both sides filled up to the recipe's multiple.
  private static func tensor(of picture: DecodedPicture, for recipe: NetworkRecipe) -> Tensor {
    let multiple = recipe.input.multiple
    let width = (picture.width + multiple - 1) / multiple * multiple
    let height = (picture.height + multiple - 1) / multiple * multiple
    let values = picture.planes.flatMap { plane in
      (0..<height).flatMap { y in
        (0..<width).map { x in
          plane[min(x, plane.width - 1), min(y, plane.height - 1)] * Float(recipe.input.scale)
        }
      }
    }
    return Tensor(shape: [1, picture.planes.count, height, width], values: values)
  }

  /// `key=value` lines, times in milliseconds.
  private static func report(_ alone: [Double], _ whole: [Double], count: Int, width: Int, height: Int) {
    func milliseconds(_ seconds: Double) -> String {
      var text = TextWriter()
      text.append(seconds * 1000, decimals: 3)
      return String(decoding: text.bytes, as: UTF8.self)
    }
    func middle(_ times: [Double]) -> Double { times.sorted()[times.count / 2] }
    func least(_ times: [Double]) -> Double { times.min() ?? 0 }
    print("picture=\(width)x\(height)\nfeatures=\(count)\nrounds=\(alone.count)")
    print("network-median=\(milliseconds(middle(alone)))\nstage-median=\(milliseconds(middle(whole)))")
    print("network-least=\(milliseconds(least(alone)))\nstage-least=\(milliseconds(least(whole)))")
    var ratios = TextWriter()
    ratios.append("ratio-of-medians=")
    ratios.append(middle(whole) / middle(alone), decimals: 3)
    ratios.append("\nratio-of-least=")
    ratios.append(least(whole) / least(alone), decimals: 3)
    print(String(decoding: ratios.bytes, as: UTF8.self))
  }

  /// Seconds of a clock that only goes on.
  private static func now() -> Double {
    let time = ContinuousClock.now - start
    return Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
  }

  private static let start = ContinuousClock.now
}
