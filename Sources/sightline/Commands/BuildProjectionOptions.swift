import ArgumentParsing
import GlobalChannel

/// The options of `sightline build-projection` beside those of making features.
enum BuildProjectionOptions {
  private static let vectors = "Vectors"
  private static let drawingGroup = "Drawings"
  private static let work = "Work"

  /// What vectors are made from.
  enum Origin: Sendable, Equatable {
    case aggregation(Aggregation.Kind)
    /// The path of a recipe.
    case network(String)
    /// The lines of drawings and photographs, described in this way.
    case drawing(DrawingWay)
  }

  /// Ways of describing lines that need nothing else, and so can be learnt for.
  private static let drawingWays = DrawingWay.allCases.filter { $0.descriptor != nil }

  static let from = Option<Origin>.value(
    "from", "KIND|RECIPE.json",
    words: Aggregation.Kind.allCases.map(\.rawValue) + drawingWays.map(\.rawValue),
    default: .aggregation(.fisher), defaultText: "\(Aggregation.Kind.fisher.rawValue); hog with --pairs",
    group: vectors,
    help:
      "What a picture's vector is made from: its local features, aggregated in one of these ways, or a network's output; with --pairs its lines, described in one "
      + "of the last four ways."
  ) { text throws(UsageError) in
    if let kind = Aggregation.Kind(rawValue: text) { return .aggregation(kind) }
    if let way = drawingWays.first(where: { $0.rawValue == text }) { return .drawing(way) }
    guard text.lowercased().hasSuffix(".json") else {
      throw UsageError.value(
        text, of: "from",
        needs: (Aggregation.Kind.allCases.map(\.rawValue) + drawingWays.map(\.rawValue)).joined(
          separator: ", ") + " or a RECIPE.json")
    }
    return .network(text)
  }
  static let words = Option.wholeNumber(
    "words", atLeast: 1, default: 64, defaultText: "64; 1024 for sparse, 16 for triangulation",
    group: vectors, help: "Centres, Gaussians or words of the dictionary, for vectors from local features.")
  static let intra = Option.flag(
    "intra", group: vectors,
    help:
      "For --from vlad: make each word's part equally long (intra-normalisation), which helps where one thing repeats."
  )
  static let reduce = Option.wholeNumber(
    "reduce", atLeast: 1, default: 64, group: vectors,
    help: "Numbers of a local descriptor that are kept, its first principal components.")
  static let dimension = Option.wholeNumber(
    "dimension", atLeast: 1, default: 128, defaultText: "128; \(metricDimension) with --pairs",
    group: vectors, help: "Numbers of a picture's vector.")
  static let metricDimension = 256
  static let whiten = Option.number(
    "whiten", "P", in: 0...1, default: 0.5, defaultText: "0.5", group: vectors,
    help:
      "How far the components are made equally strong: 0 leaves them as they are, 1 divides each by its deviation."
  )
  static let labels = Option.file(
    "labels", "FILE.csv", group: vectors,
    help:
      "Learn from groups of pictures that show the same what tells groups apart: a table of lines PATH,GROUP, "
      + "with paths as they are given or found.")
  static let pairs = Option.file(
    "pairs", "TRUTH.csv", group: drawingGroup,
    help:
      "Learn from drawings which photographs they are of: a table drawing,class,photo, or another truth of `benchmark drawings`. "
      + "Two classes or more; photographs of no class in it are not learnt from.")
  static let images = Option.paths(
    "images", "PATHS", group: drawingGroup,
    help: "The photographs of --pairs, like IMAGES; can be given several times.")
  static let drawings = Option.paths(
    "drawings", "PATHS", group: drawingGroup,
    help: "The drawings: files, folders or @list.txt; else the folder drawings beside the truth.")
  static let rounds = Option.wholeNumber(
    "rounds", atLeast: 0, default: ProjectionOptions().rounds, group: drawingGroup,
    help:
      "Rounds of learning, at most; fewer when drawings that are held out gain nothing. 0 leaves the principal components."
  )
  static let seed = Option.wholeNumber(
    "seed", "S", atLeast: 0, default: 1, group: work,
    help: "The same seed and pictures give the same file, byte for byte.")
  static let memory = Option.byteCount(
    "memory", default: "2G", group: work,
    help:
      "Stay within about so much memory for descriptors and vectors (K, M and G are powers of 1024). What is more is "
      + "left out, evenly over the pictures.")

  static let all: [any DescribedOption] =
    [from, words, intra, reduce, dimension, whiten, labels, pairs, images, drawings, rounds, seed, memory]
    + FeaturesOptions.making
    + CommonOptions.all

  /// Those that mean nothing to drawings, with whether they are given.
  static func givenForPictures(_ arguments: Arguments) -> [String] {
    givenForFeatures(arguments)
      + [
        (intra.description.name, arguments.isGiven(intra)),
        (whiten.description.name, arguments.isGiven(whiten)),
        (labels.description.name, arguments.isGiven(labels)),
        (FeaturesOptions.features.description.name, arguments.isGiven(FeaturesOptions.features)),
      ].filter(\.1).map(\.0)
  }

  /// Those that only vectors from local features have, with whether they are given.
  static func givenForFeatures(_ arguments: Arguments) -> [String] {
    [
      (words.description.name, arguments.isGiven(words)),
      (reduce.description.name, arguments.isGiven(reduce)),
      (FeaturesOptions.detector.description.name, arguments.isGiven(FeaturesOptions.detector)),
      (FeaturesOptions.descriptor.description.name, arguments.isGiven(FeaturesOptions.descriptor)),
      (FeaturesOptions.orientation.description.name, arguments.isGiven(FeaturesOptions.orientation)),
      (FeaturesOptions.maxFeatures.description.name, arguments.isGiven(FeaturesOptions.maxFeatures)),
      (FeaturesOptions.maxSide.description.name, arguments.isGiven(FeaturesOptions.maxSide)),
      (
        FeaturesOptions.measurementRegion.description.name,
        arguments.isGiven(FeaturesOptions.measurementRegion)
      ),
      (FeaturesOptions.doubleBase.description.name, arguments.isGiven(FeaturesOptions.doubleBase)),
    ].filter(\.1).map(\.0)
  }
}
