import Core
import Foundation
import Raster
import SyntheticScenes
import Vocabulary

@testable import DrawingChannel

/// A small vocabulary of keyshapes and scenes to look for drawings in, made once.
enum KeyshapeSamples {
  static let sceneCount = 60

  static func shape(_ number: Int) -> DrawableShape { DrawableShape(number: number, ofCollection: 21) }

  /// The edges of a scene.
  static func edges(_ number: Int) -> LineDrawing {
    LineDrawing(edgesOf: grey(shape(number).scene(width: 256, height: 192).picture))
  }

  /// The strokes of its drawing.
  static func strokes(_ number: Int) throws -> LineDrawing {
    let bytes = try PictureFile.encodedPNG(shape(number).drawing())
    return try DrawingReader.read(bytes: bytes, named: "drawing \(number)").lines
  }

  private static func grey(_ picture: ColourPicture) -> Plane {
    let bytes = picture.bytes
    var pixels: [Float] = []
    for place in stride(from: 0, to: bytes.count, by: 3) {
      let (red, green, blue) = (Float(bytes[place]), Float(bytes[place + 1]), Float(bytes[place + 2]))
      pixels.append(0.299 * red + 0.587 * green + 0.114 * blue)
    }
    return Plane(width: picture.width, height: picture.height, pixels: pixels)
  }

  static let lines: [LineDrawing] = (0..<sceneCount).map(edges)

  /// Opened from a file, as everybody's is.
  static let model = Result<KeyshapeModel, any Error> {
    var rows = Matrix<UInt8>(columnCount: KeyshapePatches.dimension)
    for lines in lines {
      let descriptors = KeyshapeTraining.descriptors(ofPicture: lines)
      for row in 0..<descriptors.rowCount { rows.append(row: descriptors[row]) }
    }
    var options = ClusteringOptions(wordCount: 100)
    options.method = .flat
    let clustering = Clustering(options: options).run(on: rows) { (_, _) throws(Never) in }
    var builder = VocabularyBuilder(
      recipe: KeyshapeModel.recipe, centres: clustering.centres,
      documentFrequencies: [UInt32](repeating: 1, count: 100), pictureCount: sceneCount)
    builder.learnSignatures(from: rows, assignment: clustering.assignment, seed: 1, jobs: 1)
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("keyshapes-of-tests-\(getpid()).slv").path
    try builder.write(toPath: path)
    defer { unlink(path) }
    return try KeyshapeModel(path: path)
  }

  /// What a collection of the scenes has.
  static let rows = Result<[DrawingRow], any Error> {
    let model = try Self.model.get()
    return lines.compactMap { model.row(of: $0) }
  }
}
