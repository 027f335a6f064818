import Core
import DrawingChannel
import Foundation
import Raster
import SyntheticScenes
import Testing
import Vocabulary

/// Scenes with a shape in each, one of them drawn, keyshapes, and the vocabulary of the pictures' words, in a temporary folder.
struct DrawingSamples {
  let folder: TemporaryFolder

  private static func shape(_ number: Int) -> DrawableShape {
    DrawableShape(number: number, ofCollection: 11)
  }

  init() throws {
    folder = try TemporaryFolder()
    for number in 0..<5 {
      try folder.write(
        PictureFile.encodedPNG(Self.shape(number).scene().picture), to: "scenes/\(number).png")
    }
    try folder.write(PictureFile.encodedPNG(Self.shape(2).drawing()), to: "sketch.png")
    let run = try BuiltTool.run(
      ["build-vocabulary", "a.slv", "scenes", "--words", "32", "--quiet"], in: folder)
    try #require(run.status == 0)
    try Self.writeKeyshapes(toPath: folder.url("keys.slv").path)
  }

  /// Words that are descriptors of the samples, evenly chosen.
  static func writeKeyshapes(toPath path: String, stride: Int = 173) throws {
    var rows = Matrix<UInt8>(columnCount: KeyshapePatches.dimension)
    for number in 0..<5 {
      let drawn = try DrawingReader.read(
        bytes: PictureFile.encodedPNG(shape(number).drawing()), named: "drawing")
      let more = KeyshapeTraining.descriptors(ofDrawing: drawn.lines)
      for row in 0..<more.rowCount { rows.append(row: more[row]) }
    }
    let chosen = (0..<40).map { $0 * stride % rows.rowCount }
    let centres = Centres(
      rows: Matrix(columnCount: KeyshapePatches.dimension, elements: chosen.flatMap { rows[$0] }))
    var builder = VocabularyBuilder(
      recipe: KeyshapeModel.recipe, centres: centres,
      documentFrequencies: [UInt32](repeating: 1, count: chosen.count), pictureCount: 5)
    let assignment = ExactSearch(centres).assign(rows, jobs: 1).words
    builder.learnSignatures(from: rows, assignment: assignment, seed: 1, jobs: 1)
    try builder.write(toPath: path)
  }

  func run(_ words: String...) throws -> BuiltTool.Outcome {
    try BuiltTool.run(words, in: folder)
  }

  /// Makes `c.sight` of the scenes, with their drawing rows.
  func makeCollection() throws {
    let run = try run(
      "ingest", "c.sight", "scenes", "--vocabulary", "a.slv", "--keyshapes", "keys.slv")
    try #require(run.status == 0, "\(run.errors)")
  }
}
