import Core
import Foundation
import LocalFeatures
import Raster
import SyntheticScenes
import Vocabulary

@testable import Retrieval

/// Pictures whose content is known and a small vocabulary of them.
enum Samples {
  static let wordCount = 200

  static func picture(_ number: Int, width: Int = 320, height: Int = 240) -> ColourPicture {
    Scene(number: number, ofCollection: 5).picture(width: width, height: height)
  }

  static func file(_ number: Int, width: Int = 320, height: Int = 240) throws -> [UInt8] {
    try PictureFile.encodedPNG(picture(number, width: width, height: height))
  }

  /// The bytes of a picture without anything in it.
  static func emptyFile() throws -> [UInt8] {
    try PictureFile.encodedPNG(Plane(width: 80, height: 60, filledWith: 128))
  }

  /// What the vocabulary in the folder is like.
  struct Kind {
    var orientation = FeatureOptions.Orientation.upright
    var hasSignatures = true
    var hasCells = false
    /// Takes the place of the features' own.
    var recipe: Recipe?
  }

  /// A vocabulary whose words are descriptors of the sample pictures.
  static func vocabulary(in folder: TestFolder, _ kind: Kind = Kind()) throws -> Vocabulary {
    var options = FeatureOptions()
    options.orientation = kind.orientation
    let extractor = try FeatureExtractor(options: options)
    let rows = try (0..<3).reduce(into: Matrix<UInt8>(columnCount: 128)) { rows, number in
      let grey = try PictureFile.readGrey(bytes: try file(number), named: "sample")
      guard case .bytes(let more) = extractor.extract(from: grey).descriptors else { return }
      for row in 0..<more.rowCount { rows.append(row: more[row]) }
    }
    let chosen = (0..<wordCount).map { $0 * rows.rowCount / wordCount }
    let centres = Centres(rows: Matrix(columnCount: 128, elements: chosen.flatMap { rows[$0] }))
    var builder = VocabularyBuilder(
      recipe: kind.recipe ?? options.recipe, centres: centres,
      documentFrequencies: [UInt32](repeating: 1, count: wordCount), pictureCount: 3)
    if kind.hasSignatures { builder.hamming = medians(rows, centres) }
    if kind.hasCells { builder.structure = cells(of: centres) }
    let path = folder.path("words.slv")
    try builder.write(toPath: path)
    return try Vocabulary.open(path)
  }

  private static func medians(
    _ rows: Matrix<UInt8>, _ centres: Centres
  ) -> (HammingProjection, HammingMedians) {
    let projection = HammingProjection(dimension: 128, seed: 3)
    let (words, _) = ExactSearch(centres).nearest(rows, jobs: 1)
    return (
      projection,
      HammingMedians.train(
        descriptors: rows, assignment: words, centres: centres, projection: projection, jobs: 1)
    )
  }

  /// Two cells, one of which has no words: whoever is sent there alone finds none.
  private static func cells(of centres: Centres) -> TwoLevelStructure {
    TwoLevelStructure(
      cellCentres: Matrix(
        columnCount: 128, elements: Array(centres.rows[0]) + [UInt8](repeating: 255, count: 128)),
      cellStarts: [0, UInt32(wordCount), UInt32(wordCount)], members: Array(0..<UInt32(wordCount)))
  }
}

/// A folder that is removed with this object.
final class TestFolder: Sendable {
  let path =
    FileManager.default.temporaryDirectory.appendingPathComponent("retrieval-\(UUID().uuidString)").path

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func path(_ name: String) -> String { path + "/" + name }

  func write(_ bytes: [UInt8], to name: String) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }

  func text(of name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path(name))), as: UTF8.self)
  }

  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
}
