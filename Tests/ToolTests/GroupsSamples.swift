import Foundation
import Raster
import SyntheticScenes
import Testing

/// A collection of scenes, some of them twice, for the commands that look for pictures of the same thing.
struct GroupsSamples {
  let folder: TemporaryFolder

  /// Scenes 0 to 3 as `photos/N.png`, a slanted view of scene 1 and a smaller copy of scene 2 below `photos/more`, in `c`; one more in
  /// `one`; the photos without places in `lean`.
  init() throws {
    folder = try TemporaryFolder()
    for number in 0..<4 { try write(Self.scene(number), to: "photos/\(number).png") }
    let view = try Self.scene(1).view(ViewOptions(camera: .tilted(by: 15, direction: 60))).picture
    try write(view, to: "photos/more/view.png")
    try write(Self.scene(2).scaledDown(toFitWidth: 300, height: 225), to: "photos/more/copy.png")
    try write(Self.scene(5), to: "alone/5.png")
    for words in [
      ["build-vocabulary", "words.slv", "photos", "--words", "2048", "--rounds", "3"],
      ["ingest", "c", "photos", "--vocabulary", "words.slv"],
      ["ingest", "one", "alone", "--vocabulary", "words.slv"],
      ["ingest", "lean", "photos", "--vocabulary", "words.slv", "--lean"],
    ] {
      try #require(try BuiltTool.run(words, in: folder).status == 0)
    }
  }

  private static func scene(_ number: Int) -> ColourPicture {
    Scene(number: number, ofCollection: 5).picture(width: 400, height: 300)
  }

  private func write(_ picture: ColourPicture, to name: String) throws {
    try folder.write(PictureFile.encodedPNG(picture), to: name)
  }

  func run(_ words: String...) throws -> BuiltTool.Outcome { try BuiltTool.run(words, in: folder) }

  struct Link: Decodable, Equatable {
    var a, b: String
    var sameObject: Bool?
    var kind: String?
    var logNFA, shortlistScore: Double?
    var inliers: Int?
    var bFromA: [Double]?
  }
}
