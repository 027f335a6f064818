import Core
import Networks
import Raster

/// From a picture to the local features of a network: points and descriptors that were learned, as bytes like the classical ones, so that they become
/// words, signatures and correspondences in the same way.
///
/// The picture is brought to the size that the recipe wants, the network runs on the calling thread, and points are read off what it says
/// (`LearnedMapReader`, `LearnedListReader`); or the classical stages find regions, and the network describes their patches.
/// One extractor serves any number of threads at once.
///
/// A network of maps or lists measures no shapes: all its regions are circles of one radius, that of what a descriptor sees (the recipe's
/// `region`), in pixels of the original picture. That says how large things looked to the network, not how large this one is.
public final class LearnedFeatureExtractor: Sendable {
  /// How many features, and of how large a picture.
  package struct Limits: Sendable, Equatable {
    package var maxFeatures: Int
    package var maxSide: Int
  }

  /// Where the network's recipe was read from.
  public let recipePath: String
  /// Everything that decides what the descriptors mean.
  public let recipe: Recipe
  package let limits: Limits
  /// Of what is matched in pictures that are compared: bytes farther apart are no match.
  package let greatestMatchDistance: Float
  let network: PictureNetwork
  private let reader: Reader

  /// How features come out of the network.
  private enum Reader {
    case maps(LearnedMapReader)
    case lists(LearnedListReader)
    /// Classical regions, of which the network describes patches of so many pixels a side.
    case patches(FeatureExtractor, side: Int)
  }

  /// Opens the network of a recipe. Without limits of their own, the recipe's hold.
  public init(recipePath: String, maxFeatures: Int? = nil, maxSide: Int? = nil) throws(FeatureError) {
    do {
      network = try PictureNetwork(recipePath: recipePath)
    } catch {
      throw FeatureError(error.description)
    }
    self.recipePath = recipePath
    let settings = try LearnedFeatureSettings(network.recipe, path: recipePath)
    limits = Limits(
      maxFeatures: maxFeatures ?? settings.maxFeatures, maxSide: maxSide ?? settings.maxSide)
    try settings.check(limits, path: recipePath)
    recipe = settings.recipe(fingerprint: network.fingerprint)
    let quantisation = DescriptorQuantisation(dimension: settings.dimension)
    greatestMatchDistance =
      settings.leastCosine.map {
        quantisation.squaredDistance(ofCosine: $0).squareRoot()
      } ?? .infinity
    reader = try Self.reader(settings, limits, quantisation)
  }

  private static func reader(
    _ settings: LearnedFeatureSettings, _ limits: Limits, _ quantisation: DescriptorQuantisation
  ) throws(FeatureError) -> Reader {
    if var regions = settings.regions, case .fixed(let side, _, _) = settings.network.input.size {
      regions.maxFeatures = limits.maxFeatures
      regions.maxSide = limits.maxSide
      return .patches(try FeatureExtractor(options: regions), side: side)
    }
    let points = settings.network.points ?? NetworkRecipe.Points()
    guard settings.network.hasHeatMap else {
      return .lists(
        LearnedListReader(
          threshold: Float(points.threshold), coordinates: points.coordinates, quantisation: quantisation,
          maxFeatures: limits.maxFeatures))
    }
    return .maps(
      LearnedMapReader(
        maxima: HeatmapMaxima(threshold: Float(points.threshold), radius: points.separation),
        grid: points.grid, quantisation: quantisation, maxFeatures: limits.maxFeatures))
  }

  /// Bytes a descriptor.
  package var dimension: Int { network.recipe.dimension }

  /// Whether regions have sizes and shapes of their own.
  package var measuresShapes: Bool {
    if case .patches = reader { true } else { false }
  }

  /// Whether it sees pictures of any size, and in each of them things of about one size.
  var findsOneSize: Bool {
    guard !measuresShapes, case .longestSide = network.recipe.input.size else { return false }
    return true
  }

  /// The described region's radius in units of a region's scale: circles of a network are the described regions themselves.
  package var measurementRegion: Float {
    if case .patches(let extractor, _) = reader { extractor.options.measurementRegion } else { 1 }
  }

  /// Whether a recipe's features are a network's.
  package static func isRecipe(_ recipe: Recipe) -> Bool {
    recipe["descriptor"] == LearnedFeatureSettings.descriptorName
  }
}

extension LearnedFeatureExtractor {
  /// The picture as the network wants it: grey or in colour, no larger than the limit.
  package func decode(
    _ bytes: [UInt8], named name: String, options: PictureFile.ReadingOptions
  ) throws(RasterError) -> DecodedPicture {
    guard network.recipe.input.channels != .grey, !measuresShapes else {
      return DecodedPicture(
        try PictureFile.readGrey(bytes: bytes, named: name, maxSide: limits.maxSide, options: options))
    }
    let size = try PictureFile.size(ofBytes: bytes, named: name, options: options)
    let read = try PictureFile.readColourAndWarnings(
      bytes: bytes, named: name, maxSide: limits.maxSide, options: options)
    return DecodedPicture(
      planes: read.picture.planes, originalWidth: size.width, originalHeight: size.height,
      warnings: read.warnings)
  }

  /// The features of one picture as they would be if it were turned, strongest first, in the coordinates of the picture as it is. The network
  /// runs once for each turn; what it cannot do is an error, such as numbers that are none.
  package func extract(
    from picture: DecodedPicture, turns: [Turn] = [.none]
  ) throws(FeatureError) -> [FeatureSet] {
    if case .patches(let extractor, let side) = reader {
      return try describePatches(extractor.patches(of: picture.grey, turns: turns, side: side), of: picture)
    }
    var sets: [FeatureSet] = []
    for turn in turns { sets.append(try extract(from: picture, turn: turn, scales: network.recipe.scales)) }
    return sets
  }

  /// The features that the network finds with the picture's longest side no longer than `side`, instead of the limit.
  func extract(
    from picture: DecodedPicture, turn: Turn, side: Int? = nil
  ) throws(FeatureError) -> FeatureSet {
    let turning = PictureTurning(turn, width: picture.width, height: picture.height)
    let output: PictureNetwork.Output
    do {
      output = try network.run(
        picture.planes.map(turning.turned), side: side ?? limits.maxSide)
    } catch {
      throw FeatureError(error.message)
    }
    let found = read(output)
    let scale = (
      x: Float(picture.originalWidth) / Float(picture.width),
      y: Float(picture.originalHeight) / Float(picture.height)
    )
    let radius = Float(network.recipe.points?.region ?? NetworkRecipe.Points().region)
    var (regions, kept): ([LocalRegion], [Int]) = ([], [])
    for (index, point) in found.points.enumerated() {
      guard let region = turning.restored(Self.circle(point, radius, output.placement)) else { continue }
      regions.append(region.scaled(byX: scale.x, y: scale.y))
      kept.append(index)
    }
    return FeatureSet(
      pictureWidth: picture.originalWidth, pictureHeight: picture.originalHeight, regions: regions,
      descriptors: .bytes(rows(kept, of: found)))
  }

  private func read(_ output: PictureNetwork.Output) -> LearnedFeatures {
    guard let descriptors = output[.descriptors] else { return LearnedFeatures() }
    switch reader {
    case .maps(let reader):
      guard let heatmap = output[.heatmap] else { return LearnedFeatures() }
      return reader.features(
        of: LearnedMapReader.Maps(
          heatmap: heatmap, reliability: output[.reliability], descriptors: descriptors,
          width: output.width, height: output.height))
    case .lists(let reader):
      guard let places = output[.keypoints], let scores = output[.scores] else { return LearnedFeatures() }
      return reader.features(
        of: LearnedListReader.Lists(
          places: places, scores: scores, descriptors: descriptors, width: output.width,
          height: output.height,
          paddedWidth: output.paddedWidth, paddedHeight: output.paddedHeight))
    case .patches: return LearnedFeatures()
    }
  }

  /// What a point's descriptor sees, in the plane that was shown to the network.
  private static func circle(
    _ point: LearnedFeatures.Point, _ radius: Float, _ placement: InputPlacement
  ) -> LocalRegion {
    let place = placement.original(x: Double(point.x), y: Double(point.y))
    let scale = Float(
      (placement.shownWidth / Double(placement.width)
        * placement.shownHeight / Double(placement.height)).squareRoot())
    return LocalRegion(
      x: Float(place.x), y: Float(place.y), xx: radius * scale, xy: 0, yx: 0, yy: radius * scale,
      strength: point.score)
  }

  private func rows(_ kept: [Int], of found: LearnedFeatures) -> Matrix<UInt8> {
    guard kept.count < found.points.count else {
      return Matrix(columnCount: dimension, elements: found.descriptors)
    }
    let elements = kept.flatMap { found.descriptors[$0 * dimension..<($0 + 1) * dimension] }
    return Matrix(columnCount: dimension, elements: elements)
  }
}

extension LocalRegion {
  /// The region after the picture was stretched, borders staying where they are.
  fileprivate func scaled(byX scaleX: Float, y scaleY: Float) -> LocalRegion {
    LocalRegion(
      x: (x + 0.5) * scaleX - 0.5, y: (y + 0.5) * scaleY - 0.5, xx: xx * scaleX, xy: xy * scaleX,
      yx: yx * scaleY, yy: yy * scaleY, strength: strength)
  }
}
