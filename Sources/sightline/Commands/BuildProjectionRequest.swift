import ArgumentParsing
import Core
import Evaluation
import GlobalChannel
import LocalFeatures
import Raster

/// What a command line of `sightline build-projection` asks for, with everything checked that can be checked before the first
/// picture is read.
struct BuildProjectionRequest: Sendable {
  var outputPath: String
  var inputOperands: [String]
  var origin: BuildProjectionOptions.Origin
  var aggregation = AggregationOptions()
  var projection = ProjectionOptions()
  /// The group of each picture that has one, by its path; `nil` where none were given.
  var groups: [String: String]?
  /// Drawings to learn a metric from instead.
  var pairs: DrawingPairs?
  var features: FeatureOptions
  var reading: PictureFile.ReadingOptions
  var memory: Int
  var jobs: Int
  var printsJSON: Bool

  init(_ arguments: Arguments) throws(ToolError) {
    guard let output = arguments.operands.first else { throw .failure("OUT.slp is missing") }
    outputPath = output
    inputOperands = Array(arguments.operands.dropFirst())
    origin = arguments[BuildProjectionOptions.from]
    features = FeaturesOptions.featureOptions(arguments)
    reading = FeaturesOptions.readingOptions(arguments)
    memory = arguments[BuildProjectionOptions.memory]
    jobs = arguments[CommonOptions.jobs]
    printsJSON = arguments[CommonOptions.json]
    try setLearning(arguments)
    if let path = arguments[BuildProjectionOptions.labels] {
      groups = try ToolError.wrapping { try GroupTable(path: path).groups }
    }
    try checkOrigin(arguments)
    try setPairs(arguments)
    try checkOutput()
    guard pairs != nil || !inputOperands.isEmpty else {
      throw .failure("IMAGES is missing; see sightline build-projection --help")
    }
  }

  private mutating func setPairs(_ arguments: Arguments) throws(ToolError) {
    let photographs = inputOperands + arguments[BuildProjectionOptions.images]
    let drawings = arguments[BuildProjectionOptions.drawings]
    guard let truth = arguments[BuildProjectionOptions.pairs] else {
      guard arguments[BuildProjectionOptions.images].isEmpty, drawings.isEmpty,
        !arguments.isGiven(BuildProjectionOptions.rounds)
      else {
        throw .failure("--images, --drawings and --rounds are for --pairs, which is missing")
      }
      if case .drawing(let way) = origin {
        throw .failure("--from \(way.rawValue) is for drawings: name them with --pairs")
      }
      return
    }
    if let option = BuildProjectionOptions.givenForPictures(arguments).first {
      throw .failure("--\(option) is for vectors of pictures, and --pairs learns from lines of drawings")
    }
    guard !photographs.isEmpty else { throw .failure("--pairs needs its photographs: --images PATHS") }
    if !arguments.isGiven(BuildProjectionOptions.from) { origin = .drawing(.hog) }
    projection.rounds = arguments[BuildProjectionOptions.rounds]
    if !arguments.isGiven(BuildProjectionOptions.dimension) {
      projection.dimension = BuildProjectionOptions.metricDimension
    }
    guard case .drawing(let way) = origin else {
      throw .failure("--pairs learns from lines: --from hog, helo, shelo or basic-keyshapes")
    }
    pairs = DrawingPairs(truth: truth, photographs: photographs, drawings: drawings, descriptor: way)
  }

  private mutating func setLearning(_ arguments: Arguments) throws(ToolError) {
    let seed = UInt64(arguments[BuildProjectionOptions.seed])
    projection.dimension = arguments[BuildProjectionOptions.dimension]
    projection.whitening = Float(arguments[BuildProjectionOptions.whiten])
    projection.seed = seed
    projection.jobs = jobs
    aggregation.seed = seed
    aggregation.jobs = jobs
    aggregation.reducedDimension = arguments[BuildProjectionOptions.reduce]
    aggregation.normalisesWords = arguments[BuildProjectionOptions.intra]
    guard !aggregation.normalisesWords || origin == .aggregation(.vlad) else {
      throw .failure("--intra is for --from vlad")
    }
    if case .aggregation(let kind) = origin {
      aggregation.kind = kind
      aggregation.wordCount =
        arguments.isGiven(BuildProjectionOptions.words)
        ? arguments[BuildProjectionOptions.words] : kind.usualWordCount
    }
    let most = 4096
    guard projection.dimension <= most else {
      throw .failure("--dimension \(projection.dimension) is more than the \(most) that are possible")
    }
    let mostWords = aggregation.kind == .triangulation ? 64 : 16_384
    guard aggregation.wordCount <= mostWords else {
      throw .failure(
        "\(aggregation.wordCount) words are more than the \(mostWords) that --from \(aggregation.kind.rawValue) can have"
      )
    }
  }

  /// Options of features mean nothing to a network.
  private func checkOrigin(_ arguments: Arguments) throws(ToolError) {
    guard case .network(let path) = origin else { return }
    if let option = BuildProjectionOptions.givenForFeatures(arguments).first {
      throw .failure("--\(option) is for vectors from local features, and \(path) is a network's recipe")
    }
  }

  private func checkOutput() throws(ToolError) {
    guard FileSystem.status(of: outputPath)?.isDirectory != true else {
      throw .failure("\(outputPath): the projection cannot be written there: it is a folder")
    }
    guard outputPath.hasSuffix(".slp") else {
      throw .failure(
        "the projection is written to the first name, and '\(outputPath)' does not end in .slp")
    }
    try FileSystem.checkWritable(FileSystem.folder(of: outputPath), for: outputPath)
  }
}
