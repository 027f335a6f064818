import ArgumentParsing
import LocalFeatures
import Raster

/// What a command line of `sightline features` asks for, with everything checked that can be checked before
/// the first picture is read.
struct FeaturesRequest: Sendable {
  enum Destination: Sendable, Equatable {
    case standardOutput
    case file(String)
    case folder(String)
  }

  var features: FeatureRequest
  var reading: PictureFile.ReadingOptions
  var format: FeatureFileFormat
  var destination: Destination
  /// Where the regions are drawn.
  var drawingPath: String?
  /// Whether a summary is printed as JSON, because the features themselves go elsewhere.
  var printsSummary: Bool
  var jobs: Int

  init(_ arguments: Arguments) throws(ToolError) {
    features = try FeatureRequest(arguments)
    reading = FeaturesOptions.readingOptions(arguments)
    format = arguments[FeaturesOptions.format]
    destination = try Self.destination(arguments)
    drawingPath = arguments[FeaturesOptions.picture]
    jobs = arguments[CommonOptions.jobs]
    let json = arguments[CommonOptions.json]
    printsSummary = json && destination != .standardOutput
    if json, destination == .standardOutput {
      guard format == .json || !arguments.isGiven(FeaturesOptions.format) else {
        throw .failure("--json and --format \(format.rawValue) contradict each other on standard output")
      }
      format = .json
    }
    if format == .colmap, features.network == nil, features.options.descriptor == .centreSymmetricLBP {
      throw .failure(
        "--format colmap holds 128-byte descriptors only; take --descriptor sift or rootsift")
    }
  }

  /// What makes the features; refuses what the format cannot hold.
  func maker() throws(ToolError) -> FeatureMaker {
    let maker = try features.maker()
    guard format != .colmap || maker.dimension == COLMAPFormat.dimension else {
      throw .failure(
        "--format colmap holds 128-byte descriptors only, and those of \(features.network ?? "this kind") have "
          + "\(maker.dimension); take --format json or oxford")
    }
    return maker
  }

  private static func destination(_ arguments: Arguments) throws(ToolError) -> Destination {
    let file = arguments[FeaturesOptions.file]
    if let folder = arguments[FeaturesOptions.directory] {
      guard file == nil else { throw .failure("--output and --output-directory exclude each other") }
      return .folder(folder)
    }
    guard let file, file != "-" else { return .standardOutput }
    return .file(file)
  }

  /// Refuses what cannot be done with just these pictures.
  func check(_ pictures: [InputPicture]) throws(ToolError) {
    if pictures.count > 1 {
      guard drawingPath == nil else { throw .failure("--picture draws one picture, not \(pictures.count)") }
      if !format.holdsManyPictures {
        guard case .folder = destination else {
          throw .failure(
            "one \(format.rawValue) file holds one picture, and there are \(pictures.count): "
              + "use --output-directory DIR for a file each, or --format json for all in one")
        }
      }
    }
    if let drawingPath { try Self.checkDrawing(drawingPath) }
    try checkThatNothingIsOverwritten(pictures)
    if case .folder(let folder) = destination { try checkNames(pictures, in: folder) }
  }

  /// The file that a picture's features go to, when each has its own.
  func outputPath(for picture: InputPicture, in folder: String) -> String {
    FileSystem.join(folder, "\(picture.fileName).\(format.fileExtension)")
  }

  private func checkNames(_ pictures: [InputPicture], in folder: String) throws(ToolError) {
    var taken: [String: InputPicture] = [:]
    for picture in pictures {
      guard let other = taken.updateValue(picture, forKey: picture.fileName) else { continue }
      let output = outputPath(for: picture, in: folder)
      throw .failure(
        other == picture
          ? "\(picture.shownName) is given twice"
          : "\(other.shownName) and \(picture.shownName) would both be written to \(output); "
            + "put them into different folders with two calls")
    }
  }

  /// Refuses the goal of a --picture that is no picture's name or cannot be written.
  static func checkDrawing(_ path: String) throws(ToolError) {
    guard [".png", ".jpg", ".jpeg"].contains(where: path.lowercased().hasSuffix) else {
      throw .failure("--picture writes PNG or JPEG: '\(path)' should end in .png or .jpg")
    }
    try FileSystem.checkWritable(FileSystem.folder(of: path), for: path)
  }

  private func checkThatNothingIsOverwritten(_ pictures: [InputPicture]) throws(ToolError) {
    var outputs: [String] = []
    if case .file(let path) = destination { outputs.append(path) }
    if let drawingPath { outputs.append(drawingPath) }
    for output in outputs {
      guard let status = FileSystem.status(of: output), status.isRegularFile else { continue }
      let overwritten = pictures.first { FileSystem.status(of: $0.path)?.isSameFile(as: status) == true }
      if let overwritten { throw .failure("\(output) is the picture \(overwritten.shownName) itself") }
    }
  }
}
