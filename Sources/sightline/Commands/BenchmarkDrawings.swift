import Core
import DrawingChannel
import Evaluation
import Presentation
import Retrieval
import Vocabulary

/// `sightline benchmark drawings`: which photographs are found by drawings, and by what.
struct BenchmarkDrawings: Sendable {
  static let name = "drawings"

  let request: BenchmarkRequest
  let console: Console

  func report() throws(ToolError) -> DrawingsReport {
    let rankers = try rankers()
    let inputs = try inputs()
    var material = try inputs.lines(of: inputs.read())
    material.mirrors = request.drawings.mirrors
    var report = DrawingsReport(material)
    for ranker in rankers {
      let ranking = try ToolError.wrapping { try ranker.ranking(of: material, jobs: request.jobs) }
      try Interruption.check()
      report.add(ranking, named: ranker.name)
    }
    return report
  }

  private func inputs() throws(ToolError) -> DrawingInputs {
    DrawingInputs(
      command: "benchmark \(Self.name)",
      photographs: try request.paths(request.images + request.distractors, console: console),
      drawings: request.drawings.paths, truth: request.truth, jobs: request.jobs, console: console)
  }

  /// Those that were asked for, or all that there is what they need for.
  private func rankers() throws(ToolError) -> [any DrawingRanker] {
    let asked = request.drawings.descriptors
    let isAll = asked.contains(.all)
    var rankers: [any DrawingRanker] = []
    for way in DrawingWay.allCases where way != .all && (isAll || asked.contains(way)) {
      switch way {
      case .gfHOG: if let words = try gradientFieldWords(isAll) { rankers.append(words) }
      case .keyshapes: if let keyshapes = try keyshapes(isAll) { rankers.append(keyshapes) }
      default: if let descriptor = way.descriptor { rankers.append(DescriptorRanker(descriptor)) }
      }
    }
    if let path = request.drawings.metric { rankers.append(try DrawingMetric(path: path).ranker) }
    if let path = request.model { rankers.append(try LineNetwork(path: path).ranker) }
    return try rankers + collectionRankers()
  }

  /// Those of a collection that has the photographs with their drawing rows, where one is named.
  private func collectionRankers() throws(ToolError) -> [any DrawingRanker] {
    guard let path = request.collection else {
      guard request.drawings.photographCount == 0 else {
        throw .failure("--then-photos needs the words and vectors of a collection: --collection")
      }
      return []
    }
    let collection = try ToolError.wrapping { try Collection.open(path) }
    let counts = [0] + (request.drawings.photographCount > 0 ? [request.drawings.photographCount] : [])
    return counts.map { CollectionRanker(collection, thenPhotographs: $0) }
  }

  /// `nil` where nobody says what words are learned from, and all that is possible was asked for.
  private func gradientFieldWords(_ isAll: Bool) throws(ToolError) -> (any DrawingRanker)? {
    guard !request.drawings.training.isEmpty else {
      let sentence = "gf-hog needs photographs to learn its words from: --train PATHS"
      guard isAll else { throw .failure(sentence) }
      console.note("without gf-hog: \(sentence)")
      return nil
    }
    let paths = try request.paths(request.drawings.training, console: console)
    console.beginProgress(total: paths.count)
    let console = console
    let (lines, problems) = DrawingMaterial.edges(
      of: paths, jobs: request.jobs, onPicture: { console.advance(failed: false) },
      shouldStop: { Interruption.signal != nil })
    console.endProgress()
    try Interruption.check()
    for problem in problems { console.error("\(problem.path): \(problem.reason)") }
    var options = GradientFieldWords.TrainingOptions()
    options.jobs = request.jobs
    guard let words = GradientFieldWords(learnedFrom: lines, options: options) else {
      throw .failure("there are no edges in the pictures of --train: name photographs")
    }
    try Interruption.check()
    return DescriptorRanker(words)
  }

  /// `nil` where no keyshapes came with the program, and all that is possible was asked for.
  private func keyshapes(_ isAll: Bool) throws(ToolError) -> (any DrawingRanker)? {
    let found: String?
    if let given = request.vocabulary { found = given } else { found = try KeyshapeLocation.file.find() }
    guard let path = found else {
      let sentence = "no keyshapes came with this program: name a vocabulary of keyshapes with --vocabulary"
      guard isAll else { throw .failure(sentence) }
      console.note("without keyshapes: \(sentence)")
      return nil
    }
    return KeyshapeRanker(try ToolError.wrapping { try KeyshapeModel(path: path) })
  }
}

/// The ways of ranking that can be asked for.
enum DrawingWay: String, CaseIterable, Sendable {
  case hog, helo, shelo
  case gfHOG = "gf-hog"
  case basicKeyshapes = "basic-keyshapes"
  case keyshapes
  case all

  /// Of those that need nothing else.
  var descriptor: (any DrawingDescriptor)? {
    switch self {
    case .hog: OrientedGradients()
    case .helo: EdgeLocalOrientations()
    case .shelo: SoftEdgeLocalOrientations()
    case .basicKeyshapes: BasicKeyshapes()
    case .gfHOG, .keyshapes, .all: nil
    }
  }
}
