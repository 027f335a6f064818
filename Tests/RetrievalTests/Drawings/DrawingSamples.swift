import Core
import DrawingChannel
import GlobalChannel
import InvertedFile
import Raster
import Storage
import SyntheticScenes
import Testing
import Vocabulary

@testable import Retrieval

/// Scenes with a shape in each, the shapes as somebody draws them, and keyshapes of both.
struct DrawingSamples {
  let fixture: CollectionFixture
  let keyshapes: String

  static func shape(_ number: Int) -> DrawableShape { DrawableShape(number: number, ofCollection: 11) }

  static func drawing(_ number: Int) throws -> [UInt8] {
    try PictureFile.encodedPNG(shape(number).drawing())
  }

  init() throws {
    fixture = try CollectionFixture()
    keyshapes = fixture.folder.path("keys.slv")
    try Self.writeKeyshapes(toPath: keyshapes)
  }

  /// Words that are descriptors of some of the samples, evenly chosen; others for another `stride`.
  static func writeKeyshapes(toPath path: String, stride: Int = 173) throws {
    var rows = Matrix<UInt8>(columnCount: KeyshapePatches.dimension)
    for number in 0..<6 {
      let grey = try PictureFile.readGrey(
        bytes: PictureFile.encodedPNG(shape(number).scene().picture), named: "scene", maxSide: 256)
      let drawn = try DrawingReader.read(bytes: drawing(number), named: "drawing")
      for more in [
        KeyshapeTraining.descriptors(ofPicture: LineDrawing(edgesOf: grey.plane)),
        KeyshapeTraining.descriptors(ofDrawing: drawn.lines),
      ] {
        for row in 0..<more.rowCount { rows.append(row: more[row]) }
      }
    }
    let chosen = (0..<60).map { $0 * stride % rows.rowCount }
    let centres = Centres(
      rows: Matrix(columnCount: KeyshapePatches.dimension, elements: chosen.flatMap { rows[$0] }))
    var builder = VocabularyBuilder(
      recipe: KeyshapeModel.recipe, centres: centres,
      documentFrequencies: [UInt32](repeating: 1, count: chosen.count), pictureCount: 12)
    let assignment = ExactSearch(centres).assign(rows, jobs: 1).words
    builder.learnSignatures(from: rows, assignment: assignment, seed: 1, jobs: 1)
    try builder.write(toPath: path)
  }

  /// Files of scenes; names are their paths.
  func files(_ numbers: Range<Int>) throws -> [String] {
    try numbers.map { number in
      let bytes = try PictureFile.encodedPNG(Self.shape(number).scene().picture)
      return try fixture.folder.write(bytes, to: "scene\(number).png")
    }
  }

  /// A collection of scenes with their drawing rows.
  func collection(_ count: Int) throws -> Collection {
    let collection = try fixture.create()
    try collection.ingest(files(0..<count).map { .file(path: $0) })
    try Collection.embedDrawings(collectionAt: collection.path, keyshapes: keyshapes)
    return collection
  }

  func query(
    _ collection: Collection, _ number: Int, _ change: (inout DrawingOptions) -> Void = { _ in }
  ) throws -> QueryReport {
    var options = DrawingOptions()
    change(&options)
    return try collection.query(
      drawing: .bytes(try Self.drawing(number), name: "drawing"), options: options)
  }

  /// The rows of all pictures, by their names.
  static func rows(of collection: Collection) throws -> [String: PictureVector?] {
    let snapshot = try collection.snapshot()
    var rows: [String: PictureVector?] = [:]
    try snapshot.forEachPicture { (id, summary) throws(StorageError) in
      rows[summary.name] = .some(try snapshot.vector(of: id, in: .drawings))
    }
    return rows
  }
}
