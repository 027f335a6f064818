import ArgumentParsing
import DrawingChannel
import LocalFeatures
import Raster

/// Where keyshapes are learnt: edges of photographs, and drawings beside them.
struct KeyshapeInputs: Sendable {
  static let usualWords = 255

  /// The drawings as they were given: files, folders, lists.
  let operands: [String]
  /// The paths of all drawings.
  let drawings: Set<String>

  /// `nil` when the words are to be others.
  init?(_ arguments: Arguments) throws(ToolError) {
    operands = arguments[BuildVocabularyOptions.drawings]
    guard arguments[BuildVocabularyOptions.keyshapes] else {
      guard operands.isEmpty else { throw .failure("--drawings belongs to --keyshapes") }
      return nil
    }
    guard !arguments.isGiven(FeaturesOptions.features), !arguments.isGiven(FeaturesOptions.detector),
      !arguments.isGiven(FeaturesOptions.descriptor), !arguments.isGiven(FeaturesOptions.orientation)
    else { throw .failure("--keyshapes makes no features of pictures: leave their options out") }
    drawings = Set(InputPictures(operands: operands).pictures.map(\.path))
  }

  /// The descriptors of one input, and what is odd about it.
  func descriptors(
    of picture: InputPicture, reading: PictureFile.ReadingOptions
  ) throws -> (Descriptors, [String]) {
    let bytes =
      if let bytes = try picture.standardInputBytes() { bytes } else {
        try PictureFile.readPictureBytes(atPath: picture.path)
      }
    if drawings.contains(picture.path) {
      let drawing = try DrawingReader.read(bytes: bytes, named: picture.shownName)
      return (.bytes(KeyshapeTraining.descriptors(ofDrawing: drawing.lines)), drawing.warnings)
    }
    let grey = try PictureFile.readGrey(
      bytes: bytes, named: picture.shownName, maxSide: EdgeOptions().side, options: reading)
    let lines = LineDrawing(edgesOf: grey.plane)
    return (.bytes(KeyshapeTraining.descriptors(ofPicture: lines)), grey.warnings)
  }
}
