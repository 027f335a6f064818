import ArgumentParsing
import Core
import DrawingChannel
import LocalFeatures
import Raster
import Vocabulary

/// What a command line of `sightline build-vocabulary` asks for, with everything checked that can be checked
/// before the first picture is read.
struct BuildVocabularyRequest: Sendable {
  /// Flat clustering takes longer than an hour beyond this for the usual sample.
  private static let mostWordsForFlat = 16_384
  private static let mostWords = 1 << 28

  var outputPath: String
  var inputOperands: [String]
  var clustering: ClusteringOptions
  /// What makes the features of pictures.
  var maker: FeatureMaker
  /// The words are keyshapes, learnt from edges of the inputs and from these drawings.
  var keyshapes: KeyshapeInputs?
  var reading: PictureFile.ReadingOptions
  var memory: Int
  var resumes: Bool
  var printsJSON: Bool

  init(_ arguments: Arguments) throws(ToolError) {
    guard let output = arguments.operands.first else { throw .failure("OUT.slv is missing") }
    outputPath = output
    inputOperands = Array(arguments.operands.dropFirst())
    keyshapes = try KeyshapeInputs(arguments)
    if let keyshapes { inputOperands += keyshapes.operands }
    clustering = try Self.clusteringOptions(arguments, isKeyshapes: keyshapes != nil)
    maker = try FeatureRequest(arguments).maker()
    reading = FeaturesOptions.readingOptions(arguments)
    memory = arguments[BuildVocabularyOptions.memory]
    resumes = arguments[BuildVocabularyOptions.resume]
    printsJSON = arguments[CommonOptions.json]
    try checkOutput()
  }

  var jobs: Int { clustering.jobs }

  private static func clusteringOptions(
    _ arguments: Arguments, isKeyshapes: Bool
  ) throws(ToolError) -> ClusteringOptions {
    var options = ClusteringOptions()
    options.wordCount = arguments[BuildVocabularyOptions.wordCount]
    if isKeyshapes {
      if !arguments.isGiven(BuildVocabularyOptions.wordCount) {
        options.wordCount = KeyshapeInputs.usualWords
      }
      guard options.wordCount <= KeyshapeRow.mostWords else {
        throw .failure("a vocabulary of keyshapes has at most \(KeyshapeRow.mostWords) words")
      }
    }
    options.method =
      arguments.isGiven(BuildVocabularyOptions.method)
      ? arguments[BuildVocabularyOptions.method]
      : options.wordCount > mostWordsForFlat ? .approximate : .flat
    options.branching = arguments[BuildVocabularyOptions.branching]
    options.depth = arguments[BuildVocabularyOptions.depth]
    try setWordsOfTree(&options, arguments)
    guard options.wordCount <= mostWords else {
      throw .failure("\(options.wordCount) words are more than the \(mostWords) that are possible")
    }
    options.rounds =
      arguments.isGiven(BuildVocabularyOptions.rounds)
      ? arguments[BuildVocabularyOptions.rounds] : options.method == .approximate ? 8 : 10
    options.start = arguments[BuildVocabularyOptions.start]
    options.seed = UInt64(arguments[BuildVocabularyOptions.seed])
    options.jobs = arguments[CommonOptions.jobs]
    return options
  }

  /// A tree's words are its leaves.
  private static func setWordsOfTree(
    _ options: inout ClusteringOptions, _ arguments: Arguments
  ) throws(ToolError) {
    guard options.method == .hierarchical else {
      guard !arguments.isGiven(BuildVocabularyOptions.branching),
        !arguments.isGiven(BuildVocabularyOptions.depth)
      else { throw .failure("--branching and --depth belong to --method hierarchical") }
      return
    }
    var leaves = 1
    for _ in 0..<options.depth where leaves <= mostWords {
      leaves =
        leaves.multipliedReportingOverflow(by: options.branching).overflow
        ? Int.max : leaves * options.branching
    }
    guard leaves <= mostWords else {
      throw .failure(
        "a tree of \(options.branching)^\(options.depth) leaves has more than the \(mostWords) words that are possible"
      )
    }
    guard !arguments.isGiven(BuildVocabularyOptions.wordCount) || options.wordCount == leaves else {
      throw .failure(
        "--words \(options.wordCount) and a tree of \(leaves) leaves (\(options.branching)^\(options.depth)) "
          + "contradict each other; leave --words out")
    }
    options.wordCount = leaves
  }

  private func checkOutput() throws(ToolError) {
    let status = FileSystem.status(of: outputPath)
    guard status?.isDirectory != true else {
      throw .failure("\(outputPath): the vocabulary cannot be written there: it is a folder")
    }
    guard outputPath.hasSuffix(".slv") else {
      throw .failure(
        "the vocabulary is written to the first name, and '\(outputPath)' does not end in .slv")
    }
    try FileSystem.checkWritable(FileSystem.folder(of: outputPath), for: outputPath)
  }

  /// Everything that decides the bytes of the vocabulary, as it is compared when work goes on.
  func settings(of inputs: TrainingInputs) -> [Property] {
    var settings = [
      Property("words", "\(clustering.wordCount)"), Property("method", clustering.method.rawValue),
      Property("rounds", "\(clustering.rounds)"), Property("start", clustering.start.rawValue),
      Property("seed", "\(clustering.seed)"), Property("memory", "\(memory) bytes"),
    ]
    if clustering.method == .hierarchical {
      settings += [
        Property("branching", "\(clustering.branching)"), Property("depth", "\(clustering.depth)"),
      ]
    }
    if let keyshapes {
      settings += KeyshapeModel.recipe.entries + [Property("drawings", "\(keyshapes.drawings.count)")]
    } else if inputs.kind == .pictures {
      settings += maker.recipe.entries
      settings += [
        Property("max-features", "\(maker.maxFeatures)"), Property("max-side", "\(maker.maxSide)"),
        Property("max-pixels", "\(reading.maxPixels)"),
        Property("tolerate-truncated", "\(reading.toleratesTruncation)"),
      ]
    }
    return settings + [Property("inputs", "\(inputs.files.count) files (\(inputs.fingerprint))")]
  }
}
